import { ownershipOf, type Ownership } from "../../../Surfaces/Notes/ownership";
import { subjectOf, type PhoneOp } from "./phone-ops";
import type { Shelf } from "./shelf";

/** Something that was done and not answered yet. */
export interface Unsent {
  readonly op: PhoneOp;
  /** When, by this device. */
  readonly since: number;
  /** Its number in the session, from when it was sent first: repeated, it keeps it. */
  readonly number?: number;
}

/** What is kept of one tab: its session, the number of its next op, and what is unsent, in order. */
export interface Kept {
  readonly token?: string | undefined;
  readonly next: number;
  readonly unsent: readonly Unsent[];
}

export const empty: Kept = { next: 1, unsent: [] };

const slots = 8;

/**
 * The place on the phone that one tab of a room writes to, and no other: the first that is free, so that a page that is loaded
 * anew goes on in its session. What tabs left behind that are gone is taken over; their ops carry ids, so sent twice they are
 * done once.
 */
export class OutboxSlot {
  private constructor(private readonly shelf: Shelf, private readonly name: string, readonly release: () => void) {}

  /** @param tab tells this tab's place from the others' where the browser can't say which is whose */
  static async claim(shelf: Shelf, room: string, tab: string, locks: LockManager | undefined = globalThis.navigator?.locks): Promise<OutboxSlot> {
    const nameOf = (slot: string | number) => `outbox ${room} ${slot}`;
    if (!locks || !shelf.keeps) {
      const own = new OutboxSlot(shelf, nameOf(tab), () => {});
      own.#take(shelf.names().filter(name => name.startsWith(nameOf("")) && name !== own.name));
      return own;
    }
    const ownership: Ownership = ownershipOf(`room ${room}`, locks);
    for (let slot = 0; slot < slots; slot++) {
      const release = await ownership.claim(String(slot));
      if (!release) continue;
      const own = new OutboxSlot(shelf, nameOf(slot), release);
      await own.#takeOver(nameOf, ownership, slot);
      return own;
    }
    return new OutboxSlot(shelf, nameOf(tab), () => {});
  }

  read(): Kept {
    return readKept(this.shelf, this.name);
  }

  /** The answer says whether the phone has it. */
  write(kept: Kept): boolean {
    const isEmpty = kept.unsent.length === 0 && kept.token === undefined;
    return this.shelf.put(this.name, isEmpty ? null : JSON.stringify(kept));
  }

  async #takeOver(nameOf: (slot: string | number) => string, ownership: Ownership, own: number): Promise<void> {
    for (const name of this.shelf.names()) {
      const slot = name.startsWith(nameOf("")) ? name.slice(nameOf("").length) : "";
      if (slot === "" || slot === String(own) || readKept(this.shelf, name).unsent.length === 0) continue;
      const release = await ownership.claim(slot);
      if (!release) continue;
      this.#take([name]);
      release();
    }
  }

  /** Without their numbers, which belong to another session. Written here first: at no moment is it nowhere. */
  #take(names: readonly string[]): void {
    for (const name of names) {
      const { unsent } = readKept(this.shelf, name);
      const kept = this.read();
      const there = new Set(kept.unsent.map(({ op }) => subjectOf(op)));
      const taken = unsent.filter(({ op }) => !there.has(subjectOf(op))).map(({ op, since }) => ({ op, since }));
      if (taken.length > 0) this.write({ ...kept, unsent: [...kept.unsent, ...taken] });
      this.shelf.put(name, null);
    }
  }
}

function readKept(shelf: Shelf, name: string): Kept {
  try {
    const kept = JSON.parse(shelf.get(name) ?? "null") as Partial<Kept> | null;
    if (!kept || !Array.isArray(kept.unsent) || typeof kept.next !== "number") return empty;
    return { token: kept.token, next: kept.next, unsent: kept.unsent.filter(({ op }) => typeof op?.type === "string") };
  } catch {
    return empty;
  }
}
