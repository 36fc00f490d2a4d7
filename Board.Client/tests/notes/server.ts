import { ChangeSet, Text } from "@codemirror/state";
import type { Entry, NotesOp, NotesSnapshot, Ops, Refused, Submission } from "../../Live/wire";
import { Lesson } from "../../Surfaces/Notes/lesson";
import { opOver, type LiveOp, type Work } from "../../Surfaces/Notes/ops";

/** The server's rule from PROTOCOL.md, for tests of the client: order, rebase one entry at a time, never twice. */
export class Server {
  doc: Text;
  readonly log: Entry[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #lesson: Lesson;

  constructor(text = "") {
    this.doc = Text.of(text.split("\n"));
    this.#lesson = new Lesson({ type: "notes", text, authors: [], t0: 0, runs: "" });
  }

  /** The surface as this person may see it, without authorship. */
  snapshot(person?: string): NotesSnapshot {
    const { marks, private: notes, clock, tally } = this.#lesson.confirmed;
    return { type: "notes", text: this.doc.toString(), authors: [], t0: 0, runs: "", marks, private: notes.filter(note => note.by === person), clock, tally };
  }

  submit(by: string, submission: Submission, at = 1_790_000_000_000 + this.log.length * 1000): Refused | null {
    let updates = submission.ops.map((op, i) => ({ number: submission.number + i, ...workIn(op) }));
    for (const entry of this.log.slice(submission.at)) {
      if (entry.session === submission.session && entry.n === updates[0]?.number) {
        updates.shift();
        continue;
      }
      if (!entry.op.changes) continue;
      let over = ChangeSet.fromJSON(entry.op.changes);
      updates = updates.map(update => {
        if ("op" in update) return { number: update.number, op: opOver(update.op, over) };
        const mapped = { number: update.number, changes: update.changes.map(over) };
        over = over.map(update.changes, true);
        return mapped;
      });
    }
    const last = this.#numbers.get(submission.session) ?? 0;
    if (updates.length > 0 && updates[0]!.number !== last + 1)
      return { type: "refused", session: submission.session, number: submission.number, code: "out-of-step", message: "", retry: false };
    for (const { number, ...work } of updates) {
      const changes = "changes" in work ? work.changes : null;
      if (changes) this.doc = changes.apply(this.doc);
      const op = "op" in work ? { ...work.op, surface: "v1" } : { type: "notes-edit", surface: "v1", changes: work.changes.toJSON() };
      const entry: Entry = { seq: this.log.length + 1, at, by, session: submission.session, n: number, op };
      this.log.push(entry);
      this.#lesson.receive(entry, changes);
      this.#numbers.set(submission.session, number);
    }
    return null;
  }

  /** @param person who looks; everything is told if it is left out */
  since(at: number, to = this.log.length, person?: string): Ops {
    const entries = this.log.slice(at, to).filter(entry => person === undefined || entry.by === person || !entry.op.type.startsWith("private-"));
    return { type: "ops", from: at, to, entries };
  }
}

function workIn(op: NotesOp): Work {
  if (op.type === "notes-edit") return { changes: ChangeSet.fromJSON(op.changes) };
  const { surface: _, ...rest } = op;
  return { op: rest as LiveOp };
}
