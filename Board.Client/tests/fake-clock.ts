import type { Clock } from "../Live/clock";

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #now = 0;
  #due: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run };
    this.#due.push(entry);
    return () => { this.#due = this.#due.filter(other => other !== entry); };
  }

  /** Lets time pass, running what falls due in its order; promises that are ready are awaited between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const next = this.#due.filter(entry => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter(entry => entry !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
    await settled();
  }

  get pending(): number {
    return this.#due.length;
  }
}

/** Everything that waits for nothing but other promises has run. */
export const settled = () => new Promise<void>(resolve => setImmediate(resolve));
