import type { Transaction } from "@codemirror/state";

/** An edit that does not fit, in UTF-16 units: what it would add, and what there is room for. */
export interface TooMuch {
  readonly wanted: number;
  readonly room: number;
  readonly limit: number;
}

/** What is too much about an edit, or null if it fits. An edit that makes the text shorter always fits. */
export function tooMuch(edit: Transaction, limit: number): TooMuch | null {
  const [before, after] = [edit.startState.doc.length, edit.newDoc.length];
  if (after <= limit || after <= before) return null;
  let wanted = 0;
  edit.changes.iterChanges((_fromA, _toA, fromB, toB) => {
    wanted += toB - fromB;
  });
  return { wanted, room: Math.max(0, limit - (after - wanted)), limit };
}

/** In words: what happened, that nothing is lost, what to do. */
export function sayTooMuch({ wanted, room, limit }: TooMuch): string {
  const full = `These notes hold ${count(limit)} characters`;
  if (room === 0) return `${full}, and they are full. Nothing is lost: all that is here stays. Take something out, or go on in new notes.`;
  return `${full}. What you are adding has ${count(wanted)}; there is room for ${count(room)}. `
    + "It was not put in, so that nothing is cut off. Add it in parts, or go on in new notes.";
}

/** A notice from 90 % of the limit on, else null. */
export function sayNearlyFull(length: number, limit: number): string | null {
  if (length < limit * 0.9) return null;
  const room = limit - length;
  if (room <= 0) return `These notes are full: ${count(limit)} characters. All of them are kept. Go on in new notes.`;
  return `These notes are nearly full: room for ${count(room)} more characters.`;
}

const count = (number: number) => number.toLocaleString("en-US");
