import type { Point, Traveller, Wire } from "../../Live/connection";
import type { Frame, Refused, Submission, WatchRequest } from "../../Live/wire";
import { settled, type FakeClock } from "../fake-clock";
import { Server } from "./server";

interface Watcher {
  readonly session: string;
  at: number;
  readonly queue: Frame[];
  readonly frame: (frame: Frame) => void;
}

/** A server for several lines, as PROTOCOL.md says; what is on its way stays there until it is delivered or lost. */
export class Far {
  readonly server: Server;
  readonly lines: Line[] = [];
  /** Of those who have something to do at once, but not in one go. */
  readonly clocks: FakeClock[] = [];
  /** Answers a submission with a refusal instead of doing it. */
  refuse: ((submission: Submission) => Pick<Refused, "code" | "message" | "retry"> | null) | null = null;
  /** Tokens issued before are not known any more. */
  forgetsTokens = false;
  points: Point[] = [];
  submissions: Submission[] = [];
  #sessions = 0;

  constructor(text = "") {
    this.server = new Server(text);
  }

  line(person: string): Line {
    const line = new Line(this, person);
    this.lines.push(line);
    return line;
  }

  sessionOf(request: WatchRequest): string | null {
    if (request.token === undefined) return `s${++this.#sessions}`;
    return this.forgetsTokens ? null : request.token.slice(2);
  }

  published(): void {
    for (const line of this.lines) line.follow();
  }

  /** Everything that is on its way arrives, and so does what follows from it. */
  async quiet(): Promise<void> {
    for (let [idle, rounds] = [0, 0]; idle < 3; rounds++) {
      if (rounds > 20_000) throw new Error("It never becomes quiet.");
      for (const clock of this.clocks) await clock.pass(0);
      await settled();
      const moved = this.lines.map(line => line.deliver()).some(Boolean);
      idle = moved ? 0 : idle + 1;
    }
  }
}

/** One connection to it. */
export class Line implements Wire {
  isUp = false;
  readonly watchers = new Set<Watcher>();
  readonly travellers = new Set<Traveller>();
  #outgoing: (() => void)[] = [];
  readonly #far: Far;
  readonly #person: string;

  constructor(far: Far, person: string) {
    this.#far = far;
    this.#person = person;
  }

  up(): void {
    this.isUp = true;
    for (const traveller of this.travellers) traveller.up();
  }

  /** The connection dies; what was on its way there arrives or is lost with it. */
  cut(arrives: boolean): void {
    const outgoing = this.#outgoing;
    this.#outgoing = [];
    this.watchers.clear();
    this.isUp = false;
    for (const traveller of this.travellers) traveller.down();
    if (arrives) for (const act of outgoing) act();
  }

  watch(request: WatchRequest, frame: (frame: Frame) => void, ended: () => void): () => void {
    if (!this.isUp) return () => {};
    const { server } = this.#far;
    const session = this.#far.sessionOf(request);
    const head = server.log.length;
    const watcher: Watcher = { session: session ?? "", at: request.at ?? head, queue: [], frame };
    this.watchers.add(watcher);
    if (session === null) watcher.queue.push({ type: "closed", code: "unknown-session", message: "Reload the page." });
    else {
      watcher.queue.push({
        type: "welcome", session, token: `t-${session}`, person: this.#person, mayWrite: true, head, time: 1_790_000_000_000,
        limits: { text: 2_000_000, submission: 262_144 },
      });
      if (request.at === undefined)
        watcher.queue.push({ type: "snapshot", at: head, surface: server.snapshot(this.#person) });
      this.follow();
    }
    void ended;
    return () => { this.watchers.delete(watcher); };
  }

  submit(submission: Submission): void {
    this.#far.submissions.push(submission);
    const by = this.#person;
    if (this.isUp) this.#outgoing.push(() => this.#arrive(by, submission));
  }

  point(point: Point): void {
    this.#far.points.push(point);
  }

  follow(): void {
    for (const watcher of this.watchers) {
      if (watcher.at >= this.#far.server.log.length || watcher.session === "") continue;
      const ops = this.#far.server.since(watcher.at, undefined, this.#person);
      watcher.queue.push(ops);
      watcher.at = ops.to;
    }
  }

  /** One message each way; false if there was none. */
  deliver(): boolean {
    const act = this.#outgoing.shift();
    act?.();
    let moved = act !== undefined;
    for (const watcher of [...this.watchers]) {
      const frame = watcher.queue.shift();
      if (!frame || !this.watchers.has(watcher)) continue;
      moved = true;
      watcher.frame(structuredClone(frame));
    }
    return moved;
  }

  #arrive(by: string, submission: Submission): void {
    const refusal = this.#far.refuse?.(submission) ?? null;
    const refused = refusal
      ? { type: "refused" as const, session: submission.session, number: submission.number, ...refusal }
      : this.#far.server.submit(by, submission);
    if (refused) {
      for (const watcher of this.watchers) if (watcher.session === submission.session) watcher.queue.push(refused);
    } else this.#far.published();
  }
}
