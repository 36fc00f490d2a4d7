import type { Clock } from "../../Live/clock";
import type { Frame } from "../../Live/wire";

/** How many mappings of one edit over another are done in one go; about 20 ms on a school's laptop. */
const mappings = 2_000;

/**
 * Frames in their order, the long ones in parts with pauses between. Who comes back after an hour with a thousand edits
 * of their own has a million mappings to do, and must be able to go on typing meanwhile.
 */
export class FrameQueue {
  #frames: Frame[] = [];
  #cancel: (() => void) | null = null;

  /**
   * @param unconfirmed how many edits each entry has to be mapped over
   * @param take takes a frame in; `more` if another follows at once
   */
  constructor(private readonly clock: Clock, private readonly unconfirmed: () => number, private readonly take: (frame: Frame, more: boolean) => void) {}

  push(frame: Frame): void {
    this.#frames.push(frame);
    if (!this.#cancel) this.#work();
  }

  /** What has not been taken is let go, as it will be asked for again. */
  clear(): void {
    this.#frames = [];
    this.#cancel?.();
    this.#cancel = null;
  }

  #work(): void {
    this.#cancel = null;
    let room = mappings;
    while (room > 0) {
      const frame = this.#frames.shift();
      if (!frame) return;
      const each = 1 + this.unconfirmed();
      const [part, rest] = split(frame, Math.max(1, Math.floor(room / each)));
      if (rest) this.#frames.unshift(rest);
      room -= (part.type === "ops" ? part.entries.length : 0) * each;
      this.take(part, this.#frames.length > 0);
    }
    if (this.#frames.length > 0) this.#cancel ??= this.clock.after(0, () => this.#work());
  }
}

/** The first entries of a frame, and the rest. The cursor of the one ends where that of the other begins. */
function split(frame: Frame, count: number): [Frame, Frame | null] {
  if (frame.type !== "ops" || frame.entries.length <= count) return [frame, null];
  const middle = frame.entries[count - 1]!.seq;
  return [
    { ...frame, to: middle, entries: frame.entries.slice(0, count) },
    { ...frame, from: middle, entries: frame.entries.slice(count) },
  ];
}
