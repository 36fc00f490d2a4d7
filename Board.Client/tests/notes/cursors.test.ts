import assert from "node:assert/strict";
import { test } from "node:test";
import { Far } from "./far";
import { open, type Tab } from "./tab";

test("A moved cursor is told; one that moves by writing is not", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  await ana.clock.pass(1_000);
  const told = far.points.length;
  ana.sync.edit({ selection: { anchor: 2 } });
  ana.note.edited();
  await ana.clock.pass(100);
  assert.deepEqual(far.points.at(-1), { session: "s1", surface: "v1", anchor: 2, head: 2, at: 0 });
  assert.equal(far.points.length, told + 1);
  ana.sync.edit({ changes: { from: 2, insert: "x" }, selection: { anchor: 3 } });
  ana.note.edited();
  await far.quiet();
  await ana.clock.pass(1_000);
  assert.equal(far.points.length, told + 1);
});

test("Who has not touched the text has no cursor", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  await ana.clock.pass(5_000);
  ana.line.cut(false);
  ana.line.up();
  await far.quiet();
  await ana.clock.pass(5_000);
  assert.equal(far.points.length, 0);
});

test("Deleting moves the cursor for everybody without a word", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  ana.sync.edit({ selection: { anchor: 3 } });
  ana.note.edited();
  await ana.clock.pass(100);
  ana.sync.edit({ changes: { from: 2, to: 3 }, selection: { anchor: 2 } });
  ana.note.edited();
  await ana.clock.pass(100);
  await far.quiet();
  await ana.clock.pass(1_000);
  assert.deepEqual(far.points.map(point => point.head), [3]);
});

test("Who comes later is told where the cursors are in the text that they got", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "xy");
  await far.quiet();
  await ana.clock.pass(1_000);
  const told = far.points.length;
  ana.note.receive({ type: "presence", here: [{ session: "s9", person: "ben" }] });
  await ana.clock.pass(1_000);
  assert.equal(far.points.length, told);
  ana.type(0, "z");
  await far.quiet();
  await ana.clock.pass(1_000);
  ana.note.receive({ type: "presence", here: [{ session: "s10", person: "cem" }] });
  await ana.clock.pass(1_000);
  assert.equal(far.points.at(-1)!.at, far.server.log.length);
});

test("However fast a cursor moves, it is told at most ten times a second", async () => {
  const far = new Far("abcdefghij".repeat(10));
  const [ana] = await open(far, "ana") as [Tab];
  await ana.clock.pass(1_000);
  const told = far.points.length;
  for (let i = 0; i < 100; i++) {
    ana.sync.edit({ selection: { anchor: i } });
    ana.note.edited();
    await ana.clock.pass(10);
  }
  assert.ok(far.points.length - told <= 11, `${far.points.length - told}`);
  await ana.clock.pass(200);
  assert.equal(far.points.at(-1)!.anchor, 99);
});
