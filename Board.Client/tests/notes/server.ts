import { ChangeSet, Text } from "@codemirror/state";
import type { Changes, Entry, Ops, Refused, Submission } from "../../Live/wire";

/** The server's rule from PROTOCOL.md, for tests of the client: order, rebase one entry at a time, never twice. */
export class Server {
  doc: Text;
  readonly log: Entry[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(text = "") {
    this.doc = Text.of(text.split("\n"));
  }

  submit(by: string, submission: Submission, at = 1_790_000_000_000 + this.log.length * 1000): Refused | null {
    let updates = submission.ops.map((op, i) => ({ number: submission.number + i, changes: ChangeSet.fromJSON(op.changes) }));
    for (const entry of this.log.slice(submission.at)) {
      if (entry.session === submission.session && entry.n === updates[0]?.number) {
        updates.shift();
        continue;
      }
      let over = ChangeSet.fromJSON(entry.op.changes);
      updates = updates.map(update => {
        const mapped = { number: update.number, changes: update.changes.map(over) };
        over = over.map(update.changes, true);
        return mapped;
      });
    }
    const last = this.#numbers.get(submission.session) ?? 0;
    if (updates.length > 0 && updates[0]!.number !== last + 1)
      return { type: "refused", session: submission.session, number: submission.number, code: "out-of-step", message: "", retry: false };
    for (const { number, changes } of updates) {
      this.doc = changes.apply(this.doc);
      this.log.push({
        seq: this.log.length + 1,
        at,
        by,
        session: submission.session,
        n: number,
        op: { type: "notes-edit", surface: "v1", changes: changes.toJSON() as Changes },
      });
      this.#numbers.set(submission.session, number);
    }
    return null;
  }

  since(at: number, to = this.log.length): Ops {
    return { type: "ops", from: at, to, entries: this.log.slice(at, to) };
  }
}
