import type { Clock } from "../../Live/clock";

const batch = 5_000;
const pause = 30_000;

/** Tells a screen reader who has begun to write: not every key, and not more than once in five seconds. */
export class Announcer {
  readonly #wrote = new Map<string, number>();
  #names = new Set<string>();

  constructor(private readonly clock: Clock, private readonly say: (words: string) => void) {}

  /** Somebody else has written. */
  wrote(name: string): void {
    const [last, now] = [this.#wrote.get(name), this.clock.now()];
    this.#wrote.set(name, now);
    if (last !== undefined && now - last < pause) return;
    this.#names.add(name);
    if (this.#names.size === 1) this.clock.after(batch, () => this.#tell());
  }

  #tell(): void {
    const names = [...this.#names];
    this.#names = new Set();
    const last = names.pop()!;
    this.say(names.length === 0 ? `${last} is writing.` : `${names.join(", ")} and ${last} are writing.`);
  }
}
