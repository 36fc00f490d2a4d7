import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet } from "@codemirror/state";
import type { Changes, Submission } from "../../Live/wire";
import { Pending } from "../../Surfaces/Notes/pending";
import { Server } from "./server";

const insert = (length: number, at: number, text: string) => ChangeSet.of({ from: at, insert: text }, length).toJSON() as Changes;
const cut = (length: number, from: number, to: number) => ChangeSet.of({ from, to }, length).toJSON() as Changes;

const changesOf = ({ ops: [op] }: Submission) => op && "changes" in op && op.changes;

function other(server: Server, changes: Changes): void {
  const n = server.log.filter(entry => entry.session === "b").length + 1;
  server.submit("b", { session: "b", at: server.log.length, number: n, ops: [{ type: "notes-edit", surface: "v1", changes }] });
}

test("What a dead tab left is rebased and sent without its text", () => {
  const server = new Server("abc");
  other(server, insert(3, 0, ">> "));
  const pending = new Pending("a", "v1", 0, [
    { number: 4, changes: insert(3, 3, "d") },
    { number: 5, changes: insert(4, 4, "e") },
  ]);
  assert.equal(pending.receive(server.since(0)), true);
  const submission = pending.submission()!;
  assert.deepEqual([submission.at, submission.number, submission.ops.length], [1, 4, 2]);
  assert.deepEqual(changesOf(submission), [6, [0, "d"]]);
});

test("What was accepted before the tab died is not sent again", () => {
  const server = new Server("abc");
  const stored = [
    { number: 1, changes: insert(3, 3, "d") },
    { number: 2, changes: insert(4, 4, "e") },
  ];
  server.submit("a", new Pending("a", "v1", 0, stored.slice(0, 1)).submission()!);
  other(server, cut(4, 0, 1));
  const pending = new Pending("a", "v1", 0, stored);
  pending.receive(server.since(0));
  assert.equal(pending.length, 1);
  assert.equal(pending.first, 2);
  server.submit("a", pending.submission()!);
  pending.receive(server.since(pending.at));
  assert.equal(pending.length, 0);
  assert.equal(server.doc.toString(), "bcde");
});

test("Stored updates follow the same rule as live ones: one entry at a time", () => {
  const server = new Server("abc");
  other(server, cut(3, 1, 3));
  other(server, insert(1, 1, "Y"));
  const stored = [{ number: 1, changes: insert(3, 1, "X") }];
  const pending = new Pending("a", "v1", 0, stored);
  const direct = server.submit("a", new Pending("a", "v1", 0, stored).submission()!);
  assert.equal(direct, null);
  pending.receive(server.since(0, 2));
  assert.deepEqual(changesOf(pending.submission()!), server.log[2]!.op.changes);
});

test("What follows a missing number is not sent: it is based on something that is not there", () => {
  const pending = new Pending("a", "v1", 0, [
    { number: 1, changes: insert(0, 0, "a") },
    { number: 3, changes: insert(2, 2, "c") },
  ]);
  assert.equal(pending.length, 1);
});

test("A gap in the stream is noticed", () => {
  const pending = new Pending("a", "v1", 3, [{ number: 1, changes: insert(0, 0, "a") }]);
  assert.equal(pending.receive({ type: "ops", from: 5, to: 6, entries: [] }), false);
  assert.equal(pending.at, 3);
});

test("A history that does not fit what was stored is told", () => {
  const pending = new Pending("a", "v1", 0, [{ number: 1, changes: insert(3, 3, "d") }]);
  const server = new Server("four");
  other(server, insert(4, 0, "x"));
  assert.throws(() => pending.receive(server.since(0)), RangeError);
});

test("The text of what is left can be kept elsewhere", () => {
  const pending = new Pending("a", "v1", 0, [
    { number: 1, changes: insert(3, 3, "Four hands") },
    { number: 2, changes: insert(13, 13, "\nafter 3 s") },
  ]);
  assert.equal(pending.text(), "Four hands\nafter 3 s");
});

test("Ops that were left behind move over what came in and are sent in their place", () => {
  const server = new Server("one two");
  other(server, insert(7, 0, ">> "));
  const pending = new Pending("a", "v1", 0, [
    { number: 4, op: { type: "look-for-tagged", id: "m1", from: 4, to: 7, code: "3b" } },
    { number: 5, changes: insert(7, 7, "!") },
    { number: 6, op: { type: "counted", id: "t1", counter: "open" } },
  ]);
  pending.receive(server.since(0));
  const submission = pending.submission()!;
  assert.deepEqual(submission.ops, [
    { type: "look-for-tagged", surface: "v1", id: "m1", from: 7, to: 10, code: "3b" },
    { type: "notes-edit", surface: "v1", changes: [10, [0, "!"]] },
    { type: "counted", surface: "v1", id: "t1", counter: "open" },
  ]);
});

test("An op that was accepted before the tab died is not sent again", () => {
  const server = new Server("abc");
  const stored = [
    { number: 1, op: { type: "counted", id: "t1", counter: "open" } as const },
    { number: 2, changes: insert(3, 3, "d") },
  ];
  server.submit("a", new Pending("a", "v1", 0, stored.slice(0, 1)).submission()!);
  const pending = new Pending("a", "v1", 0, stored);
  pending.receive(server.since(0));
  assert.deepEqual([pending.length, pending.first], [1, 2]);
});

test("What was said beside the text can be kept elsewhere, too", () => {
  const pending = new Pending("a", "v1", 0, [
    { number: 1, changes: insert(3, 3, "Four ") },
    { number: 2, op: { type: "thread-started", id: "m1", from: 0, to: 3, comment: "c1", text: "Six last week." } },
    { number: 3, changes: insert(8, 8, "hands") },
    { number: 4, op: { type: "look-for-tagged", id: "m2", from: 0, to: 3, code: "3b" } },
    { number: 5, op: { type: "private-note-written", id: "n1", position: 0, text: "Ask her." } },
  ]);
  assert.equal(pending.text(), "Four hands\nSix last week.\nAsk her.");
});
