import assert from "node:assert/strict";
import { test } from "node:test";
import { history } from "@codemirror/commands";
import { Transaction, type EditorState, type TransactionSpec } from "@codemirror/state";
import { inPieces, most, redoWhole, rememberPieces, undoWhole } from "../../Surfaces/Notes/large-insert";
import { sayNearlyFull, sayTooMuch, tooMuch } from "../../Surfaces/Notes/limit";
import { Sync } from "../../Surfaces/Notes/sync";
import { wellFormed } from "../../Surfaces/Notes/surrogates";

const open = () => new Sync("cycle-1", "v1", [history(), rememberPieces]);

function edit(sync: Sync, spec: TransactionSpec): readonly Transaction[] {
  const transactions = inPieces(sync.state.update(spec));
  sync.state = transactions.at(-1)!.state;
  return transactions;
}

function apply(sync: Sync, transactions: readonly Transaction[]): number {
  for (const transaction of transactions) {
    assert.equal(transaction.startState, sync.state);
    sync.state = transaction.state;
  }
  return transactions.length;
}

const text = (state: EditorState) => state.doc.toString();

test("A small edit stays one transaction, the very same", () => {
  const sync = open();
  const transaction = sync.state.update({ changes: { from: 0, insert: "a" } });
  assert.deepEqual(inPieces(transaction), [transaction]);
});

test("A paste of 300 kB is cut into updates that are small enough, and ends where it would have", () => {
  const sync = open();
  const paste = "Kofi: why?\n".repeat(27_300);
  const pieces = edit(sync, { changes: { from: 0, insert: paste }, selection: { anchor: paste.length }, userEvent: "input.paste" });
  assert.equal(pieces.length, Math.ceil(paste.length / most));
  assert.equal(text(sync.state), paste);
  assert.equal(sync.state.selection.main.head, paste.length);
  assert.equal(sync.unconfirmed.length, pieces.length);
  for (const update of sync.unconfirmed) assert.ok(update.changes.newLength - update.changes.length <= most);
  assert.equal(pieces.at(-1)!.isUserEvent("input.paste"), true);
});

test("A large paste is one step to undo and one to redo, in small updates again", () => {
  const sync = open();
  edit(sync, { changes: { from: 0, insert: "before" } });
  const paste = "x".repeat(100_000);
  edit(sync, { changes: { from: 6, insert: paste }, userEvent: "input.paste" });
  assert.equal(apply(sync, undoWhole(sync.state)), 4);
  assert.equal(text(sync.state), "before");
  assert.equal(apply(sync, redoWhole(sync.state)), 4);
  assert.equal(text(sync.state), "before" + paste);
  assert.equal(apply(sync, undoWhole(sync.state)), 4);
  assert.equal(apply(sync, undoWhole(sync.state)), 1);
  assert.equal(text(sync.state), "");
  assert.equal(undoWhole(sync.state).length, 0);
  for (const update of sync.unconfirmed) assert.ok(Math.abs(update.changes.newLength - update.changes.length) <= most);
});

test("To undo the deletion of everything never makes one huge insertion", () => {
  const sync = open();
  const all = "line\n".repeat(50_000);
  edit(sync, { changes: { from: 0, insert: all } });
  edit(sync, { changes: { from: 0, to: all.length, insert: "x" }, userEvent: "input.type" });
  assert.equal(text(sync.state), "x");
  const undone = undoWhole(sync.state);
  for (const transaction of undone) assert.ok(transaction.newDoc.length - transaction.startState.doc.length <= most);
  apply(sync, undone);
  assert.equal(text(sync.state), all);
});

test("Two large pastes in a row are two steps", () => {
  const sync = open();
  edit(sync, { changes: { from: 0, insert: "a".repeat(70_000) } });
  edit(sync, { changes: { from: 0, insert: "b".repeat(70_000) } });
  apply(sync, undoWhole(sync.state));
  assert.equal(text(sync.state), "a".repeat(70_000));
});

test("No piece ends within a character", () => {
  const sync = open();
  const paste = "a" + "😀".repeat(40_000);
  const pieces = edit(sync, { changes: { from: 0, insert: paste } });
  for (const transaction of pieces) transaction.changes.iterChanges((_a, _b, _c, _d, insert) => assert.equal(wellFormed(insert.toString()), insert.toString()));
  const cut = edit(sync, { changes: { from: 0, to: paste.length - 2 } });
  for (const transaction of cut) assert.equal(wellFormed(text(transaction.state)), text(transaction.state));
  assert.equal(text(sync.state), "😀");
});

test("Line breaks from other systems are one line break each, wherever a piece ends", () => {
  const sync = open();
  const lines = sync.state.toText("row\r\n".repeat(20_000));
  edit(sync, { changes: { from: 0, insert: lines } });
  assert.equal(text(sync.state), "row\n".repeat(20_000));
});

test("Somebody else's deletion within a large paste leaves undo in one step", () => {
  const sync = open();
  sync.receive({ type: "welcome", session: "a", token: "t", person: "p", mayWrite: true, head: 0, time: 0, limits: { text: 2e6, submission: 262_144 } });
  sync.receive({ type: "snapshot", at: 0, surface: { type: "notes", text: "", authors: [], t0: 0, runs: "" } });
  edit(sync, { changes: { from: 0, insert: "y".repeat(96_000) } });
  const entries = sync.unconfirmed.map((update, i) => ({
    seq: i + 1, at: 0, by: "p", session: "a", n: i + 1,
    op: { type: "notes-edit", surface: "v1", changes: update.changes.toJSON() },
  }));
  sync.receive({ type: "ops", from: 0, to: 3, entries });
  sync.receive({ type: "ops", from: 3, to: 4, entries: [
    { seq: 4, at: 0, by: "q", session: "b", n: 1, op: { type: "notes-edit", surface: "v1", changes: [32_000, [32_000], 32_000] } },
  ] });
  assert.equal(sync.state.doc.length, 64_000);
  apply(sync, undoWhole(sync.state));
  assert.equal(text(sync.state), "");
});

test("An edit that does not fit is told before it is done, with what would fit", () => {
  const sync = open();
  edit(sync, { changes: { from: 0, insert: "x".repeat(90) } });
  const paste = sync.state.update({ changes: { from: 0, to: 10, insert: "y".repeat(50) } });
  const verdict = tooMuch(paste, 100)!;
  assert.deepEqual(verdict, { wanted: 50, room: 20, limit: 100 });
  assert.match(sayTooMuch(verdict), /has 50; there is room for 20/);
  assert.equal(tooMuch(sync.state.update({ changes: { from: 0, insert: "y".repeat(10) } }), 100), null);
  assert.match(sayTooMuch({ wanted: 1, room: 0, limit: 2_000_000 }), /2,000,000 characters, and they are full/);
});

test("A text that is over the limit already may be made shorter", () => {
  const sync = open();
  edit(sync, { changes: { from: 0, insert: "x".repeat(120) } });
  assert.equal(tooMuch(sync.state.update({ changes: { from: 0, to: 1 } }), 100), null);
  assert.notEqual(tooMuch(sync.state.update({ changes: { from: 0, insert: "a" } }), 100), null);
});

test("From 90 % on there is a notice", () => {
  assert.equal(sayNearlyFull(1_799_999, 2_000_000), null);
  assert.match(sayNearlyFull(1_800_000, 2_000_000)!, /room for 200,000 more/);
  assert.match(sayNearlyFull(2_000_000, 2_000_000)!, /full/);
});
