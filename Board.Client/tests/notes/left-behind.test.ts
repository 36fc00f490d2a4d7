import assert from "node:assert/strict";
import { test } from "node:test";
import { Recovery } from "../../Surfaces/Notes/recovery";
import { FakeClock, settled } from "../fake-clock";
import { Far } from "./far";
import { MemoryStore } from "./memory-store";
import { open, type Tab } from "./tab";

function recover(far: Far, clock: FakeClock, store: MemoryStore, person: string) {
  const line = far.line(person);
  const news: string[] = [];
  return store.sessions(person).then(([stored]) => {
    const recovery = new Recovery(line, clock, { space: "cycle-1", surface: "v1" }, stored!, {
      left: count => news.push(`left ${count}`),
      done: sent => news.push(`done ${sent}`),
      failed: (why, text) => news.push(`failed ${why} ${text}`),
    });
    line.travellers.add(recovery);
    line.up();
    return { line, news };
  });
}

test("A tab that is killed leaves its unsent edits behind, and the next one sends them", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.type(3, "1");
  await settled();
  ana.line.cut(true);
  ana.type(4, "2");
  ana.type(5, "3");
  await settled();
  ben.type(0, "_");
  await far.quiet();
  const { news } = await recover(far, new FakeClock(), ana.store, "ana");
  await far.quiet();
  assert.equal(far.server.doc.toString(), "_abc123");
  assert.equal(ben.text, "_abc123");
  assert.deepEqual(news, ["left 2", "done 2"]);
});

test("Left-behind edits that had arrived after all are not sent again", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "once");
  await settled();
  ana.line.cut(true);
  const { news } = await recover(far, new FakeClock(), ana.store, "ana");
  await far.quiet();
  assert.equal(far.server.doc.toString(), "once");
  assert.deepEqual(news, ["done 0"]);
});

test("Left-behind edits survive a server that forgot the session, and one that is busy", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.line.cut(false);
  ana.type(0, "kept");
  await settled();
  far.forgetsTokens = true;
  far.refuse = () => ({ code: "busy", message: "", retry: true });
  const clock = new FakeClock();
  const { news } = await recover(far, clock, ana.store, "ana");
  await far.quiet();
  far.refuse = null;
  await clock.pass(2_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "kept");
  assert.deepEqual(news, ["left 1", "left 1", "done 1"]);
});

test("Left-behind edits that are refused for good give their text to the person", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.line.cut(false);
  ana.type(0, "my words");
  await settled();
  far.refuse = () => ({ code: "closed-door", message: "It isn't shared with you.", retry: false });
  const { news } = await recover(far, new FakeClock(), ana.store, "ana");
  await far.quiet();
  assert.equal(news.at(-1), "failed It isn't shared with you. my words");
});
