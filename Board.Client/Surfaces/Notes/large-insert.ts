import { invertedEffects, isolateHistory, redo, undo } from "@codemirror/commands";
import { StateEffect, Transaction, type EditorState, type Extension, type Text, type TransactionSpec } from "@codemirror/state";
import { liveOp, liveOpsOf } from "./live-op";
import { splitsPair } from "./surrogates";

/** The most UTF-16 units that one update inserts or deletes, so that a message never grows too large. */
export const most = 32_000;

/** Marks the pieces of one large edit, in the history too, where each piece is an event of its own. */
const piece = StateEffect.define<object>();

/** Must be in the state, else the pieces of a large edit are undone one by one. */
export const rememberPieces: Extension = invertedEffects.of(transaction => transaction.effects.filter(effect => effect.is(piece)));

interface Step {
  readonly from: number;
  readonly to: number;
  readonly insert?: Text;
}

/**
 * A large edit as several that follow each other and lead to the same text and selection, and one that also says something about
 * the text as an edit and what is said: each of them is one op. Any other edit as it is.
 * Deletions are cut as well as insertions, because to undo one is to insert.
 */
export function inPieces(edit: Transaction): readonly Transaction[] {
  const ops = liveOpsOf(edit);
  const isLarge = edit.docChanged && size(edit) > most;
  if (isHistory(edit) || !isLarge && ops.length + (edit.docChanged ? 1 : 0) <= 1) return [edit];
  const steps = isLarge ? stepsOf(edit) : edit.docChanged ? [edit.changes] : [];
  const others = edit.effects.filter(effect => !effect.is(liveOp));
  const userEvent = edit.annotation(Transaction.userEvent);
  const id = {};
  const transactions: Transaction[] = [];
  let state = edit.startState;
  const add = (spec: TransactionSpec, isLastOfText: boolean) => {
    const effects = [piece.of(id), ...(isLastOfText ? others : []), ...(spec.effects ? [spec.effects].flat() : [])];
    const transaction = state.update({
      ...spec,
      effects,
      annotations: isolateHistory.of("full"),
      ...(userEvent === undefined ? {} : { userEvent }),
      ...(isLastOfText ? { selection: edit.newSelection, scrollIntoView: edit.scrollIntoView } : {}),
      filter: false,
    });
    transactions.push(transaction);
    state = transaction.state;
  };
  steps.forEach((changes, i) => add({ changes }, i === steps.length - 1));
  // The places of effects are those of the text after the edit.
  ops.forEach((op, i) => add({ effects: op }, steps.length === 0 && i === 0));
  return transactions;
}

/** The transactions that take back the last edit, all pieces of it. Empty if there is nothing to take back. */
export const undoWhole = (state: EditorState) => whole(state, undo);

/** The transactions that do the last edit that was taken back again, all pieces of it. */
export const redoWhole = (state: EditorState) => whole(state, redo);

function whole(state: EditorState, command: typeof undo): Transaction[] {
  const transactions: Transaction[] = [];
  let id: object | undefined;
  for (;;) {
    let next: Transaction | undefined;
    command({ state, dispatch: transaction => { next = transaction; } });
    if (!next) return transactions;
    const part = next.effects.find(effect => effect.is(piece))?.value as object | undefined;
    if (transactions.length > 0 && part !== id) return transactions;
    transactions.push(next);
    if (part === undefined) return transactions;
    id = part;
    state = next.state;
  }
}

const isHistory = (edit: Transaction) => edit.isUserEvent("undo") || edit.isUserEvent("redo");

function size(edit: Transaction): number {
  let units = 0;
  edit.changes.iterChanges((fromA, toA, fromB, toB) => {
    units += toA - fromA + (toB - fromB);
  });
  return units;
}

/** From the last range to the first, so that the positions before stay valid; within a range, deletions come first. */
function stepsOf(edit: Transaction): Step[] {
  const ranges: { from: number; to: number; insert: Text }[] = [];
  edit.changes.iterChanges((from, to, _fromB, _toB, insert) => ranges.push({ from, to, insert }));
  const doc = edit.startState.doc;
  const steps: Step[] = [];
  for (const { from, to, insert } of ranges.reverse()) {
    if (to - from + insert.length <= most) {
      steps.push({ from, to, insert });
      continue;
    }
    for (let end = to; end > from;) {
      let start = Math.max(from, end - most);
      if (splitsPair(doc, start)) start++;
      steps.push({ from: start, to: end });
      end = start;
    }
    for (let start = 0; start < insert.length;) {
      let end = Math.min(insert.length, start + most);
      if (splitsPair(insert, end)) end--;
      steps.push({ from: from + start, to: from + start, insert: insert.slice(start, end) });
      start = end;
    }
  }
  return steps;
}
