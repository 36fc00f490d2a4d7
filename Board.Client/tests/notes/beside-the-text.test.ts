import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "../fake-clock";
import { Far } from "./far";
import { open, Tab } from "./tab";

const sixLastWeek = { type: "thread-started", id: "m1", from: 0, to: 3, comment: "c1", text: " Six last week. " } as const;

test("What is said beside the text is shown at once, counts as unsent, is kept, and reaches the others", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  assert.equal(ana.note.act(sixLastWeek), null);
  assert.equal(ana.note.shown().lesson.marks[0]!.comments![0]!.text, "Six last week.");
  assert.equal(ana.facts().unsent, 1);
  await settled();
  assert.equal((await ana.store.sessions("ana"))[0]?.updates.length, 1);
  await far.quiet();
  assert.equal(ana.facts().unsent, 0);
  assert.deepEqual(await ana.store.sessions("ana"), []);
  assert.deepEqual(ben.shown!.lesson.marks, ana.shown!.lesson.marks);
  assert.deepEqual(ben.shown!.lesson.marks[0]!.quote, "abc");
});

test("What is said while offline is sent with what is typed when the connection is back", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.line.cut(false);
  ana.type(3, "d");
  ana.note.act({ type: "look-for-tagged", id: "m1", from: 0, to: 4, code: "3b" });
  ana.type(0, "_");
  ben.type(3, "!");
  await far.quiet();
  assert.equal(ana.facts().unsent, 3);
  ana.line.up();
  await far.quiet();
  assert.equal(ana.text, ben.text);
  assert.deepEqual(ana.note.shown().lesson.marks.map(({ from, to }) => [from, to]), ben.note.shown().lesson.marks.map(({ from, to }) => [from, to]));
  assert.equal(ana.facts().unsent, 0);
});

test("Times of what is unconfirmed are the server's, as far as it is known", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  const before = Date.now();
  ana.note.act({ type: "clock-started" });
  const ahead = ana.note.serverTime(0);
  const { from } = ana.note.shown().lesson.clock.runs[0]!;
  assert.ok(from >= before + ahead && from <= Date.now() + ahead);
});

test("What the server would not take is said, and not sent", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  assert.match(ana.note.act({ ...sixLastWeek, text: " \n" })!, /no words/);
  assert.match(ana.note.act({ ...sixLastWeek, text: "x".repeat(2_005) })!, /5 characters too long/);
  assert.match(ana.note.act({ ...sixLastWeek, to: 4 })!, /has changed/);
  assert.match(ana.note.act({ type: "phase-marked", id: "p1", name: " " })!, /needs a name/);
  assert.equal(ana.facts().unsent, 0);
  assert.match(new Tab(new Far(), "ben").note.act(sixLastWeek)!, /not here yet/);
});
