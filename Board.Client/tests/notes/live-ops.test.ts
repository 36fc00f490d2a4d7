import assert from "node:assert/strict";
import { test } from "node:test";
import { history, isolateHistory, redo, undo } from "@codemirror/commands";
import { EditorState, Transaction, type TransactionSpec } from "@codemirror/state";
import type { Welcome } from "../../Live/wire";
import { inPieces, redoWhole, rememberPieces, undoWhole } from "../../Surfaces/Notes/large-insert";
import { Lesson } from "../../Surfaces/Notes/lesson";
import { liveOp, workOf } from "../../Surfaces/Notes/live-op";
import type { LiveOp } from "../../Surfaces/Notes/ops";
import { beside, ownHand } from "../../Surfaces/Notes/shown";
import { Sync } from "../../Surfaces/Notes/sync";
import { takeBackOps } from "../../Surfaces/Notes/undo";
import { Server } from "./server";

const tag = (id: string, from: number, to: number): LiveOp => ({ type: "look-for-tagged", id, from, to, code: "3b" });

/** A page without a view: its text, what it knows of the lesson, and what is done as the editor does it. */
class Desk {
  readonly sync: Sync;
  lesson: Lesson;

  constructor(readonly server: Server, readonly person: string) {
    this.sync = new Sync("cycle-1", "v1", [
      history(), rememberPieces, takeBackOps, beside,
      ownHand.of(at => ({ author: 0, person, seconds: 0, at })),
    ]);
    const head = server.log.length;
    const welcome: Welcome = {
      type: "welcome", session: person, token: `t-${person}`, person, mayWrite: true, head, time: 0, limits: { text: 2_000_000, submission: 262_144 },
    };
    this.sync.receive(welcome);
    const surface = server.snapshot(person);
    this.sync.receive({ type: "snapshot", at: head, surface });
    this.lesson = new Lesson(surface);
  }

  do(spec: TransactionSpec): void {
    this.take(inPieces(this.sync.state.update(spec)));
  }

  act(op: LiveOp): void {
    this.do({ effects: liveOp.of(op) });
  }

  take(transactions: readonly Transaction[]): void {
    const last = transactions.at(-1);
    if (last) this.sync.state = last.state;
  }

  push(): void {
    const submission = this.sync.toSubmit();
    if (submission) assert.equal(this.server.submit(this.sync.session, submission), null);
  }

  pull(): void {
    const { taken } = this.sync.receive(this.server.since(this.sync.at!, undefined, this.person));
    for (const { entry, changes } of taken) this.lesson.receive(entry, changes);
  }

  exchange(): void {
    this.pull();
    this.push();
    this.pull();
  }

  get shown() {
    return this.lesson.shown(this.person, this.sync.unconfirmed.map(update => ({ ...workOf(update), at: 0 })));
  }

  get text(): string {
    return this.sync.state.doc.toString();
  }
}

const types = (desk: Desk) => desk.sync.unconfirmed.map(workOf).map(work => "op" in work ? work.op.type : "notes-edit");

test("Typing and tagging make one submission, numbered in their order", () => {
  const desk = new Desk(new Server("abc"), "ana");
  desk.do({ changes: { from: 3, insert: "d" } });
  desk.act(tag("m1", 0, 4));
  desk.do({ changes: { from: 0, insert: "_" } });
  const submission = desk.sync.toSubmit()!;
  assert.deepEqual([submission.number, submission.ops.map(op => op.type)], [1, ["notes-edit", "look-for-tagged", "notes-edit"]]);
  assert.deepEqual(Object.keys(submission.ops[1]!).slice(0, 2), ["type", "surface"]);
  assert.deepEqual(submission.ops[1], { type: "look-for-tagged", surface: "v1", id: "m1", from: 0, to: 4, code: "3b" });
});

test("An own entry acknowledges whatever it is, by session and number", () => {
  const server = new Server("abc");
  const desk = new Desk(server, "ana");
  desk.act(tag("m1", 0, 3));
  desk.act({ type: "counted", id: "t1", counter: "open" });
  desk.push();
  assert.equal(desk.sync.unconfirmed.length, 2);
  desk.sync.receive(server.since(0, 1));
  assert.deepEqual([desk.sync.unconfirmed.length, desk.sync.first, desk.sync.underWay], [1, 2, true]);
  desk.sync.receive(server.since(1));
  assert.deepEqual([desk.sync.unconfirmed.length, desk.sync.first, desk.sync.underWay], [0, 3, false]);
});

test("MARK1: An unconfirmed tag moves over what comes in, as it does on the server", () => {
  const server = new Server("one two three");
  const [ana, ben] = [new Desk(server, "ana"), new Desk(server, "ben")];
  ana.act(tag("m1", 4, 7));
  ana.do({ changes: { from: 4, insert: "2: " } });
  ben.do({ changes: { from: 0, insert: ">> " } });
  ben.do({ changes: { from: 10, insert: "!" } });
  ben.exchange();
  ana.pull();
  assert.deepEqual(ana.shown.marks.map(({ from, to, quote }) => [from, to, quote]), [[10, 13, "two"]]);
  ana.push();
  ana.pull();
  ben.pull();
  assert.equal(ben.text, ">> one 2: two! three");
  assert.deepEqual(ana.lesson.confirmed.marks, server.snapshot("ana").marks);
  assert.deepEqual(ben.lesson.confirmed.marks, server.snapshot("ben").marks);
});

test("A late submission of edits and ops gives the same as one that was moved before it was sent", () => {
  const server = new Server("one two three");
  const [ana, ben] = [new Desk(server, "ana"), new Desk(server, "ben")];
  ana.do({ changes: { from: 8, to: 13, insert: "four" } });
  ana.act(tag("m1", 8, 12));
  ana.act({ type: "moment-marked", id: "m2", position: 12 });
  const early = ana.sync.toSubmit()!;
  ben.do({ changes: { from: 0, to: 4 } });
  ben.exchange();
  assert.equal(server.submit("ana", early), null);
  ana.pull();
  ben.pull();
  assert.equal(ana.text, "two four");
  for (const desk of [ana, ben]) assert.deepEqual(desk.lesson.confirmed.marks.map(({ from, to }) => [from, to]), [[4, 8], [8, 8]]);
});

test("Somebody else's op leaves the text, and what is unconfirmed, alone", () => {
  const server = new Server("abc");
  const [ana, ben] = [new Desk(server, "ana"), new Desk(server, "ben")];
  ana.do({ changes: { from: 3, insert: "d" } });
  ben.act(tag("m1", 0, 3));
  ben.exchange();
  const before = ana.sync.state;
  ana.pull();
  assert.equal(ana.sync.state, before);
  assert.equal(ana.sync.at, 1);
  assert.equal(ana.lesson.confirmed.marks.length, 1);
});

test("PRIV1: A private note comes to its author's other page, and to nobody else's", () => {
  const server = new Server("abc");
  const [ana, ben] = [new Desk(server, "ana"), new Desk(server, "ben")];
  ana.act({ type: "private-note-written", id: "n1", position: 3, text: "Ask her." });
  ana.exchange();
  ben.pull();
  assert.equal(ben.sync.at, 1);
  assert.equal(ben.lesson.confirmed.private.length, 0);
  assert.equal(new Desk(server, "ana").shown.private[0]!.text, "Ask her.");
  assert.equal(new Desk(server, "ben").shown.private.length, 0);
});

test("An edit and what is said about it are two updates, taken back together", () => {
  const desk = new Desk(new Server(), "ana");
  desk.do({ changes: { from: 0, insert: "Four hands." }, effects: [liveOp.of(tag("m1", 0, 11)), liveOp.of({ type: "counted", id: "t1", counter: "open" })] });
  assert.deepEqual(types(desk), ["notes-edit", "look-for-tagged", "counted"]);
  assert.deepEqual(desk.shown.marks.map(({ from, to, quote }) => [from, to, quote]), [[0, 11, "Four hands."]]);
  desk.take(undoWhole(desk.sync.state));
  assert.equal(desk.text, "");
  assert.equal(desk.shown.marks[0]!.removed, true);
  assert.equal(desk.shown.tally.marks[0]!.takenBack, true);
  desk.take(redoWhole(desk.sync.state));
  assert.equal(desk.text, "Four hands.");
  assert.equal(desk.shown.marks[0]!.removed, undefined);
  desk.exchange();
  assert.deepEqual(desk.lesson.confirmed, { ...desk.shown });
});

test("A large paste with a tag is cut, and the tag comes last", () => {
  const desk = new Desk(new Server(), "ana");
  desk.do({ changes: { from: 0, insert: "x".repeat(70_000) }, effects: liveOp.of(tag("m1", 0, 70_000)) });
  assert.deepEqual(types(desk), ["notes-edit", "notes-edit", "notes-edit", "look-for-tagged"]);
  assert.equal(desk.shown.marks[0]!.to, 70_000);
});

test("An update that would be two ops is not made", () => {
  const sync = new Sync("cycle-1", "v1");
  assert.throws(() => sync.edit({ changes: { from: 0, insert: "a" }, effects: liveOp.of(tag("m1", 0, 1)) }), /One update/);
});

/** Undo as the editor does it, then the types of what became unconfirmed by it. */
function undone(desk: Desk, take = undoWhole): string[] {
  const before = desk.sync.unconfirmed.length;
  desk.take(take(desk.sync.state));
  return types(desk).slice(before);
}

test("OP6: Ctrl+Z takes back own tags and counts, and brings them back again", () => {
  const desk = new Desk(new Server("one two"), "ana");
  desk.act(tag("m1", 0, 3));
  desk.act({ type: "counted", id: "t1", counter: "open" });
  assert.deepEqual(undone(desk), ["tally-taken-back"]);
  assert.deepEqual(undone(desk), ["mark-removed"]);
  assert.deepEqual([desk.shown.marks[0]!.removed, desk.shown.tally.marks[0]!.takenBack], [true, true]);
  assert.deepEqual(undone(desk), []);
  undone(desk, redoWhole);
  undone(desk, redoWhole);
  assert.deepEqual([desk.shown.marks[0]!.removed, desk.shown.tally.marks[0]!.takenBack], [undefined, undefined]);
});

test("OP6: Typing and tagging are taken back one after the other", () => {
  const desk = new Desk(new Server(), "ana");
  desk.do({ changes: { from: 0, insert: "four" }, userEvent: "input.type" });
  desk.act(tag("m1", 0, 4));
  desk.do({ changes: { from: 4, insert: "!" }, userEvent: "input.type" });
  assert.deepEqual(undone(desk), ["notes-edit"]);
  assert.equal(desk.text, "four");
  assert.deepEqual(undone(desk), ["mark-removed"]);
  assert.deepEqual(undone(desk), ["notes-edit"]);
  assert.equal(desk.text, "");
});

test("OP6: To take back an own conversation leaves what others answered", () => {
  const server = new Server("one two");
  const [ana, ben] = [new Desk(server, "ana"), new Desk(server, "ben")];
  ana.act({ type: "thread-started", id: "m1", from: 0, to: 3, comment: "c1", text: "Six." });
  ana.exchange();
  ben.pull();
  ben.act({ type: "thread-answered", id: "m1", comment: "c2", text: "Seven." });
  ben.exchange();
  ana.pull();
  assert.deepEqual(undone(ana), ["comment-withdrawn"]);
  ana.exchange();
  assert.deepEqual(ana.lesson.confirmed.marks[0]!.comments!.map(({ text }) => text), ["", "Seven."]);
  assert.equal(ana.lesson.confirmed.marks[0]!.removed, undefined);
  assert.deepEqual(undone(ana, redoWhole), ["comment-reworded"]);
  ana.exchange();
  assert.deepEqual(ana.lesson.confirmed.marks[0]!.comments!.map(({ text }) => text), ["Six.", "Seven."]);
  assert.deepEqual(undone(ben), ["comment-withdrawn"]);
  assert.deepEqual(undone(ben), []);
});

test("OP6: Rewording, settling, evidence, words for a moment and private notes go back to what they were", () => {
  const desk = new Desk(new Server("one two three"), "ana");
  desk.act({ type: "thread-started", id: "m1", from: 0, to: 3, comment: "c1", text: "Six." });
  desk.act({ type: "comment-reworded", id: "m1", comment: "c1", text: "Seven." });
  undone(desk);
  assert.equal(desk.shown.marks[0]!.comments![0]!.text, "Six.");
  desk.act({ type: "thread-settled", id: "m1", settled: true });
  undone(desk);
  assert.equal(desk.shown.marks[0]!.settled, undefined);
  desk.act({ type: "interpretation-marked", id: "m2", from: 4, to: 7, evidenceFrom: 0, evidenceTo: 3 });
  desk.act({ type: "evidence-chosen", id: "m2", from: 8, to: 13 });
  desk.do({ changes: { from: 0, insert: "_" }, annotations: isolateHistory.of("full") });
  undone(desk);
  undone(desk);
  assert.deepEqual([desk.shown.marks[1]!.evidenceFrom, desk.shown.marks[1]!.evidenceTo], [0, 3]);
  desk.act({ type: "moment-marked", id: "m3", position: 7 });
  desk.act({ type: "moment-worded", id: "m3", text: "There." });
  undone(desk);
  assert.equal(desk.shown.marks[2]!.text, "");
  desk.act({ type: "private-note-written", id: "n1", position: 7, text: "Ask." });
  desk.act({ type: "private-note-written", id: "n1", position: 7, text: "Ask her." });
  undone(desk);
  assert.equal(desk.shown.private[0]!.text, "Ask.");
  desk.act({ type: "private-note-removed", id: "n1" });
  undone(desk);
  assert.deepEqual(desk.shown.private.map(({ position, text }) => [position, text]), [[7, "Ask."]]);
  undone(desk);
  assert.equal(desk.shown.private.length, 0);
});

test("OP6: The clock is the lesson's, and what others did is not taken back", () => {
  const server = new Server("one two");
  const [ana, ben] = [new Desk(server, "ana"), new Desk(server, "ben")];
  ana.act({ type: "clock-started" });
  assert.equal(undo({ state: ana.sync.state, dispatch: () => assert.fail("There is nothing to take back.") }), false);
  ben.act(tag("m1", 0, 3));
  ben.exchange();
  ana.pull();
  assert.deepEqual(undone(ana), []);
  assert.equal(redo({ state: ana.sync.state, dispatch: () => {} }), false);
});

test("What stands beside the text follows a key and an op at once, and moves with what comes in", () => {
  const server = new Server("one two");
  const [ana, ben] = [new Desk(server, "ana"), new Desk(server, "ben")];
  const lesson = () => ana.sync.state.field(beside).lesson;
  ana.act(tag("m1", 4, 7));
  assert.deepEqual([lesson().marks[0]!.by, lesson().marks[0]!.quote], ["ana", "two"]);
  ana.do({ changes: { from: 0, insert: "> " } });
  assert.equal(lesson().marks[0]!.from, 6);
  ben.do({ changes: { from: 0, to: 4 } });
  ben.exchange();
  ana.pull();
  assert.equal(ana.text, "> two");
  assert.deepEqual([lesson().marks[0]!.from, lesson().marks[0]!.to], [2, 5]);
  assert.equal(EditorState.create({ doc: "abc", extensions: beside }).field(beside).lesson.text.toString(), "abc");
});
