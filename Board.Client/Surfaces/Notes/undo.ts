import { invertedEffects } from "@codemirror/commands";
import type { Extension } from "@codemirror/state";
import type { LessonState } from "./lesson";
import { liveOp, liveOpsOf } from "./live-op";
import type { LiveOp } from "./ops";
import { beside } from "./shown";

/**
 * Ctrl+Z takes back own tags, words and counts as it does own typing. Never what others did: an own thread that others may have answered
 * is not taken away, only its own words are. The clock is the lesson's, not one person's, and has no undo.
 */
export const takeBackOps: Extension = invertedEffects.of(transaction => {
  const ops = liveOpsOf(transaction);
  if (ops.length === 0) return [];
  const lesson = transaction.startState.field(beside, false)?.lesson ?? null;
  return ops.flatMap(({ value }) => {
    const back = inverse(value, lesson);
    return back ? [liveOp.of(back)] : [];
  });
});

/**
 * What takes an op back, given the lesson before it; null if nothing does.
 * @param lesson null where it is not known
 */
export function inverse(op: LiveOp, lesson: LessonState | null): LiveOp | null {
  const mark = "id" in op ? lesson?.marks.find(other => other.id === op.id) : undefined;
  const comment = "comment" in op ? mark?.comments?.find(other => other.id === op.comment) : undefined;
  const note = "id" in op ? lesson?.private.find(other => other.id === op.id) : undefined;
  switch (op.type) {
    case "look-for-tagged":
    case "interpretation-marked":
    case "moment-marked":
      return { type: "mark-removed", id: op.id, removed: true };
    case "mark-removed":
      return { type: "mark-removed", id: op.id, removed: !op.removed };
    case "thread-started":
    case "thread-answered":
      return { type: "comment-withdrawn", id: op.id, comment: op.comment, withdrawn: true };
    case "comment-withdrawn":
      if (op.withdrawn && comment?.text) return { type: "comment-reworded", id: op.id, comment: op.comment, text: comment.text };
      return { type: "comment-withdrawn", id: op.id, comment: op.comment, withdrawn: !op.withdrawn };
    case "comment-reworded":
      if (comment?.text) return { type: "comment-reworded", id: op.id, comment: op.comment, text: comment.text };
      return comment?.withdrawn ? { type: "comment-withdrawn", id: op.id, comment: op.comment, withdrawn: true } : null;
    case "thread-settled":
      return { type: "thread-settled", id: op.id, settled: !op.settled };
    case "evidence-chosen":
      return mark?.evidenceFrom === undefined || mark.evidenceTo === undefined
        ? null
        : { type: "evidence-chosen", id: op.id, from: mark.evidenceFrom, to: mark.evidenceTo };
    case "moment-worded":
      return mark ? { type: "moment-worded", id: op.id, text: mark.text ?? "" } : null;
    case "private-note-written":
      return note ? { type: "private-note-written", id: op.id, position: note.position, text: note.text } : { type: "private-note-removed", id: op.id };
    case "private-note-removed":
      return note ? { type: "private-note-written", id: op.id, position: note.position, text: note.text } : null;
    case "counted":
    case "wait-timed":
    case "swept":
      return { type: "tally-taken-back", id: op.id, takenBack: true };
    case "tally-taken-back":
      return { type: "tally-taken-back", id: op.id, takenBack: !op.takenBack };
    default:
      return null;
  }
}
