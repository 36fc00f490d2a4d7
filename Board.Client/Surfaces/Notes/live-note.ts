import { Transaction, type StateEffect } from "@codemirror/state";
import type { Clock } from "../../Live/clock";
import type { Traveller, Wire } from "../../Live/connection";
import type { Frame, Refused, Welcome } from "../../Live/wire";
import { Authorship } from "./authorship";
import { objection, readable } from "./fit";
import { Lesson, type Done, type LessonState } from "./lesson";
import { liveOp, workOf } from "./live-op";
import { NoteStream } from "./note-stream";
import type { LiveOp } from "./ops";
import { OwnCursor } from "./own-cursor";
import { Others, toShown, type RemoteCursor } from "./presence";
import { Runs } from "./runs";
import type { Facts } from "./saved-state";
import { Sender } from "./sender";
import type { OwnHand } from "./shown";
import type { Reaction, Sync } from "./sync";

const empty = { type: "notes", text: "", authors: [], t0: 0, runs: "" };

/** What the notes look like now, beside the text. */
export interface Shown {
  readonly runs: Runs;
  readonly authorship: Authorship;
  /** What is said about the text and counted beside it, one's own unconfirmed work included; in the coordinates of the text as it is shown. */
  readonly lesson: LessonState;
  /** In the coordinates of the text as it is shown. */
  readonly cursors: readonly RemoteCursor[];
}

/** Whoever shows the text, or a test. */
export interface NotePage {
  /** Takes transactions that follow each other, and what stands beside the text after them; null if more follows at once. */
  receive(transactions: readonly Transaction[], shown: Shown | null): void;
  /** Does an op beside the text, as a transaction of its own, and says `edited` after it. */
  act(op: StateEffect<LiveOp>): void;
  /** The stream has begun: its limits, and whether one may write. */
  welcomed(welcome: Welcome): void;
  /** Somebody else's edit was taken in. */
  wrote(person: string): void;
  /** What is said about saving may have changed. */
  changed(): void;
  /** The server asks to come back after this many milliseconds. */
  comeBack(ms: number): void;
}

/** One person's live note: stream in, submissions out, authorship and cursors beside the text. */
export class LiveNote implements Traveller {
  readonly sync: Sync;
  readonly sender: Sender;
  readonly others: Others;
  readonly ownCursor: OwnCursor;
  person: string;

  readonly #clock: Clock;
  readonly #wallClock: () => number;
  readonly #page: NotePage;
  readonly #stream: NoteStream;
  #authorship = new Authorship(empty);
  #lesson = new Lesson(empty);
  #mayWrite = false;
  #welcomed = false;
  #opened = false;
  #broken: string | null = null;
  #shownAt = -Infinity;
  /** Milliseconds that the server's clock is ahead of this device's. */
  #ahead = 0;

  constructor(sync: Sync, surface: string, person: string, wire: Wire, clock: Clock, page: NotePage, wallClock: () => number = Date.now) {
    this.sync = sync;
    this.person = person;
    this.#clock = clock;
    this.#page = page;
    this.#wallClock = wallClock;
    this.sender = new Sender(sync, wire, clock, () => page.changed());
    this.others = new Others(surface);
    this.ownCursor = new OwnCursor(sync, surface, wire, clock);
    this.#stream = new NoteStream(sync, wire, clock, {
      take: (frame, more) => this.#take(frame, more),
      ended: () => this.#ended(),
      comeBack: ms => page.comeBack(ms),
    });
  }

  up(): void {
    this.#stream.up();
  }

  down(): void {
    this.#stream.down();
  }

  dispose(): void {
    this.#stream.dispose();
    this.sender.dispose();
    this.ownCursor.down();
  }

  /**
   * Does something beside the text: it is shown at once, kept on the device, and sent in its turn with what is typed.
   * @returns why it was not done, in words; null if it was
   */
  act(op: LiveOp): string | null {
    if (!this.#opened) return "The notes are not here yet. Try it again in a moment.";
    if (!this.#mayWrite || this.#stream.closed || this.#broken !== null) return "These notes can't be changed here at the moment. Nothing was changed.";
    const meant = readable(op);
    const why = objection(meant, this.lesson(), this.person);
    if (why === null) this.#page.act(liveOp.of(meant));
    return why;
  }

  /** The person edited, acted or moved; the sync's state is the new one. */
  edited(): void {
    this.#page.changed();
    this.sender.nudge();
    this.ownCursor.moved();
  }

  receive(frame: Frame): void {
    this.#stream.receive(frame);
  }

  /** Runs for the text as it is shown: what is unconfirmed counts as one's own, from when it was written. */
  shown(): Shown {
    const { unconfirmed } = this.sync;
    return {
      runs: this.#authorship.withUnconfirmed(this.person, this.#done().filter(work => "changes" in work)),
      authorship: this.#authorship,
      lesson: this.lesson(),
      cursors: this.others.cursors().map(cursor => ({ ...cursor, anchor: toShown(cursor.anchor, unconfirmed), head: toShown(cursor.head, unconfirmed) })),
    };
  }

  /** What of `shown` is said about the text and counted beside it; cheap enough to be asked for after every key. */
  lesson(): LessonState {
    return this.#lesson.shown(this.person, this.#done());
  }

  /** In whose hand an edit of one's own is, made at this time by this device's clock. */
  ownHand(at: number): OwnHand {
    const { person } = this;
    const server = this.serverTime(at);
    return { author: this.#authorship.note(person, server), person, seconds: this.#authorship.secondsAt(server), at: server };
  }

  /** Milliseconds since 1970 by the server's clock, from this device's. */
  serverTime(at: number = this.#wallClock()): number {
    return at + this.#ahead;
  }

  facts(): Pick<Facts, "phase" | "unsent" | "stored" | "keeps" | "closed" | "refused" | "waiting"> {
    const { sync, sender } = this;
    const { closed } = this.#stream;
    const upToDate = this.#welcomed && sync.at !== undefined && sync.at >= sync.head;
    return {
      phase: closed ? "closed" : upToDate ? "live" : this.#opened ? "down" : "opening",
      unsent: sync.unconfirmed.length,
      stored: sender.isStored,
      keeps: sender.keeps,
      closed: closed?.message,
      refused: this.#broken ?? sender.refusal?.message,
      waiting: sender.waiting ?? undefined,
    };
  }

  #done(): Done[] {
    return this.sync.unconfirmed.map(update => ({ ...workOf(update), at: this.serverTime(update.origin.annotation(Transaction.time)) }));
  }

  #take(frame: Frame, more: boolean): void {
    const reaction = this.sync.receive(frame);
    if (frame.type === "welcome") this.#welcome(frame);
    if (frame.type === "presence" && this.others.receive(frame, this.#clock.now())) this.ownCursor.tellAnew();
    if (reaction.broken) return this.#break();
    this.#takeIn(reaction);
    if (frame.type === "ops" && this.sync.at !== undefined) this.others.reached(this.sync.at);
    if (reaction.transactions.length > 0 || frame.type === "presence" || frame.type === "ops") this.#show(reaction.transactions, more);
    if (reaction.refused) this.#refused(reaction.refused);
    if (reaction.watch) this.#stream.again();
    this.sender.nudge();
    this.#page.changed();
  }

  #welcome(welcome: Welcome): void {
    this.#welcomed = true;
    this.#ahead = welcome.time - this.#wallClock();
    this.person = welcome.person;
    this.#mayWrite = welcome.mayWrite;
    this.others.own.add(welcome.session);
    this.#page.welcomed(welcome);
    this.sender.ready();
    this.ownCursor.ready();
  }

  #takeIn({ snapshot, taken }: Reaction): void {
    if (snapshot) {
      this.#opened = true;
      this.#authorship = new Authorship(snapshot);
      this.#lesson = new Lesson(snapshot);
      this.others.restart(this.sync.at!);
    }
    const now = this.#clock.now();
    for (const { entry, changes } of taken) {
      this.#lesson.receive(entry, changes);
      if (!changes) continue;
      this.#authorship.receive(entry, changes);
      this.others.follow(entry.seq, entry.session, changes, now);
      this.ownCursor.follow(entry.session, changes);
      if (entry.by !== this.person) this.#page.wrote(entry.by);
    }
  }

  /** What stands beside the text is worked out anew for the last of several frames, and now and then between. */
  #show(transactions: readonly Transaction[], more = false): void {
    if (!this.#opened) return;
    const now = this.#clock.now();
    const skip = more && now - this.#shownAt < 250;
    if (!skip) this.#shownAt = now;
    this.#page.receive(transactions, skip ? null : this.shown());
  }

  #ended(): void {
    this.#welcomed = false;
    this.sender.down();
    this.ownCursor.down();
    this.others.forget();
    this.#show([]);
    this.#page.changed();
  }

  #refused(refused: Refused): void {
    // Lost step: what was accepted is in the history; the rest goes on in a new session.
    if (refused.code === "out-of-step" && this.#stream.renew()) return;
    this.sender.refused(refused);
  }

  #break(): void {
    this.#broken = "This page and the server do not agree on the notes any more. Copy what you need, then reload the page.";
    this.dispose();
    this.#page.changed();
  }
}
