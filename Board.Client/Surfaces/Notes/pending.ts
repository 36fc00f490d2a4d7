import { ChangeSet } from "@codemirror/state";
import type { Changes, Entry, Ops, Submission } from "../../Live/wire";
import { opOver, wordsOf, type LiveOp, type Work } from "./ops";
import { firstPart } from "./submission";

/** An unconfirmed update as it was stored: its number within its session, and what it does. Before there were ops, all were changes. */
export type StoredUpdate = { readonly number: number } & ({ readonly changes: Changes } | { readonly op: LiveOp });

/**
 * Unconfirmed updates without the text that they belong to: what a tab left behind when it died. To send them on, only
 * their lengths have to fit; the text is not needed. Follows the same rule as `Sync`: one entry at a time.
 */
export class Pending {
  session: string;
  at: number;
  /** The number of the first update that is still unconfirmed. */
  first: number;
  readonly #surface: string;
  #updates: Work[];

  /** `stored` in the order of their numbers, each based on the one before, the first on the space after entry `at`. */
  constructor(session: string, surface: string, at: number, stored: readonly StoredUpdate[]) {
    this.session = session;
    this.#surface = surface;
    this.at = at;
    this.first = stored[0]?.number ?? 1;
    this.#updates = withoutGap(stored).map(update => "op" in update ? { op: update.op } : { changes: ChangeSet.fromJSON(update.changes) });
  }

  get length(): number {
    return this.#updates.length;
  }

  /** False if there is a gap before this frame: watch again from `at`. */
  receive(frame: Ops): boolean {
    if (frame.to <= this.at) return true;
    if (frame.from !== this.at) return false;
    for (const entry of frame.entries) this.#take(entry);
    this.at = frame.to;
    return true;
  }

  /** Everything that is left, or as much of it as fits. */
  submission(most: { readonly ops: number; readonly bytes: number } = { ops: 500, bytes: 200_000 }): Submission | null {
    const ops = firstPart(this.#updates, this.#surface, most);
    return ops.length === 0 ? null : { session: this.session, at: this.at, number: this.first, ops };
  }

  /** The old session is not known any more; everything it did is. What is left goes on in a new one. */
  renew(session: string): void {
    this.session = session;
    this.first = 1;
  }

  /** What people wrote in the updates that are left, comments and private notes too, for somebody who wants to keep it elsewhere. */
  text(): string {
    const typed = this.#updates.map(update => "op" in update ? "" : inserted(update.changes)).join("");
    const said = this.#updates.map(update => "op" in update ? wordsOf(update.op) : "");
    return [typed, ...said].filter(words => words !== "").join("\n");
  }

  #take(entry: Entry): void {
    if (entry.op.surface !== this.#surface) return;
    if (entry.session === this.session && entry.n === this.first && this.#updates.length > 0) {
      this.#updates.shift();
      this.first++;
      return;
    }
    if (entry.op.type !== "notes-edit" || !entry.op.changes) return;
    let over = ChangeSet.fromJSON(entry.op.changes);
    const first = this.#updates.find(update => "changes" in update);
    if (first && over.length !== first.changes.length) throw new RangeError("This entry is for another text.");
    this.#updates = this.#updates.map(update => {
      if ("op" in update) return { op: opOver(update.op, over) };
      const mapped = { changes: update.changes.map(over) };
      over = over.map(update.changes, true);
      return mapped;
    });
  }
}

/** The part before the first missing number: what follows a gap is based on something that is not there. */
function withoutGap(stored: readonly StoredUpdate[]): readonly StoredUpdate[] {
  const gap = stored.findIndex((update, i) => update.number !== stored[0]!.number + i);
  return gap < 0 ? stored : stored.slice(0, gap);
}

function inserted(changes: ChangeSet): string {
  let text = "";
  changes.iterChanges((_fromA, _toA, _fromB, _toB, insert) => {
    text += insert.toString();
  });
  return text;
}
