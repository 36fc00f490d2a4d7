import type { Changes } from "../../Live/wire";
import type { Work } from "./ops";
import type { StoredUpdate } from "./pending";

/** Everything unconfirmed of one session: a chain of updates, the first based on the space after entry `at`. */
export interface StoredSession {
  readonly session: string;
  readonly token: string;
  readonly at: number;
  readonly updates: readonly StoredUpdate[];
}

/** A change of what is stored for one session; done as a whole or not at all. */
export interface OutboxWrite {
  readonly document: string;
  readonly session: string;
  /** With the chain's new base; null when nothing is unconfirmed any more. */
  readonly base: { readonly token: string; readonly at: number } | null;
  readonly put: readonly StoredUpdate[];
  /** Updates with these numbers are forgotten. */
  readonly drop: readonly number[];
}

/** Where unconfirmed updates survive the tab. A document is one person's view of one surface. */
export interface OutboxStore {
  sessions(document: string): Promise<StoredSession[]>;
  /** The writes together, as a whole or not at all. Resolves when they are stored. */
  write(writes: readonly OutboxWrite[]): Promise<void>;
}

/** What is to be stored; the updates in order, the first with the number `first`. */
export interface Unconfirmed {
  readonly session: string;
  readonly token: string;
  readonly at: number;
  readonly first: number;
  readonly updates: readonly Work[];
}

/**
 * Keeps the unconfirmed updates of one editor on the device, so that they survive a reload, a crash or a day offline.
 * At every moment what is stored is a whole chain with its base. A key is written the moment it is typed, without waiting
 * for the write before; a base that moves under a chain that is stored whole is left alone, for the old chain is as good.
 */
export class Outbox {
  readonly #store: OutboxStore;
  readonly #document: string;
  #session = "";
  /** By number, what was given to the device; the identity of its content tells whether it is still the same. */
  #written = new Map<number, object>();
  /** What the device said it has. */
  #durable = new Set<number>();
  /** What may be there after a write that failed, and has to go with the next one. */
  #doubtful = new Set<number>();
  #failures = 0;
  #last: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(store: OutboxStore, document: string) {
    this.#store = store;
    this.#document = document;
  }

  /** True when the device does not take what is unsent: it is kept in this tab only. */
  get failed(): boolean {
    return this.#failed;
  }

  /** How many of the updates, from the first on, are stored. */
  stored(unconfirmed: Unconfirmed): number {
    if (unconfirmed.session !== this.#session) return 0;
    let count = 0;
    while (count < unconfirmed.updates.length && this.#durable.has(unconfirmed.first + count)) count++;
    return count;
  }

  /** Resolves when at least this is stored, or can't be (see `failed`). */
  save(unconfirmed: Unconfirmed): Promise<void> {
    const { session, first, updates } = unconfirmed;
    const same = session === this.#session;
    const isWhole = same && updates.length > 0 && updates.every((_, i) => this.#written.has(first + i));
    const isGone = updates.length === 0 && this.#written.size + this.#doubtful.size === 0;
    if (isWhole || isGone) return this.#last;
    return this.#last = this.#write(unconfirmed);
  }

  async #write(unconfirmed: Unconfirmed): Promise<void> {
    const { session, first, updates } = unconfirmed;
    const writes = this.#difference(unconfirmed);
    const written = this.#written = new Map(updates.map((work, i) => [first + i, contentOf(work)]));
    if (session !== this.#session) this.#durable = new Set();
    this.#session = session;
    const failures = this.#failures;
    try {
      await this.#store.write(writes);
      // This one may build on one that failed meanwhile.
      if (this.#session !== session || this.#failures !== failures) return;
      this.#durable = new Set(written.keys());
      this.#doubtful.clear();
      this.#failed = false;
    } catch {
      // Nothing of this write was done, but later ones may build on it: the next one begins from scratch.
      for (const number of [...written.keys(), ...this.#durable]) this.#doubtful.add(number);
      this.#written = new Map();
      this.#durable = new Set();
      this.#failures++;
      this.#failed = true;
    }
  }

  #difference({ session, token, at, first, updates }: Unconfirmed): OutboxWrite[] {
    const same = session === this.#session;
    const before = same ? this.#written : new Map<number, object>();
    const document = this.#document;
    const put = updates.map((work, i) => ({ number: first + i, work }))
      .filter(({ number, work }) => before.get(number) !== contentOf(work))
      .map(({ number, work }) => "op" in work ? { number, op: work.op } : { number, changes: work.changes.toJSON() as Changes });
    const old = [...new Set([...this.#written.keys(), ...this.#doubtful])];
    const drop = same ? old.filter(number => number < first || number >= first + updates.length) : [];
    const write: OutboxWrite = { document, session, base: updates.length > 0 ? { token, at } : null, put, drop };
    return same || this.#session === "" ? [write] : [{ document, session: this.#session, base: null, put: [], drop: old }, write];
  }
}

/** What is stored of it. The op and not the changes around it: an op that does not move stays the same while the text changes. */
const contentOf = (work: Work): object => "op" in work ? work.op : work.changes;
