import type { ChangeDesc } from "@codemirror/state";

/**
 * How places move with the text (SPEC.md, MARK1), the same as on the server. What is inserted at an end of a stretch stays outside of it;
 * a stretch whose text is deleted becomes a point.
 */
export function stretch(from: number, to: number, changes: ChangeDesc): [from: number, to: number] {
  const start = changes.mapPos(from, 1);
  return [start, Math.max(changes.mapPos(to, -1), start)];
}

/** A point stays before what is inserted there, and so on its line. */
export const point = (position: number, changes: ChangeDesc): number => changes.mapPos(position, -1);
