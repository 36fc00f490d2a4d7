import type { Clock } from "../../Live/clock";
import type { LiveConnection } from "../../Live/connection";
import type { OutboxStore, StoredSession } from "./outbox";
import type { Ownership } from "./ownership";
import { Recovery } from "./recovery";
import { edits } from "./saved-state";

/** Edits of an earlier tab that the server does not take. */
export interface Refusal {
  readonly why: string;
  readonly count: number;
  readonly text: string;
  /** Forgets them for good. */
  letGo(): Promise<void>;
}

export interface LeftBehindNews {
  /** So many edits are being sent; 0 when all are done. */
  sending(count: number): void;
  sent(words: string): void;
  refused(refusal: Refusal): void;
}

/**
 * Finds what dead tabs of this person left behind for these notes, and sends it. A tab that lives owns its outbox, and
 * nobody else touches that.
 */
export class LeftBehind {
  readonly #left = new Map<string, number>();
  readonly #recoveries = new Set<{ dispose(): void }>();

  constructor(
    private readonly connection: LiveConnection,
    private readonly clock: Clock,
    private readonly where: { readonly space: string; readonly surface: string },
    private readonly store: OutboxStore,
    private readonly document: string,
    private readonly ownership: Ownership,
    private readonly news: LeftBehindNews,
  ) {}

  /** @param own the session of this tab */
  async send(own: string): Promise<void> {
    for (const stored of await this.store.sessions(this.document)) {
      if (stored.session === own) continue;
      const release = await this.ownership.claim(stored.session);
      if (release) this.#recover(stored, release);
    }
  }

  dispose(): void {
    for (const recovery of this.#recoveries) recovery.dispose();
  }

  #recover(stored: StoredSession, release: () => void): void {
    const forget = async () => {
      await this.store.write([{ document: this.document, session: stored.session, base: null, put: [], drop: stored.updates.map(update => update.number) }]);
      release();
    };
    const finish = () => {
      leave();
      this.#recoveries.delete(going);
      this.#tell(stored.session, 0);
    };
    let recovery: Recovery;
    try {
      recovery = new Recovery(this.connection, this.clock, this.where, stored, {
        left: count => this.#tell(stored.session, count),
        done: count => {
          finish();
          void forget();
          if (count > 0) this.news.sent(`${edits(count)} from before ${count === 1 ? "was" : "were"} sent. Nothing was lost.`);
        },
        failed: (why, text, count) => {
          finish();
          // What holds no text, such as a deletion, is nothing that one could copy; the reason still matters.
          this.news.refused({ why, text, count, letGo: forget });
        },
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return void forget();
    }
    const leave = this.connection.join(recovery);
    const going = { dispose: () => { leave(); recovery.dispose(); release(); } };
    this.#recoveries.add(going);
  }

  #tell(session: string, count: number): void {
    this.#left.set(session, count);
    this.news.sending([...this.#left.values()].reduce((sum, left) => sum + left, 0));
  }
}
