import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "../fake-clock";
import { Far } from "./far";
import { open, type Tab } from "./tab";

test("Two people write into one text, and both know when it is saved", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  assert.equal(ana.facts().phase, "live");
  ana.type(3, "d");
  ben.type(0, "_");
  assert.equal(ana.facts().unsent, 1);
  await far.quiet();
  assert.equal(ana.text, "_abcd");
  assert.equal(ben.text, "_abcd");
  assert.equal(ana.facts().unsent, 0);
  assert.deepEqual(ana.writers, ["ben"]);
  assert.equal(far.server.doc.toString(), "_abcd");
});

test("Nothing is sent before it is stored on the device", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.store.hold();
  ana.type(0, "a");
  await far.quiet();
  assert.equal(far.submissions.length, 0);
  ana.type(1, "b");
  ana.store.release();
  await far.quiet();
  assert.equal(far.server.doc.toString(), "ab");
});

test("An edit is unsent in the same moment, not when the device has answered", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.store.hold();
  const changed = ana.changes;
  ana.type(0, "a");
  assert.ok(ana.changes > changed);
  assert.equal(ana.facts().unsent, 1);
  assert.equal(ana.facts().stored, false);
});

test("What is confirmed is not kept on the device any longer", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "a");
  await far.quiet();
  assert.deepEqual(await ana.store.sessions("ana"), []);
});

test("Where the device does not store, it is said, and writing goes on", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.store.fails = true;
  ana.type(0, "a");
  await settled();
  assert.equal(ana.facts().keeps, false);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
});

test("What is typed offline is sent after coming back, once", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.type(3, "1");
  await settled();
  ana.line.cut(true);
  ana.type(4, "2");
  ben.type(0, "_");
  await far.quiet();
  assert.equal(ana.facts().phase, "down");
  assert.equal(ana.facts().unsent, 2);
  ana.line.up();
  await far.quiet();
  assert.equal(ana.text, "_abc12");
  assert.equal(ben.text, "_abc12");
  assert.equal(ana.facts().phase, "live");
  assert.equal(ana.facts().unsent, 0);
});

test("Who comes back with much of their own takes in what happened bit by bit, and sends when that is done", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.line.cut(false);
  for (let i = 0; i < 300; i++) ana.type(3 + i, "x");
  for (let i = 0; i < 200; i++) ben.type(0, "y");
  await far.quiet();
  const [received, submitted] = [ana.received, far.submissions.length];
  ana.line.up();
  while (ana.line.deliver()) await settled();
  assert.ok(ana.sync.at! > 0 && ana.sync.at! < far.server.log.length);
  assert.equal(far.submissions.length, submitted);
  assert.equal(ana.facts().phase, "down");
  ana.type(0, "meanwhile ");
  await far.quiet();
  assert.ok(ana.received - received > 20);
  assert.equal(far.server.doc.toString().length, 3 + 300 + 200 + 10);
  assert.equal(ana.text, far.server.doc.toString());
  assert.equal(ben.text, ana.text);
  assert.equal(ana.facts().phase, "live");
});

test("A refusal that passes is repeated after two seconds, and says why meanwhile", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  far.refuse = () => ({ code: "disk-full", message: "The disk is full.", retry: true });
  ana.type(0, "a");
  await far.quiet();
  assert.equal(ana.facts().waiting, "The disk is full.");
  assert.equal(ana.facts().unsent, 1);
  far.refuse = null;
  await ana.clock.pass(1_999);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "");
  await ana.clock.pass(1);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
  assert.equal(ana.facts().waiting, undefined);
});

test("A final refusal stops sending and keeps the text, here and on the device", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  far.refuse = () => ({ code: "text-full", message: "This note is full.", retry: false });
  ana.type(0, "a");
  await far.quiet();
  ana.type(1, "b");
  await far.quiet();
  await ana.clock.pass(120_000);
  assert.equal(ana.facts().refused, "This note is full.");
  assert.equal(far.submissions.length, 1);
  assert.equal(ana.text, "ab");
  assert.equal((await ana.store.sessions("ana"))[0]!.updates.length, 2);
  far.refuse = null;
  ana.note.sender.retry();
  await far.quiet();
  assert.equal(far.server.doc.toString(), "ab");
});

test("An answer that is overdue makes the submission be repeated", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  const { submit } = ana.line;
  ana.line.submit = () => {};
  ana.type(0, "a");
  await far.quiet();
  ana.line.submit = submit;
  await ana.clock.pass(14_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "");
  await ana.clock.pass(1_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
});

test("A submission that kills the connection three times is not sent for ever", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "a");
  await settled();
  for (let i = 0; i < 3; i++) {
    await settled();
    ana.line.cut(false);
    ana.line.up();
    await far.lines[0]!.deliver();
    await settled();
  }
  await far.quiet();
  assert.match(ana.facts().waiting!, /does not get through/);
  const sent = far.submissions.length;
  await ana.clock.pass(59_000);
  await far.quiet();
  assert.equal(far.submissions.length, sent);
  await ana.clock.pass(1_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
});

test("A server that does not know the session any more gets the rest under a new one, once", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "accepted");
  await settled();
  ana.line.cut(true);
  ana.type(8, " later");
  far.forgetsTokens = true;
  ana.line.up();
  await far.quiet();
  assert.equal(far.server.doc.toString(), "accepted later");
  assert.equal(ana.text, "accepted later");
  assert.equal(ana.facts().phase, "live");
});

test("A closed door is final, in words", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.note.receive({ type: "closed", code: "closed-door", message: "It isn't shared with you." });
  assert.equal(ana.facts().phase, "closed");
  assert.equal(ana.facts().closed, "It isn't shared with you.");
  ana.line.cut(false);
  ana.line.up();
  assert.equal(ana.line.watchers.size, 0);
});

test("A server that restarts is come back to within three seconds, not by everybody at once", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.note.receive({ type: "closed", code: "restarting", message: "" });
  assert.ok(ana.comeBack! >= 0 && ana.comeBack! < 3_000);
  assert.notEqual(ana.facts().phase, "closed");
});

test("A server that says how long it stays away is come back to within that time", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.note.receive({ type: "closed", code: "restarting", message: "", within: 0 });
  assert.equal(ana.comeBack, 0);
  assert.notEqual(ana.facts().phase, "closed");
});

test("What is unconfirmed shows as one's own from now on", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(3, "\nmine");
  const { runs, authorship } = ana.note.shown();
  const hand = runs.hand(4, 8)!;
  assert.equal(authorship.authors[hand.author], "ana");
});
