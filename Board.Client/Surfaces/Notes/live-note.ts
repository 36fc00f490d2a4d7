import { Transaction } from "@codemirror/state";
import type { Clock } from "../../Live/clock";
import type { Traveller, Wire } from "../../Live/connection";
import type { Frame, Refused, Welcome } from "../../Live/wire";
import { Authorship } from "./authorship";
import { NoteStream } from "./note-stream";
import { OwnCursor } from "./own-cursor";
import { Others, toShown, type RemoteCursor } from "./presence";
import { Runs } from "./runs";
import type { Facts } from "./saved-state";
import { Sender } from "./sender";
import type { Reaction, Sync } from "./sync";

/** What the notes look like now, beside the text. */
export interface Shown {
  readonly runs: Runs;
  readonly authorship: Authorship;
  /** In the coordinates of the text as it is shown. */
  readonly cursors: readonly RemoteCursor[];
}

/** Whoever shows the text, or a test. */
export interface NotePage {
  /** Takes transactions that follow each other, and what stands beside the text after them; null if more follows at once. */
  receive(transactions: readonly Transaction[], shown: Shown | null): void;
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
  #authorship = new Authorship({ type: "notes", text: "", authors: [], t0: 0, runs: "" });
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

  /** The person edited or moved; the sync's state is the new one. */
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
    const written = unconfirmed.map(({ changes, origin }) => ({ changes, at: this.serverTime(origin.annotation(Transaction.time)) }));
    return {
      runs: this.#authorship.withUnconfirmed(this.person, written),
      authorship: this.#authorship,
      cursors: this.others.cursors().map(cursor => ({ ...cursor, anchor: toShown(cursor.anchor, unconfirmed), head: toShown(cursor.head, unconfirmed) })),
    };
  }

  /** In whose hand an edit of one's own is, made at this time by this device's clock. */
  ownHand(at: number): { author: number; seconds: number } {
    const server = this.serverTime(at);
    return { author: this.#authorship.note(this.person, server), seconds: this.#authorship.secondsAt(server) };
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
    this.others.own.add(welcome.session);
    this.#page.welcomed(welcome);
    this.sender.ready();
    this.ownCursor.ready();
  }

  #takeIn({ snapshot, edits }: Reaction): void {
    if (snapshot) {
      this.#opened = true;
      this.#authorship = new Authorship(snapshot);
      this.others.restart(this.sync.at!);
    }
    const now = this.#clock.now();
    for (const { entry, changes } of edits) {
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
