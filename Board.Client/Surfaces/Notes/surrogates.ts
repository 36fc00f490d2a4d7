import { EditorState, Text, type Extension, type Transaction } from "@codemirror/state";

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** Whether a position lies between the two halves of one character. */
export function splitsPair(doc: Text, at: number): boolean {
  if (at <= 0 || at >= doc.length) return false;
  const around = doc.sliceString(at - 1, at + 1);
  return isHigh(around.charCodeAt(0)) && isLow(around.charCodeAt(1));
}

/** Halves of a pair without their other half become U+FFFD; the length stays. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

function hasLoneHalf(text: Text): boolean {
  for (const part of text) if (wellFormed(part) !== part) return true;
  return false;
}

/**
 * Keeps whole characters whole. CodeMirror compares UTF-16 units, so that an input method that turns one emoji into
 * another replaces only half of it; the server refuses half a character. Such a change is widened to the whole one.
 */
export const wholeCharacters: Extension = EditorState.transactionFilter.of(transaction => {
  if (!transaction.docChanged || transaction.isUserEvent("undo") || transaction.isUserEvent("redo")) return transaction;
  const doc = transaction.startState.doc;
  let whole = true;
  transaction.changes.iterChanges((from, to, _fromB, _toB, insert) => {
    if (splitsPair(doc, from) || splitsPair(doc, to) || hasLoneHalf(insert)) whole = false;
  });
  return whole ? transaction : widened(transaction, doc);
});

function widened(transaction: Transaction, doc: Text) {
  const changes: { from: number; to: number; insert: Text }[] = [];
  transaction.changes.iterChanges((from, to, _fromB, _toB, insert) => {
    if (from === to) {
      // An insertion into the middle of a character goes behind it.
      const at = splitsPair(doc, from) ? from + 1 : from;
      changes.push({ from: at, to: at, insert: clean(insert.toString()) });
      return;
    }
    const start = splitsPair(doc, from) ? from - 1 : from;
    const end = splitsPair(doc, to) ? to + 1 : to;
    const typed = insert.toString();
    // Half of a character stays only where what was typed is its other half.
    const before = start < from && isLow(typed.charCodeAt(0)) ? doc.sliceString(start, from) : "";
    const behind = to < end && isHigh(typed.charCodeAt(typed.length - 1)) ? doc.sliceString(to, end) : "";
    changes.push({ from: start, to: end, insert: clean(before + typed + behind) });
  });
  const set = transaction.startState.changes(changes);
  const selection = transaction.newSelection.main;
  const clamp = (at: number) => Math.min(at, set.newLength);
  return {
    changes: set,
    selection: { anchor: clamp(selection.anchor), head: clamp(selection.head) },
    effects: transaction.effects,
    scrollIntoView: transaction.scrollIntoView,
    ...userEvent(transaction),
  };
}

const clean = (text: string) => Text.of(wellFormed(text).split("\n"));

function userEvent(transaction: Transaction): { userEvent?: string } {
  for (const event of ["input.type.compose", "input.type", "input.paste", "input.drop", "input", "delete", "move"])
    if (transaction.isUserEvent(event)) return { userEvent: event };
  return {};
}
