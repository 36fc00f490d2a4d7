import { backoff } from "./backoff";
import type { Clock } from "./clock";
import type { Frame, Submission, WatchRequest } from "./wire";

/** What of SignalR's HubConnection is used. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  onclose(closed: (error?: Error) => void): void;
  stream<T>(method: string, ...args: unknown[]): {
    subscribe(subscriber: { next(value: T): void; complete(): void; error(error: unknown): void }): { dispose(): void };
  };
  send(method: string, ...args: unknown[]): Promise<void>;
  invoke<T>(method: string, ...args: unknown[]): Promise<T>;
}

export interface Point {
  readonly session: string;
  readonly surface: string;
  readonly anchor: number;
  readonly head: number;
  readonly at: number;
}

/** What needs a connection: told when there is one, and when there is none any more. */
export interface Traveller {
  up(): void;
  down(): void;
}

/** The three hub methods, while there is a connection. What is sent into a dead one is gone without a word. */
export interface Wire {
  watch(request: WatchRequest, frame: (frame: Frame) => void, ended: () => void): () => void;
  submit(submission: Submission): void;
  point(point: Point): void;
}

const startWithin = 15_000;
const shortLived = 10_000;

/**
 * One connection that comes back for ever: after a random wait that grows with every failure, or at once when told that
 * the network is there again. WebSockets that open and die young again and again give way to long polling.
 */
export class LiveConnection implements Wire {
  readonly #open: (polling: boolean) => Hub;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #travellers = new Set<Traveller>();
  #hub: Hub | null = null;
  #isUp = false;
  #stopped = true;
  #failures = 0;
  #diedYoung = 0;
  #upSince = 0;
  #cancel: () => void = () => {};
  /** True while the server answers that nobody is signed in. */
  signedOut = false;

  constructor(open: (polling: boolean) => Hub, clock: Clock, random: () => number = Math.random) {
    this.#open = open;
    this.#clock = clock;
    this.#random = random;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  join(traveller: Traveller): () => void {
    this.#travellers.add(traveller);
    if (this.#isUp) traveller.up();
    return () => { this.#travellers.delete(traveller); };
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#failures = 0;
    void this.#attempt();
  }

  /** Until `start`. */
  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#drop();
  }

  /** The network may be there (again): try now. With `doubt`, a connection that seems to be there is opened anew as well. */
  wake(doubt = false): void {
    if (this.#stopped || (this.#isUp && !doubt)) return;
    // An attempt that is under way goes on, unless the network that it began on is gone.
    if (this.#hub && !this.#isUp && !doubt) return;
    this.#cancel();
    this.#drop();
    this.#failures = 0;
    void this.#attempt();
  }

  /** The server asked us to come back after this long. */
  comeBack(ms: number): void {
    if (this.#stopped) return;
    this.#cancel();
    this.#drop();
    this.#cancel = this.#clock.after(ms, () => void this.#attempt());
  }

  watch<F = Frame>(request: WatchRequest, frame: (frame: F) => void, ended: () => void): () => void {
    let over = !this.#hub || !this.#isUp;
    if (over) return () => {};
    const end = () => {
      if (over) return;
      over = true;
      ended();
    };
    const subscription = this.#hub!.stream<F>("Watch", request).subscribe({
      next: value => { if (!over) frame(value); },
      complete: end,
      error: end,
    });
    return () => {
      if (over) return;
      over = true;
      subscription.dispose();
    };
  }

  submit(submission: Submission): void {
    this.#send("Submit", submission);
  }

  point(point: Point): void {
    this.#send("Point", point);
  }

  /** Calls a method of the hub and waits for its answer; rejects where there is no connection, or none any more. */
  invoke<T>(method: string, argument: unknown): Promise<T> {
    return this.#isUp && this.#hub ? this.#hub.invoke<T>(method, argument) : Promise.reject(new Error("no connection"));
  }

  #send(method: string, argument: unknown): void {
    // A failure to send is a dead connection, which is noticed by itself.
    if (this.#isUp) this.#hub?.send(method, argument).catch(() => {});
  }

  async #attempt(): Promise<void> {
    const hub = this.#open(this.#diedYoung >= 3);
    this.#hub = hub;
    const current = () => this.#hub === hub && !this.#stopped;
    hub.onclose(() => { if (current()) this.#died(); });
    this.#cancel = this.#clock.after(startWithin, () => {
      if (!current()) return;
      this.#drop();
      this.#later();
    });
    try {
      await hub.start();
    } catch (error) {
      if (!current()) return;
      this.#cancel();
      this.#hub = null;
      this.signedOut = [401, 403].includes((error as { statusCode?: number }).statusCode ?? 0);
      this.#later();
      return;
    }
    if (!current()) return void hub.stop().catch(() => {});
    this.#cancel();
    this.signedOut = false;
    this.#isUp = true;
    this.#failures = 0;
    this.#upSince = this.#clock.now();
    for (const traveller of [...this.#travellers]) traveller.up();
  }

  #died(): void {
    const young = this.#isUp && this.#clock.now() - this.#upSince < shortLived;
    this.#diedYoung = young ? this.#diedYoung + 1 : 0;
    // One that dies right away is a failure too, else it would be tried without a pause.
    if (young) this.#failures = this.#diedYoung;
    this.#fallen();
    this.#later();
  }

  #later(): void {
    this.#cancel = this.#clock.after(backoff(this.#failures++, this.#random()), () => void this.#attempt());
    for (const traveller of [...this.#travellers]) traveller.down();
  }

  #drop(): void {
    const hub = this.#hub;
    this.#fallen();
    hub?.stop().catch(() => {});
  }

  #fallen(): void {
    this.#hub = null;
    if (!this.#isUp) return;
    this.#isUp = false;
    for (const traveller of [...this.#travellers]) traveller.down();
  }
}
