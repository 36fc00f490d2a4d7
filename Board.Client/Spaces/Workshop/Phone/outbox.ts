import { holdBack } from "../../../Live/backoff";
import type { Clock } from "../../../Live/clock";
import type { OutboxSlot, Unsent } from "./outbox-slot";
import { subjectOf, type PhoneOp } from "./phone-ops";

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly retry?: boolean;
}

export interface SubmitAnswer {
  readonly sequence?: number;
  readonly refused?: Refusal | null;
}

export interface OutboxNews {
  changed(): void;
  /** It is in: what it holds is durable. */
  done(op: PhoneOp): void;
  /** For good; nothing of it was done. */
  refused(op: PhoneOp, refusal: Refusal): void;
  /** The server does not know this session, or not its numbers: begin another one. */
  renew(): void;
  /** The connection does not answer. */
  doubt(): void;
}

type Submit = (submission: { session: string; at: number; number: number; ops: readonly PhoneOp[] }) => Promise<SubmitAnswer>;

const overdue = 15_000;
const otherSession = ["unknown-session", "out-of-step"];

/**
 * What a participant did and the server has not answered, in order and one at a time. It is on the phone before it is sent, and
 * stays there, with its session and its number, until it is answered: so after a tunnel or a reload it is sent again, and done once.
 */
export class Outbox {
  /** Why sending waits, in words; it goes on by itself. */
  waiting: string | null = null;
  /** False once the phone did not take what is unsent: then this page alone has it. */
  keeps = true;

  #unsent: readonly Unsent[];
  #next: number;
  #token: string | undefined;
  #session = "";
  #underWay = 0;
  #attempt = 0;
  #refusals = 0;
  #cancel: () => void = () => {};

  constructor(private readonly slot: OutboxSlot, private readonly submit: Submit, private readonly clock: Clock, private readonly news: OutboxNews, private readonly now: () => number = Date.now) {
    const kept = slot.read();
    this.#unsent = kept.unsent;
    this.#next = kept.next;
    this.#token = kept.token;
  }

  /** Of the session in which this tab did things before it was loaded anew. */
  get token(): string | undefined {
    return this.#token;
  }

  get unsent(): readonly PhoneOp[] {
    return this.#unsent.map(({ op }) => op);
  }

  /** Takes something to be done, and keeps it. Of several about one thing that have not left yet, the last one is enough. */
  add(op: PhoneOp): void {
    const subject = subjectOf(op);
    const others = this.#unsent.filter(other => other.number !== undefined || subjectOf(other.op) !== subject);
    this.#unsent = [...others, { op, since: this.now() }];
    this.#keep();
    this.news.changed();
    this.#send();
  }

  /** Takes back what has not left yet; false where that is too late. */
  drop(subject: string): boolean {
    const before = this.#unsent.length;
    this.#unsent = this.#unsent.filter(other => other.number !== undefined || subjectOf(other.op) !== subject);
    if (this.#unsent.length === before) return false;
    this.#keep();
    this.news.changed();
    return true;
  }

  /** A session is open: its own from before, or another one, in which numbers begin anew. */
  welcomed(session: string, token: string): void {
    if (token !== this.#token) {
      this.#token = token;
      this.#next = 1;
      this.#unsent = this.#unsent.map(({ op, since }) => ({ op, since }));
      this.#keep();
    }
    this.#cancel();
    this.#session = session;
    this.#send();
  }

  lost(): void {
    this.#session = "";
    this.#attempt++;
    this.#underWay = 0;
    this.#cancel();
    this.waiting = null;
  }

  /** Somebody asked to try again now. */
  retry(): void {
    this.#cancel();
    this.waiting = null;
    this.#send();
  }

  #send(): void {
    const first = this.#unsent[0];
    if (!first || this.#session === "" || this.#underWay > 0 || this.waiting !== null) return;
    const number = first.number ?? this.#next;
    if (first.number === undefined) {
      this.#next = number + 1;
      this.#unsent = [{ ...first, number }, ...this.#unsent.slice(1)];
      this.#keep();
    }
    this.#underWay = number;
    const attempt = ++this.#attempt;
    const current = () => this.#attempt === attempt;
    this.#cancel = this.clock.after(overdue, () => {
      if (!current()) return;
      this.lost();
      this.news.doubt();
    });
    this.submit({ session: this.#session, at: 0, number, ops: [first.op] }).then(
      answer => { if (current()) this.#answered(first.op, number, answer); },
      () => {
        if (!current()) return;
        this.lost();
        // Mostly the connection is gone and comes back by itself. If not, it is the one that has to be given up.
        this.#cancel = this.clock.after(overdue, () => this.news.doubt());
      },
    );
  }

  #answered(op: PhoneOp, number: number, { refused }: SubmitAnswer): void {
    this.#cancel();
    this.#underWay = 0;
    if (refused && otherSession.includes(refused.code)) {
      this.lost();
      this.#token = undefined;
      this.news.renew();
      return;
    }
    if (refused?.retry) return this.#hold(refused.message);
    this.#refusals = 0;
    this.#unsent = this.#unsent.slice(1);
    // The number of what was refused is still free.
    if (refused) this.#next = number;
    this.#keep();
    if (refused) this.news.refused(op, refused);
    else this.news.done(op);
    this.news.changed();
    this.#send();
  }

  #hold(why: string): void {
    this.waiting = why;
    this.#cancel = this.clock.after(holdBack(this.#refusals++), () => this.retry());
    this.news.changed();
  }

  #keep(): void {
    this.keeps = this.slot.write({ token: this.#token, next: this.#next, unsent: this.#unsent });
  }
}
