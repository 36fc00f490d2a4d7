import type { LessonState } from "./lesson";
import { mostComments, mostMarks } from "./marks";
import { reachOf, wordsOf, type LiveOp } from "./ops";
import { mostPrivateNotes } from "./private-notes";
import { wellFormed } from "./surrogates";

const longestText = 2_000;
const longestName = 120;
const mostPhases = 40;
const mostCounts = 5_000;

/** The op with words as the server takes them: whole characters, and of those that can't be seen only line breaks. */
export function readable(op: LiveOp): LiveOp {
  if ("text" in op) return { ...op, text: wellFormed(op.text).replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, " ").trim() };
  if ("name" in op) return { ...op, name: wellFormed(op.name).replace(/\p{Cc}+/gu, " ").trim() };
  return op;
}

/**
 * Why the server would not take an op, in words; null if it would. What it refuses holds up everything that is typed after it, so that
 * is said before, and not sent.
 */
export function objection(op: LiveOp, lesson: LessonState, mine: string): string | null {
  if (reachOf(op) > lesson.text.length) return "The text has changed meanwhile. Nothing was changed; try it again.";
  const words = wordsOf(op);
  if (words.length > longestText) return `That is ${count(words.length - longestText)} characters too long: ${count(longestText)} fit. Nothing is lost; make it shorter.`;
  if ("text" in op && words === "" && op.type !== "moment-worded") return "There are no words in it yet. Nothing was changed.";
  switch (op.type) {
    case "look-for-tagged":
    case "thread-started":
    case "interpretation-marked":
    case "moment-marked":
      return lesson.marks.length < mostMarks ? null : `A lesson's notes hold ${count(mostMarks)} tags and comments, and these are full. Nothing was changed.`;
    case "thread-answered":
      return (lesson.marks.find(mark => mark.id === op.id)?.comments?.length ?? 0) < mostComments
        ? null
        : `A conversation holds ${mostComments} comments, and this one is full. Start a new one beside it; your words were not sent.`;
    case "private-note-written":
      return lesson.private.filter(note => note.by === mine).length < mostPrivateNotes || lesson.private.some(note => note.id === op.id)
        ? null
        : `A lesson holds ${mostPrivateNotes} private notes of yours. Nothing was changed.`;
    case "phase-marked":
    case "phase-changed":
      if (op.name === "") return "A part of the lesson needs a name. Nothing was changed.";
      if (op.name.length > longestName) return `The name of a part of the lesson can have ${longestName} characters. Nothing was changed.`;
      return lesson.clock.phases.length < mostPhases || lesson.clock.phases.some(phase => phase.id === op.id)
        ? null
        : `A lesson has ${mostPhases} parts at most. Nothing was changed.`;
    case "counted":
    case "wait-timed":
    case "swept":
      return lesson.tally.marks.length < mostCounts ? null : `A lesson holds ${count(mostCounts)} counts, and this one is full. Nothing was changed.`;
    case "talk-turned":
      return lesson.tally.turns.length < mostCounts ? null : `A lesson holds ${count(mostCounts)} changes of talk, and this one is full. Nothing was changed.`;
    default:
      return null;
  }
}

const count = (number: number) => number.toLocaleString("en-US");
