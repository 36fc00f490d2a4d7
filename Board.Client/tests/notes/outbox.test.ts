import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet } from "@codemirror/state";
import { Outbox, type Unconfirmed } from "../../Surfaces/Notes/outbox";
import { ownershipOf } from "../../Surfaces/Notes/ownership";
import { settled } from "../fake-clock";
import { MemoryStore } from "./memory-store";

const change = (length: number, text: string) => ({ changes: ChangeSet.of({ from: length, insert: text }, length) });
const of = (first: number, at: number, updates: Unconfirmed["updates"], session = "a"): Unconfirmed => ({ session, token: `t-${session}`, at, first, updates });
const numbers = async (store: MemoryStore) => (await store.sessions("doc")).map(({ session, at, updates }) => [session, at, updates.map(update => update.number)]);

test("An unconfirmed update is stored with its base and its token", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  await outbox.save(of(1, 7, [change(3, "x")]));
  assert.deepEqual(await store.sessions("doc"), [{ session: "a", token: "t-a", at: 7, updates: [{ number: 1, changes: [3, [0, "x"]] }] }]);
  assert.deepEqual(await store.sessions("another"), []);
});

test("Nothing counts as stored before the device says so", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  store.hold();
  const unconfirmed = of(1, 7, [change(3, "x")]);
  const saved = outbox.save(unconfirmed);
  await settled();
  assert.equal(outbox.stored(unconfirmed), 0);
  store.release();
  await saved;
  assert.equal(outbox.stored(unconfirmed), 1);
});

test("A key is given to the device the moment it is typed, also while the one before is being written", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  store.hold();
  const [one, two] = [change(0, "a"), change(1, "b")];
  const first = outbox.save(of(1, 0, [one]));
  const second = outbox.save(of(1, 0, [one, two]));
  assert.equal(store.given, 2);
  store.release();
  await Promise.all([first, second]);
  assert.deepEqual(await numbers(store), [["a", 0, [1, 2]]]);
});

test("What is confirmed goes with the next key, and the base with it; with the last confirmation everything goes", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  const [one, two, three] = [change(0, "a"), change(1, "b"), change(2, "c")];
  await outbox.save(of(1, 0, [one, two]));
  await outbox.save(of(2, 1, [two]));
  assert.deepEqual(await numbers(store), [["a", 0, [1, 2]]]);
  await outbox.save(of(2, 1, [two, three]));
  assert.deepEqual(await numbers(store), [["a", 1, [2, 3]]]);
  await outbox.save(of(4, 3, []));
  assert.deepEqual(await numbers(store), []);
});

test("With a key on a base that moved, the whole chain is written anew", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  await outbox.save(of(1, 0, [change(3, "x")]));
  await outbox.save(of(1, 1, [change(5, "x"), change(6, "y")]));
  const [stored] = await store.sessions("doc");
  assert.deepEqual(stored!.updates.map(update => "changes" in update && update.changes), [[5, [0, "x"]], [6, [0, "y"]]]);
  assert.equal(stored!.at, 1);
});

test("A base that moves under a chain that is stored whole is not worth a write: the old chain is as good", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  const one = change(3, "x");
  await outbox.save(of(1, 4, [one]));
  await outbox.save(of(1, 5, [change(8, "x")]));
  assert.equal(store.writes, 1);
  assert.equal(outbox.stored(of(1, 5, [change(8, "x")])), 1);
});

test("A failed write leaves the chain before it whole, is told, and is made up for", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  const [one, two] = [change(0, "a"), change(1, "b")];
  await outbox.save(of(1, 0, [one]));
  store.fails = true;
  const unconfirmed = of(1, 0, [one, two]);
  await outbox.save(unconfirmed);
  assert.equal(outbox.failed, true);
  assert.equal(outbox.stored(unconfirmed), 0);
  assert.deepEqual(await numbers(store), [["a", 0, [1]]]);
  store.fails = false;
  await outbox.save(unconfirmed);
  assert.equal(outbox.failed, false);
  assert.equal(outbox.stored(unconfirmed), 2);
  assert.deepEqual(await numbers(store), [["a", 0, [1, 2]]]);
});

test("A write that builds on one that failed does not count", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  const [one, two] = [change(0, "a"), change(1, "b")];
  store.hold();
  store.failsOnce = true;
  const unconfirmed = of(1, 0, [one, two]);
  const saved = [outbox.save(of(1, 0, [one])), outbox.save(unconfirmed)];
  store.release();
  await Promise.all(saved);
  assert.equal(outbox.failed, true);
  assert.equal(outbox.stored(unconfirmed), 0);
  await outbox.save(unconfirmed);
  assert.deepEqual(await numbers(store), [["a", 0, [1, 2]]]);
});

test("What a failed write may have left behind goes when everything is confirmed", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  await outbox.save(of(1, 0, [change(0, "a")]));
  store.fails = true;
  await outbox.save(of(1, 0, [change(0, "a"), change(1, "b")]));
  store.fails = false;
  await outbox.save(of(3, 2, []));
  assert.deepEqual(await numbers(store), []);
});

test("Under a new session the chain moves in one write: it is never there twice, and never missing", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  const [one, two] = [change(0, "a"), change(1, "b")];
  await outbox.save(of(5, 9, [one, two]));
  await outbox.save(of(1, 9, [one, two], "a2"));
  assert.equal(store.writes, 2);
  assert.deepEqual(await numbers(store), [["a2", 9, [1, 2]]]);
});

test("An op is stored beside the changes, and not again while it does not move", async () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "doc");
  const op = { type: "counted", id: "t1", counter: "open" } as const;
  await outbox.save(of(1, 7, [change(3, "x"), { op }]));
  assert.deepEqual((await store.sessions("doc"))[0]!.updates, [{ number: 1, changes: [3, [0, "x"]] }, { number: 2, op }]);
  const writes = store.writes;
  await outbox.save(of(2, 8, [{ op }]));
  assert.equal(store.writes, writes);
  assert.equal(outbox.stored(of(2, 8, [{ op }])), 1);
});

test("An outbox has one owner, and another takes it only when that one is gone", async () => {
  const held = new Set<string>();
  const locks = {
    request(name: string, _options: object, run: (lock: object | null) => Promise<void> | undefined) {
      if (held.has(name)) return Promise.resolve(run(null));
      held.add(name);
      return Promise.resolve(run({})).finally(() => held.delete(name));
    },
  } as unknown as LockManager;
  const release = await ownershipOf("doc", locks).claim("a");
  assert.equal(typeof release, "function");
  assert.equal(await ownershipOf("doc", locks).claim("a"), null);
  assert.equal(typeof await ownershipOf("other", locks).claim("a"), "function");
  release!();
  await settled();
  assert.equal(typeof await ownershipOf("doc", locks).claim("a"), "function");
});
