import { comeBackAfter } from "../../../Live/backoff";
import type { Clock } from "../../../Live/clock";
import type { LiveConnection, Traveller } from "../../../Live/connection";
import type { Closed, WatchRequest } from "../../../Live/wire";
import type { RoomFrames, RoomWelcome } from "./frames";
import type { RoomStore } from "./store";

export interface FollowerNews {
  /** There is something to show. */
  changed(): void;
  /** A session is open on this connection: what is unsent may go. */
  welcomed(welcome: RoomWelcome): void;
  /** The connection is gone; it comes back by itself. */
  lost(): void;
  /** The stream has ended for good, or until somebody does something. */
  closed(closed: Closed): void;
}

const closedFor = 10_000;

/**
 * Follows a workshop over a connection that comes and goes: from where the page is, or anew where it can't be otherwise. A
 * change of what one may see ends the stream with `resync`, and the next one begins with a snapshot.
 */
export class Follower implements Traveller {
  /** Of this page's session, once it is welcomed. */
  token: string | undefined;
  session = "";
  /** The server's clock less this device's, in milliseconds. */
  offset = 0;
  isWelcomed = false;

  readonly #leave: () => void;
  #stop: () => void = () => {};
  #again: () => void = () => {};
  #over = false;
  /** How often in a row a stream ended without anything having come. */
  #empty = 0;

  constructor(
    private readonly connection: Pick<LiveConnection, "join" | "watch" | "comeBack">,
    private readonly clock: Clock,
    private readonly store: RoomStore,
    private readonly request: WatchRequest,
    private readonly news: FollowerNews,
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {
    this.#leave = connection.join(this);
  }

  up(): void {
    this.#watch();
  }

  down(): void {
    this.#again();
    this.#stop();
    this.#stop = () => {};
    const was = this.isWelcomed;
    this.isWelcomed = false;
    if (was) this.news.lost();
    this.news.changed();
  }

  /** Begins a session of its own: the server does not know the old one, or not its numbers. */
  renew(): void {
    this.token = undefined;
    this.store.forgetPlace();
    this.#rewatch();
  }

  dispose(): void {
    this.#over = true;
    this.#again();
    this.#stop();
    this.#leave();
  }

  #rewatch(): void {
    this.#stop();
    this.isWelcomed = false;
    this.#watch();
  }

  #watch(): void {
    if (this.#over) return;
    this.#again();
    const request: WatchRequest = {
      ...this.request,
      ...(this.token === undefined ? {} : { token: this.token }),
      ...(this.store.at === undefined ? {} : { at: this.store.at }),
    };
    this.#stop = this.connection.watch<RoomFrames>(request, frame => this.#receive(frame), () => this.#ended());
  }

  #receive(frame: RoomFrames): void {
    if (frame.type === "closed") return this.#closed(frame);
    this.#empty = 0;
    if (frame.type === "welcome") {
      this.offset = frame.time - this.now();
      this.session = frame.session;
      this.token = frame.token;
      this.isWelcomed = true;
    }
    const heard = this.store.receive(frame);
    if (frame.type === "welcome") this.news.welcomed(frame);
    if (heard === "gap") return this.#rewatch();
    if (heard === "anew") {
      this.store.forgetPlace();
      return this.#rewatch();
    }
    if (heard === "changed") this.news.changed();
  }

  /** Without a word, as after a resync that was lost: look again, less and less often. */
  #ended(): void {
    if (this.#over) return;
    this.isWelcomed = false;
    this.#again();
    this.#again = this.clock.after(Math.min(10_000, 250 * 2 ** Math.min(this.#empty++, 6)), () => this.#watch());
  }

  #closed(closed: Closed): void {
    this.isWelcomed = false;
    if (closed.code === "restarting") return this.connection.comeBack(comeBackAfter(closed, this.random()));
    if (closed.code === "unknown-session" && this.token !== undefined) return this.renew();
    this.#stop();
    this.news.closed(closed);
    // A server in trouble, or too many tabs: that passes. A closed door is opened from inside.
    if (closed.code !== "closed-door") this.#again = this.clock.after(closedFor, () => this.#watch());
  }
}
