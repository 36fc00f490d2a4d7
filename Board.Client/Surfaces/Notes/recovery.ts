import { comeBackAfter, holdBack } from "../../Live/backoff";
import type { Clock } from "../../Live/clock";
import type { Traveller, Wire } from "../../Live/connection";
import { Poison } from "../../Live/poison";
import type { Closed, Frame, WatchRequest } from "../../Live/wire";
import type { StoredSession } from "./outbox";
import { Pending } from "./pending";

export interface RecoveryNews {
  /** So many edits are still to be sent. */
  left(count: number): void;
  /** All that was left behind is with the server; so many of it were sent only now. */
  done(sent: number): void;
  /** The server does not take so many of the edits. The text is what had been typed in them. */
  failed(why: string, text: string, count: number): void;
}

/**
 * Sends what a tab left behind when it died. It goes on in that tab's session, so that what had been accepted already is
 * recognised, and needs no text: the server rebases what it gets. The person sees the edits arrive like anybody else's.
 */
export class Recovery implements Traveller {
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #where: { readonly space: string; readonly surface: string };
  readonly #news: RecoveryNews;
  readonly #pending: Pending;
  readonly #poison = new Poison(500);
  #token: string | undefined;
  #next: string | null = null;
  #head = Infinity;
  #toSend: number | null = null;
  #underWay = false;
  #refusals = 0;
  #over = false;
  #unwatch: () => void = () => {};
  #cancel: () => void = () => {};

  constructor(wire: Wire, clock: Clock, where: { readonly space: string; readonly surface: string }, stored: StoredSession, news: RecoveryNews) {
    this.#wire = wire;
    this.#clock = clock;
    this.#where = where;
    this.#news = news;
    this.#token = stored.token;
    this.#pending = new Pending(stored.session, where.surface, stored.at, stored.updates);
  }

  up(): void {
    if (this.#over) return;
    this.#unwatch();
    const request: WatchRequest = { ...this.#where, ...(this.#token === undefined ? {} : { token: this.#token }), at: this.#pending.at, keep: true };
    this.#unwatch = this.#wire.watch(request, frame => this.#receive(frame), () => this.#later(2_000, () => this.up()));
  }

  down(): void {
    if (this.#underWay && this.#poison.died(this.#clock.now()) === "stop")
      this.#fail("Something in an edit from before does not get through to the server.");
    this.#underWay = false;
    this.#unwatch();
    this.#cancel();
  }

  dispose(): void {
    this.#over = true;
    this.#unwatch();
    this.#cancel();
  }

  #receive(frame: Frame): void {
    if (this.#over) return;
    switch (frame.type) {
      case "welcome":
        this.#underWay = false;
        this.#head = frame.head;
        if (frame.session !== this.#pending.session) this.#next = frame.session;
        break;
      case "ops":
        if (!this.#follow(frame)) return this.up();
        break;
      case "refused":
        if (frame.session !== this.#pending.session || !this.#underWay) return;
        this.#underWay = false;
        if (frame.retry) return this.#later(holdBack(this.#refusals++), () => this.#send());
        return this.#fail(frame.message);
      case "closed":
        return this.#closed(frame);
      case "resync":
        if (frame.head < this.#pending.at) return this.#fail("The server's copy of these notes is older than your edits.");
        return this.up();
      case "snapshot":
        return this.#fail("The server can't say any more what your edits were based on.");
      default:
        return;
    }
    this.#send();
  }

  #follow(frame: Extract<Frame, { type: "ops" }>): boolean {
    const first = this.#pending.first;
    try {
      if (!this.#pending.receive(frame)) return false;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#fail("What was kept does not fit the notes any more.");
      return true;
    }
    if (this.#pending.first > first) {
      this.#poison.answered();
      this.#underWay = false;
      this.#cancel();
    }
    return true;
  }

  #send(): void {
    if (this.#over || this.#underWay || this.#pending.at < this.#head) return;
    if (this.#next !== null) this.#pending.renew(this.#next);
    this.#next = null;
    this.#toSend ??= this.#pending.length;
    if (this.#pending.length === 0) {
      this.dispose();
      return this.#news.done(this.#toSend);
    }
    this.#news.left(this.#pending.length);
    const submission = this.#pending.submission({ ops: this.#poison.most, bytes: 200_000 })!;
    this.#underWay = true;
    this.#wire.submit(submission);
    this.#poison.sent(submission.number, submission.ops.length, this.#clock.now());
    // An answer that is overdue: to say it again is harmless.
    this.#later(15_000, () => {
      this.#underWay = false;
      this.#send();
    });
  }

  #closed(frame: Closed): void {
    const { code, message } = frame;
    if (code === "unknown-session" && this.#token !== undefined) {
      // The entries still say which of the edits were accepted; what is left goes on in a new session.
      this.#token = undefined;
      this.up();
    } else if (code === "restarting") this.#later(comeBackAfter(frame, Math.random()), () => this.up());
    else if (code === "unreadable") this.#later(3_000, () => this.up());
    else this.#fail(message);
  }

  #later(ms: number, run: () => void): void {
    this.#cancel();
    if (!this.#over) this.#cancel = this.#clock.after(ms, run);
  }

  #fail(why: string): void {
    if (this.#over) return;
    this.dispose();
    this.#news.failed(why, this.#pending.text(), this.#pending.length);
  }
}
