import assert from "node:assert/strict";
import { test } from "node:test";
import { forget, kept } from "../../Spaces/CoachingCycle/Reflecting/drafts";

class Store implements Storage {
  private readonly items = new Map<string, string>();
  get length(): number { return this.items.size; }
  clear(): void { this.items.clear(); }
  key(index: number): string | null { return [...this.items.keys()][index] ?? null; }
  getItem(name: string): string | null { return this.items.get(name) ?? null; }
  setItem(name: string, value: string): void { this.items.set(name, value); }
  removeItem(name: string): void { this.items.delete(name); }
}

const draft = (text: string) => JSON.stringify({ text, instead: "" });

test("Only the drafts of this person and this lesson come back", () => {
  const store = new Store();
  store.setItem("board-draft|ann|v1|reply|p|r1", draft("mine"));
  store.setItem("board-draft|ann|v2|reply|p|r1", draft("of another lesson"));
  store.setItem("board-draft|ben|v1|reply|p|r1", draft("of another person"));
  store.setItem("theme", "dark");
  assert.deepEqual(kept(store, "ann|v1|"), [{ key: "ann|v1|reply|p|r1", text: "mine", instead: "" }]);
});

test("What is no draft is passed over", () => {
  const store = new Store();
  for (const [i, wrong] of ["{", "null", "{}", "{\"text\":1,\"instead\":\"\"}"].entries()) store.setItem(`board-draft|a|${i}`, wrong);
  assert.deepEqual(kept(store, "a|"), []);
});

test("Saved words are forgotten, but not others that were typed meanwhile", () => {
  const store = new Store();
  store.setItem("board-draft|k", draft("newer"));
  forget(store, "k", "older");
  assert.equal(store.length, 1);
  forget(store, "k", "newer");
  assert.equal(store.length, 0);
  store.setItem("board-draft|k", draft("whatever"));
  forget(store, "k", null);
  assert.equal(store.length, 0);
});
