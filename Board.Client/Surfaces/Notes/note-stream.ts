import { comeBackAfter } from "../../Live/backoff";
import type { Clock } from "../../Live/clock";
import type { Traveller, Wire } from "../../Live/connection";
import type { Closed, Frame } from "../../Live/wire";
import { FrameQueue } from "./frame-queue";
import type { Sync } from "./sync";

export interface StreamNews {
  /** A frame, in its order; `more` if another follows at once. */
  take(frame: Frame, more: boolean): void;
  /** The stream has ended; it comes back by itself, unless `closed` says otherwise. */
  ended(): void;
  /** The server asks to come back after this many milliseconds. */
  comeBack(ms: number): void;
}

const renewAgainAfter = 60_000;

/** Keeps one stream of the note open, from where the sync is, for as long as the server lets us in. */
export class NoteStream implements Traveller {
  /** Why the stream has ended for good. */
  closed: Closed | null = null;
  readonly #sync: Sync;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #news: StreamNews;
  readonly #frames: FrameQueue;
  #unwatch: () => void = () => {};
  #cancel: () => void = () => {};
  #over = false;
  #renewed = -Infinity;
  #watched: number[] = [];

  constructor(sync: Sync, wire: Wire, clock: Clock, news: StreamNews) {
    this.#sync = sync;
    this.#wire = wire;
    this.#clock = clock;
    this.#news = news;
    this.#frames = new FrameQueue(clock, () => sync.unconfirmed.length, (frame, more) => {
      if (frame.type === "closed") this.#close(frame);
      else news.take(frame, more);
    });
  }

  up(): void {
    if (this.#over) return;
    this.#stop();
    this.#unwatch = this.#wire.watch(this.#sync.watchRequest(), frame => this.receive(frame), () => this.#later(2_000));
  }

  down(): void {
    this.#stop();
    this.#news.ended();
  }

  receive(frame: Frame): void {
    this.#frames.push(frame);
  }

  /** There is a gap: watch from where we are. One that comes back at once is not a gap but a fault, and gets a pause. */
  again(): void {
    const now = this.#clock.now();
    this.#watched = [...this.#watched.filter(at => now - at < 10_000), now];
    if (this.#watched.length > 3) this.#later(2_000);
    else this.up();
  }

  /** Goes on in a new session. Not in circles: false if that was tried a moment ago. */
  renew(): boolean {
    const now = this.#clock.now();
    if (this.#sync.token === undefined || now - this.#renewed < renewAgainAfter) return false;
    this.#renewed = now;
    this.#sync.renew();
    this.up();
    return true;
  }

  dispose(): void {
    this.#over = true;
    this.#stop();
  }

  #close(frame: Closed): void {
    if (frame.code === "unknown-session" && this.renew()) return;
    if (frame.code === "restarting") return this.#news.comeBack(comeBackAfter(frame, Math.random()));
    if (frame.code === "unreadable") return this.#later(5_000);
    this.closed = frame;
    this.dispose();
    this.#news.ended();
  }

  #later(ms: number): void {
    this.down();
    if (!this.#over) this.#cancel = this.#clock.after(ms, () => this.up());
  }

  #stop(): void {
    this.#unwatch();
    this.#cancel();
    this.#frames.clear();
  }
}
