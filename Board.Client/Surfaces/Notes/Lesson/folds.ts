import type { Text } from "@codemirror/state";
import type { Mark, Marks } from "../marks";

/** Lines that say what something might mean, next to each other. Numbers of lines count from 1. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Mark[];
}

/** The interpretations of a text, those on neighbouring lines together; blank lines between them do not part them. */
export function foldsOf(doc: Text, marks: Marks): Fold[] {
  const folds: Fold[] = [];
  const spans = marks
    .filter(mark => mark.kind === "interpretation" && !mark.removed && !isGone(doc, mark))
    .map(mark => ({ mark, first: doc.lineAt(Math.min(mark.from, doc.length)).number, last: doc.lineAt(Math.min(lastOf(mark), doc.length)).number }))
    .sort((a, b) => a.first - b.first);
  for (const { mark, first, last } of spans) {
    const open = folds.at(-1);
    if (open && first <= nextWritten(doc, open.last)) {
      const end = Math.max(open.last, last);
      folds[folds.length - 1] = { ...open, last: end, to: doc.line(end).to, marks: [...open.marks, mark] };
    } else folds.push({ first, last, from: doc.line(first).from, to: doc.line(last).to, marks: [mark] });
  }
  return folds;
}

/** A stretch that ends with a line break ends on the line before. */
const lastOf = (mark: Mark): number => Math.max(mark.from, mark.to);

/** Of an interpretation whose words were deleted only a point is left, which lies on somebody else's line. */
const isGone = (doc: Text, mark: Mark): boolean => mark.from === mark.to && mark.quote !== "" && doc.lineAt(Math.min(mark.from, doc.length)).length > 0;

function nextWritten(doc: Text, after: number): number {
  let line = after + 1;
  while (line < doc.lines && doc.line(line).text.trim() === "") line++;
  return line;
}

export const foldedWords = (count: number): string => count === 1 ? "1 interpretation, folded" : `${count} interpretations, folded`;
