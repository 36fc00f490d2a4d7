import type { Clock } from "../../Live/clock";
import type { LiveConnection } from "../../Live/connection";
import { LeftBehind, type LeftBehindNews } from "./left-behind";
import { Outbox, type OutboxStore } from "./outbox";
import { openOutboxStore } from "./outbox-store";
import { ownershipOf, type Ownership } from "./ownership";

const openWithin = 1_500;

/** What this device keeps of one person's notes: the outbox of this tab, which it owns, and what dead tabs left behind. */
export class Device {
  readonly #document: string;
  readonly #ownership: Ownership;
  #store: OutboxStore | null = null;
  #leftBehind: LeftBehind | null = null;
  #session = "";
  #release: () => void = () => {};
  #over = false;

  constructor(
    private readonly connection: LiveConnection,
    private readonly clock: Clock,
    private readonly where: { readonly space: string; readonly surface: string },
    person: string,
    private readonly news: LeftBehindNews,
  ) {
    this.#document = `${person} ${where.space} ${where.surface}`;
    this.#ownership = ownershipOf(this.#document);
  }

  /** The outbox, or null where the device keeps nothing. Some browsers never answer in a private window. */
  async open(): Promise<Outbox | null> {
    const late = new Promise<null>(resolve => this.clock.after(openWithin, () => resolve(null)));
    this.#store = await Promise.race([openOutboxStore().catch(() => null), late]);
    return this.#store && new Outbox(this.#store, this.#document);
  }

  /** This tab writes in that session from now on. The first time, what dead tabs left behind is sent. */
  async own(session: string): Promise<void> {
    if (session === this.#session || this.#over) return;
    this.#session = session;
    const release = await this.#ownership.claim(session);
    this.#release();
    this.#release = release ?? (() => {});
    if (this.#over) return this.#release();
    if (!this.#store || this.#leftBehind) return;
    this.#leftBehind = new LeftBehind(this.connection, this.clock, this.where, this.#store, this.#document, this.#ownership, this.news);
    await this.#leftBehind.send(session).catch(() => {
      // The device does not say what it holds. It may tell the next tab.
    });
  }

  /** The page goes into the back-forward cache, where it must not hold anything. */
  leave(): void {
    this.#release();
    this.#release = () => {};
    this.#session = "";
  }

  dispose(): void {
    this.#over = true;
    this.#leftBehind?.dispose();
    this.leave();
  }
}
