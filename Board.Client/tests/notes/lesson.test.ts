import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet } from "@codemirror/state";
import shared from "../../../Board.Tests/Surfaces/Notes/lesson-cases.json";
import type { Changes, Entry } from "../../Live/wire";
import { Lesson, type Done } from "../../Surfaces/Notes/lesson";
import { isRunning, lessonAt, lessonTimeOf, noClock, phaseAt } from "../../Surfaces/Notes/lesson-clock";
import type { LiveOp } from "../../Surfaces/Notes/ops";

interface Case {
  name: string;
  entries: { by: string; at: number; op: LiveOp & { surface: string; changes?: Changes } }[];
  expect: object;
  times?: { at: number; lesson: number; phase: string | null }[];
}

const empty = (text = "") => ({ type: "notes", text, authors: [], t0: 0, runs: "" });
const insert = (length: number, at: number, text: string) => ChangeSet.of({ from: at, insert: text }, length);
const entry = (op: LiveOp, by = "ana", at = 1000): Entry => ({ seq: 1, at, by, session: by, n: 1, op: { surface: "v1", ...op } as Entry["op"] });

for (const { name, entries, expect, times } of shared.cases as unknown as Case[]) {
  test(name, () => {
    const lesson = new Lesson(empty(shared.text));
    entries.forEach((told, i) => lesson.receive(
      { seq: i + 1, session: told.by, n: i + 1, ...told }, told.op.changes ? ChangeSet.fromJSON(told.op.changes) : null));
    const { marks, private: notes, clock, tally } = lesson.confirmed;
    assert.deepEqual({ marks, private: notes, clock, tally }, expect);
    for (const { at, lesson: ms, phase } of times ?? []) {
      assert.equal(lessonAt(clock, at), ms);
      assert.equal(phaseAt(clock, ms)?.name ?? null, phase);
    }
  });
}

test("There are enough shared cases to mean something", () => assert.ok(shared.cases.length >= 30));

test("A snapshot with marks, private notes, clock and tally is taken as it is", () => {
  const marks = [{ id: "m1", kind: "look-for", by: "ana", at: 1, from: 0, to: 3, quote: "abc", code: "3b" }] as const;
  const clock = { runs: [{ from: 1000, to: null }], phases: [], ended: false };
  const { confirmed } = new Lesson({ ...empty("abc"), marks, clock });
  assert.equal(confirmed.marks, marks);
  assert.equal(isRunning(confirmed.clock), true);
  assert.deepEqual(confirmed.private, []);
});

test("CLOCK1: A line from before the lesson has no minute, one from the second of its start has", () => {
  assert.equal(lessonTimeOf(noClock, 5000), null);
  const clock = { runs: [{ from: 10_400, to: null }], phases: [], ended: false };
  assert.equal(lessonTimeOf(clock, 9_000), null);
  assert.equal(lessonTimeOf(clock, 10_000), 0);
  assert.equal(lessonTimeOf(clock, 70_400), 60_000);
});

test("What is unconfirmed is shown as if it were there, from when it was done, and then as the server says", () => {
  const lesson = new Lesson(empty("four hands"));
  const done: Done[] = [
    { op: { type: "look-for-tagged", id: "m1", from: 0, to: 4, code: "3b" }, at: 5000 },
    { changes: insert(10, 0, "Only "), at: 6000 },
    { op: { type: "clock-started" }, at: 7000 },
  ];
  const shown = lesson.shown("ana", done);
  assert.deepEqual(shown.marks.map(({ by, at, from, to, quote }) => ({ by, at, from, to, quote })), [{ by: "ana", at: 5000, from: 5, to: 9, quote: "four" }]);
  assert.equal(shown.clock.runs[0]!.from, 7000);
  assert.equal(shown.text.toString(), "Only four hands");
  assert.equal(lesson.confirmed.marks.length, 0);
  lesson.receive(entry({ type: "look-for-tagged", id: "m1", from: 0, to: 4, code: "3b" }, "ana", 5200), null);
  assert.equal(lesson.shown("ana", done.slice(1)).marks[0]!.at, 5200);
});

test("An op of a later version of the server changes nothing", () => {
  const lesson = new Lesson(empty("abc"));
  const before = lesson.confirmed;
  lesson.receive({ seq: 1, at: 1, by: "ana", session: "s", n: 1, op: { type: "something-new", surface: "v1" } }, null);
  assert.equal(lesson.confirmed, before);
});

test("What does not move keeps its object", () => {
  const lesson = new Lesson(empty("one two three"));
  lesson.receive(entry({ type: "look-for-tagged", id: "m1", from: 0, to: 3, code: "3b" }), null);
  lesson.receive(entry({ type: "look-for-tagged", id: "m2", from: 8, to: 13, code: "3b" }), null);
  lesson.receive(entry({ type: "counted", id: "t1", counter: "open" }), null);
  const before = lesson.confirmed;
  const after = lesson.shown("ana", [{ changes: insert(13, 4, "x"), at: 1 }]);
  assert.equal(after.marks[0], before.marks[0]);
  assert.notEqual(after.marks[1], before.marks[1]);
  assert.equal(after.tally, before.tally);
  assert.equal(after.clock, before.clock);
  const behind = lesson.shown("ana", [{ changes: insert(13, 13, "x"), at: 1 }]);
  assert.equal(behind.marks, before.marks);
});

test("With 300 marks, 60 comments and a thousand unconfirmed keys, the next key costs that key", () => {
  const lesson = new Lesson(empty("Where would three quarters go? ".repeat(400)));
  const length = lesson.confirmed.text.length;
  for (let i = 0; i < 300; i++) lesson.receive(entry({ type: "look-for-tagged", id: `m${i}`, from: i * 40, to: i * 40 + 20, code: "3b" }), null);
  lesson.receive(entry({ type: "thread-started", id: "th", from: 0, to: 5, comment: "c0", text: "Six." }), null);
  for (let i = 1; i < 60; i++) lesson.receive(entry({ type: "thread-answered", id: "th", comment: `c${i}`, text: "Seven." }), null);
  const done: Done[] = [];
  let folded = 0;
  for (let i = 0; i < 1000; i++) {
    const changes = insert(length + i, 20 + i, "x");
    const apply = changes.apply.bind(changes);
    changes.apply = doc => {
      folded++;
      return apply(doc);
    };
    done.push({ changes, at: i });
    lesson.shown("ana", [...done]);
  }
  assert.equal(folded, 1000);
  assert.equal(lesson.shown("ana", [...done]).marks.at(-1)!.from, 0);
  assert.equal(lesson.shown("ana", [...done]).marks[299]!.from, 299 * 40 + 1000);
});
