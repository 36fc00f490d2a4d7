import { ChangeSet } from "@codemirror/state";
import type { Changes, Entry, Ops, Submission } from "../../Live/wire";
import { firstPart } from "./submission";

/** An unconfirmed update as it was stored: its number within its session, and what it changes. */
export interface StoredUpdate {
  readonly number: number;
  readonly changes: Changes;
}

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
  #updates: { readonly changes: ChangeSet }[];

  /** `stored` in the order of their numbers, each based on the one before, the first on the space after entry `at`. */
  constructor(session: string, surface: string, at: number, stored: readonly StoredUpdate[]) {
    this.session = session;
    this.#surface = surface;
    this.at = at;
    this.first = stored[0]?.number ?? 1;
    this.#updates = withoutGap(stored).map(update => ({ changes: ChangeSet.fromJSON(update.changes) }));
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

  /** What people typed in the updates that are left, for somebody who wants to keep it elsewhere. */
  text(): string {
    return this.#updates.map(update => inserted(update.changes)).join("");
  }

  #take(entry: Entry): void {
    if (entry.op.type !== "notes-edit" || entry.op.surface !== this.#surface || !entry.op.changes) return;
    if (entry.session === this.session && entry.n === this.first && this.#updates.length > 0) {
      this.#updates.shift();
      this.first++;
      return;
    }
    let over = ChangeSet.fromJSON(entry.op.changes);
    if (this.#updates.length > 0 && over.length !== this.#updates[0]!.changes.length) throw new RangeError("This entry is for another text.");
    this.#updates = this.#updates.map(update => {
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
