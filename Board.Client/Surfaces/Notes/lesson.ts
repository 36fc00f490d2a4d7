import { Text, type ChangeSet } from "@codemirror/state";
import type { Entry, NotesSnapshot } from "../../Live/wire";
import { noTally, tallied, type Tally } from "../Tally/tally";
import { clocked, noClock, type LessonClock } from "./lesson-clock";
import { marked, marksOver, type Marks } from "./marks";
import { opIn, type LiveOp, type Work } from "./ops";
import { noted, notesOver, type PrivateNotes } from "./private-notes";

/** What is said about a text and counted beside it, in the coordinates of that text. Immutable; what an op does not touch keeps its object. */
export interface LessonState {
  readonly text: Text;
  /** In the order in which they were made; those that are `removed` are there too. */
  readonly marks: Marks;
  /** One's own. */
  readonly private: PrivateNotes;
  readonly clock: LessonClock;
  readonly tally: Tally;
}

/** Something unconfirmed, with the time at which it was done, by the server's clock. */
export type Done = Work & { readonly at: number };

export const noLesson: LessonState = { text: Text.empty, marks: [], private: [], clock: noClock, tally: noTally };

/** A lesson as a snapshot tells it. */
export function lessonOf({ text, marks = [], private: notes = [], clock = noClock, tally = noTally }: NotesSnapshot): LessonState {
  return { text: Text.of(text.split("\n")), marks, private: notes, clock, tally };
}

/** The lesson after an edit of its text. */
export function lessonOver(lesson: LessonState, changes: ChangeSet): LessonState {
  return { ...lesson, text: changes.apply(lesson.text), marks: marksOver(lesson.marks, changes), private: notesOver(lesson.private, changes) };
}

/** The lesson after an op that is not an edit: the same rules as the server's (SPEC.md: MARK2, PRIV1, CLOCK2, TALLY1). */
export function lessonAfter(lesson: LessonState, op: LiveOp, by: string, at: number): LessonState {
  switch (op.type) {
    case "private-note-written":
    case "private-note-removed":
      return { ...lesson, private: noted(lesson.private, op, by, at) };
    case "clock-started":
    case "clock-paused":
    case "clock-resumed":
    case "clock-ended":
    case "phase-marked":
    case "phase-changed":
    case "phase-removed":
      return { ...lesson, clock: clocked(lesson.clock, op, at) };
    case "counted":
    case "wait-timed":
    case "swept":
    case "talk-turned":
    case "tally-taken-back":
      return { ...lesson, tally: tallied(lesson.tally, op, by, at) };
    default:
      return { ...lesson, marks: marked(lesson.marks, op, by, at, lesson.text) };
  }
}

/**
 * A lesson as the server has confirmed it, and as its page shows it with what is unconfirmed. To show one key more costs one key: what was
 * shown before is kept.
 */
export class Lesson {
  confirmed: LessonState;
  #shown: { readonly from: LessonState; readonly person: string; readonly done: readonly Done[]; readonly lesson: LessonState } | null = null;

  constructor(snapshot: NotesSnapshot) {
    this.confirmed = lessonOf(snapshot);
  }

  /** Takes one entry of this surface in; `changes` are those of an edit. */
  receive(entry: Entry, changes: ChangeSet | null): void {
    if (changes) this.confirmed = lessonOver(this.confirmed, changes);
    else {
      const op = opIn(entry.op);
      if (op) this.confirmed = lessonAfter(this.confirmed, op, entry.by, entry.at);
    }
  }

  /** With one's own unconfirmed work on top, each based on the one before: what the page shows. */
  shown(person: string, unconfirmed: readonly Done[]): LessonState {
    const last = this.#shown;
    const goesOn = last !== null && last.from === this.confirmed && last.person === person && last.done.length <= unconfirmed.length
      && last.done.every((done, i) => same(done, unconfirmed[i]!));
    let lesson = goesOn ? last.lesson : this.confirmed;
    for (const done of goesOn ? unconfirmed.slice(last.done.length) : unconfirmed)
      lesson = "changes" in done ? lessonOver(lesson, done.changes) : lessonAfter(lesson, done.op, person, done.at);
    this.#shown = { from: this.confirmed, person, done: unconfirmed, lesson };
    return lesson;
  }
}

function same(a: Done, b: Done): boolean {
  return "changes" in a ? "changes" in b && a.changes === b.changes : "op" in b && a.op === b.op && a.at === b.at;
}
