import type { OutboxStore, OutboxWrite, StoredSession } from "../../Surfaces/Notes/outbox";
import type { StoredUpdate } from "../../Surfaces/Notes/pending";

/** The outbox in memory, written as a whole or not at all; a write can be held up or made to fail. */
export class MemoryStore implements OutboxStore {
  given = 0;
  writes = 0;
  fails = false;
  failsOnce = false;
  #held: (() => void)[] | null = null;
  readonly #sessions = new Map<string, { document: string; token: string; at: number; updates: Map<number, StoredUpdate> }>();

  hold(): void {
    this.#held = [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const resume of held) resume();
  }

  async sessions(document: string): Promise<StoredSession[]> {
    return [...this.#sessions].filter(([, stored]) => stored.document === document).map(([session, { token, at, updates }]) => ({
      session, token, at, updates: [...updates.values()].sort((a, b) => a.number - b.number),
    }));
  }

  async write(writes: readonly OutboxWrite[]): Promise<void> {
    this.given++;
    if (this.#held) await new Promise<void>(resume => this.#held!.push(resume));
    const failed = this.fails || this.failsOnce;
    this.failsOnce = false;
    if (failed) throw new Error("quota");
    this.writes++;
    for (const { document, session, base, put, drop } of writes) {
      if (!base) {
        this.#sessions.delete(session);
        continue;
      }
      const updates = this.#sessions.get(session)?.updates ?? new Map<number, StoredUpdate>();
      for (const number of drop) updates.delete(number);
      for (const update of put) updates.set(update.number, update);
      this.#sessions.set(session, { document, ...base, updates });
    }
  }
}
