import type { ChangeDesc, Text } from "@codemirror/state";
import type { MarkOp } from "./ops";
import * as places from "./places";

export type MarkKind = "look-for" | "thread" | "interpretation" | "moment";

/**
 * Something that is said about a stretch of the text. It moves with the text; should all of its text be deleted, it stays as a point and
 * keeps what it was about in `quote`. `at` is milliseconds since 1970 by the server's clock; places are UTF-16 units.
 */
export interface Mark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly by: string;
  readonly at: number;
  readonly from: number;
  /** Not before `from`; the same for a point. */
  readonly to: number;
  /** The beginning of the text as it was when the mark was made. */
  readonly quote: string;
  /** Of the look-for. */
  readonly code?: string;
  /** The words for a moment. */
  readonly text?: string;
  /** Where the evidence of an interpretation is. */
  readonly evidenceFrom?: number;
  readonly evidenceTo?: number;
  readonly settled?: boolean;
  /** Taken away; kept so that it can come back with everything that was said. Not to be shown. */
  readonly removed?: boolean;
  /** Of a thread, in the order in which they were said. */
  readonly comments?: readonly Comment[];
}

export interface Comment {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  /** Empty where it was taken back. */
  readonly text: string;
  readonly withdrawn?: boolean;
}

export type Marks = readonly Mark[];

const longestQuote = 160;
export const mostMarks = 4_000;
export const mostComments = 200;

/**
 * The rules of what is said about a text, as on the server (MARK2). What changes nothing gives the same list.
 * @param text the text that the op is for
 */
export function marked(marks: Marks, op: MarkOp, by: string, at: number, text: Text): Marks {
  const made = (kind: MarkKind, from: number, to: number, rest: Partial<Mark> = {}): Marks =>
    marks.some(mark => mark.id === op.id) ? marks : [...marks, { id: op.id, kind, by, at, from, to, quote: excerpt(text, from, to), ...rest }];
  const said = (change: (comment: Comment) => Comment): Marks => {
    const comment = "comment" in op ? op.comment : "";
    return changed(marks, op.id, mark => {
      const known = mark.comments?.find(other => other.id === comment && other.by === by);
      return known ? { ...mark, comments: mark.comments!.map(other => other === known ? change(other) : other) } : mark;
    });
  };
  switch (op.type) {
    case "look-for-tagged":
      return made("look-for", op.from, op.to, { code: op.code });
    case "thread-started":
      return made("thread", op.from, op.to, { comments: [{ id: op.comment, by, at, text: op.text }] });
    case "interpretation-marked":
      return made("interpretation", op.from, op.to, op.evidenceFrom === null || op.evidenceTo === null ? {} : { evidenceFrom: op.evidenceFrom, evidenceTo: op.evidenceTo });
    case "moment-marked":
      return made("moment", op.position, op.position);
    case "thread-answered":
      return changed(marks, op.id, mark =>
        !mark.comments || mark.comments.length >= mostComments || mark.comments.some(other => other.id === op.comment)
          ? mark
          : flagged(flagged({ ...mark, comments: [...mark.comments, { id: op.comment, by, at, text: op.text }] }, "removed", false), "settled", false));
    case "comment-reworded":
      return said(({ withdrawn: _, ...comment }) => ({ ...comment, text: op.text }));
    case "comment-withdrawn":
      // Its words come back with the entry that brings it back, for they are not kept where they are not shown (MARK4).
      return said(({ withdrawn: _, ...comment }) => op.withdrawn ? { ...comment, text: "", withdrawn: true } : comment);
    case "thread-settled":
      return changed(marks, op.id, mark => flagged(mark, "settled", op.settled && mark.kind === "thread"));
    case "evidence-chosen":
      return changed(marks, op.id, mark => mark.kind === "interpretation" ? { ...mark, evidenceFrom: op.from, evidenceTo: op.to } : mark);
    case "moment-worded":
      return changed(marks, op.id, mark => mark.kind === "moment" ? { ...mark, text: op.text } : mark);
    case "mark-removed":
      return changed(marks, op.id, mark => flagged(mark, "removed", op.removed));
  }
}

/** The marks on the text after an edit; marks that do not move are the same objects, and so is a list of which none moves. */
export function marksOver(marks: Marks, changes: ChangeDesc): Marks {
  let moved: Mark[] | null = null;
  for (let i = 0; i < marks.length; i++) {
    const before = marks[i]!;
    const after = over(before, changes);
    if (after === before) continue;
    moved ??= [...marks];
    moved[i] = after;
  }
  return moved ?? marks;
}

function over(mark: Mark, changes: ChangeDesc): Mark {
  let [from, to] = places.stretch(mark.from, mark.to, changes);
  if (mark.kind === "moment") from = to = places.point(mark.from, changes);
  const stays = from === mark.from && to === mark.to;
  if (mark.evidenceFrom === undefined || mark.evidenceTo === undefined) return stays ? mark : { ...mark, from, to };
  const [evidenceFrom, evidenceTo] = places.stretch(mark.evidenceFrom, mark.evidenceTo, changes);
  return stays && evidenceFrom === mark.evidenceFrom && evidenceTo === mark.evidenceTo ? mark : { ...mark, from, to, evidenceFrom, evidenceTo };
}

function changed(marks: Marks, id: string, change: (mark: Mark) => Mark): Marks {
  const at = marks.findIndex(mark => mark.id === id);
  if (at < 0) return marks;
  const after = change(marks[at]!);
  if (after === marks[at]) return marks;
  const rest = [...marks];
  rest[at] = after;
  return rest;
}

/** A flag that is not set is not there, as in a snapshot. */
function flagged(mark: Mark, flag: "settled" | "removed", on: boolean): Mark {
  if ((mark[flag] ?? false) === on) return mark;
  if (on) return { ...mark, [flag]: true };
  const { [flag]: _, ...rest } = mark;
  return rest;
}

/** The beginning of a stretch, without halves of characters at its ends. */
function excerpt(text: Text, from: number, to: number): string {
  const part = text.sliceString(from, Math.min(to, from + longestQuote));
  return part.replace(/[\ud800-\udbff]$/, "").replace(/^[\udc00-\udfff]/, "");
}
