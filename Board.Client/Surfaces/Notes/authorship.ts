import type { ChangeSet } from "@codemirror/state";
import type { Entry, NotesSnapshot } from "../../Live/wire";
import { Runs } from "./runs";
import { readRuns, writeRuns } from "./runs-code";

/**
 * The authorship of a surface as confirmed by the server. What is unconfirmed is laid over it, as if it had been confirmed
 * when it was written, and takes the server's time when that comes.
 */
export class Authorship {
  readonly authors: string[];
  runs: Runs;
  #t0: number;

  constructor(snapshot: NotesSnapshot) {
    this.authors = [...snapshot.authors];
    this.#t0 = snapshot.t0;
    this.runs = Runs.of(snapshot.text, readRuns(snapshot.runs));
  }

  /** Takes one entry in; `changes` are those of the entry. */
  receive(entry: Entry, changes: ChangeSet): void {
    const author = this.note(entry.by, entry.at);
    this.runs = this.runs.apply(changes, author, this.secondsAt(entry.at));
  }

  /** The author's index; one who is new is added, and the very first sets the time from which all count. */
  note(person: string, at: number): number {
    const known = this.authors.indexOf(person);
    if (known >= 0) return known;
    if (this.authors.length === 0) this.#t0 = Math.floor(at / 1000);
    return this.authors.push(person) - 1;
  }

  /** Whole seconds after t0, from milliseconds by the server's clock. */
  secondsAt(at: number): number {
    return Math.floor(at / 1000) - this.#t0;
  }

  /** Seconds since 1970 of a run's or a line's seconds. */
  absolute(seconds: number): number {
    return this.#t0 + seconds;
  }

  /** The runs with unconfirmed edits on top, each based on the one before; times by the server's clock. */
  withUnconfirmed(person: string, edits: Iterable<{ readonly changes: ChangeSet; readonly at: number }>): Runs {
    let runs = this.runs;
    for (const { changes, at } of edits) runs = runs.apply(changes, this.note(person, at), this.secondsAt(at));
    return runs;
  }

  /** As in a snapshot. */
  toJSON(): Omit<NotesSnapshot, "type" | "text"> {
    return { authors: this.authors, t0: this.#t0, runs: writeRuns(this.runs.toJSON()) };
  }
}
