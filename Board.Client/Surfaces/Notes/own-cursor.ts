import type { ChangeDesc } from "@codemirror/state";
import type { Clock } from "../../Live/clock";
import type { Wire } from "../../Live/connection";
import { toConfirmed } from "./presence";
import type { Sync } from "./sync";

const interval = 100;
const patience = 300;

/**
 * Tells the others where one's cursor is, at most ten times a second. What follows from the text anyway is not told:
 * everybody carries a cursor along with what its owner writes.
 */
export class OwnCursor {
  readonly #sync: Sync;
  readonly #surface: string;
  readonly #wire: Wire;
  readonly #clock: Clock;
  /** What the others believe, in the coordinates of the confirmed text; null if they know of no cursor. */
  #believed: { anchor: number; head: number } | null = null;
  /** The entry in whose coordinates it was told last. */
  #toldAt = -1;
  /** Who only looks has no cursor. */
  #used = false;
  #ready = false;
  #cancel: (() => void) | null = null;
  #last = -Infinity;
  #changedAt = 0;

  constructor(sync: Sync, surface: string, wire: Wire, clock: Clock) {
    this.#sync = sync;
    this.#surface = surface;
    this.#wire = wire;
    this.#clock = clock;
  }

  /** The session is welcomed on a connection, where nobody knows of the cursor yet. */
  ready(): void {
    this.#ready = true;
    this.#believed = null;
    if (this.#used) this.moved();
  }

  /** Somebody came, who can't carry along what was told before the text that they got. */
  tellAnew(): void {
    if (!this.#used || this.#toldAt === this.#sync.at) return;
    this.#believed = null;
    this.moved();
  }

  down(): void {
    this.#ready = false;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** An entry was taken in: the others move the cursor as well. */
  follow(session: string, changes: ChangeDesc): void {
    if (!this.#believed) return;
    const side = session === this.#sync.session ? 1 : -1;
    this.#believed = { anchor: changes.mapPos(this.#believed.anchor, side), head: changes.mapPos(this.#believed.head, side) };
  }

  /** The person wrote, moved or came into the text. */
  moved(): void {
    this.#used = true;
    if (!this.#ready || this.#cancel) return;
    this.#changedAt = this.#clock.now();
    this.#wait(Math.max(0, this.#last + interval - this.#changedAt));
  }

  #wait(ms: number): void {
    this.#cancel = this.#clock.after(ms, () => {
      this.#cancel = null;
      this.#tell();
    });
  }

  #tell(): void {
    const { at, session, state, unconfirmed } = this.#sync;
    if (!this.#ready || at === undefined) return;
    const now = this.#clock.now();
    // While writing, what others believe catches up with the acknowledgement by itself.
    if (unconfirmed.length > 0 && now - this.#changedAt < patience) return this.#wait(interval / 2);
    const { anchor: shownAnchor, head: shownHead } = state.selection.main;
    const [anchor, head] = [toConfirmed(shownAnchor, unconfirmed), toConfirmed(shownHead, unconfirmed)];
    if (this.#believed?.anchor === anchor && this.#believed.head === head) return;
    this.#believed = { anchor, head };
    this.#last = now;
    this.#toldAt = at;
    this.#wire.point({ session, surface: this.#surface, anchor, head, at });
  }
}
