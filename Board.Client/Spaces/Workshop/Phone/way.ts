import type { Call } from "../Light/workshop";

/** What of the room matters for where a phone is. */
export interface Whereabouts {
  readonly current?: string | null;
  readonly call?: Call | null;
}

/**
 * Where this phone is: with the room, or at something that was there before. It goes along with the room, but never away under
 * somebody's hands: who is writing is asked. A call asks too, unless it is locked.
 */
export class Way {
  /** The activity that is shown; null for none. */
  at: string | null = null;
  #current: string | null = null;
  #answered = 0;
  #call: Call | null = null;
  #started = false;

  /** The room is somewhere, perhaps somewhere else than before. True if this phone went along. */
  follow({ current = null, call = null }: Whereabouts, busy: boolean): boolean {
    const was = this.at;
    if (!this.#started) {
      this.#started = true;
      this.at = current;
      // What was called before this phone came is where it begins anyway.
      this.#answered = call?.number ?? 0;
    } else if (current !== this.#current && this.at === this.#current && !busy) this.at = current;
    this.#current = current;
    this.#call = call;
    if (call?.locked) {
      this.at = call.activity;
      this.#answered = call.number;
    }
    if (call && this.at === call.activity) this.#answered = Math.max(this.#answered, call.number);
    return was !== this.at;
  }

  /** A call that waits for an answer. */
  get asked(): Call | null {
    return this.#call && this.#call.number > this.#answered ? this.#call : null;
  }

  /** Locked: everybody stays with the room. */
  get isHeld(): boolean {
    return this.#call?.locked ?? false;
  }

  get isWithTheRoom(): boolean {
    return this.at === this.#current;
  }

  answer(come: boolean): void {
    if (!this.#call) return;
    this.#answered = this.#call.number;
    if (come) this.at = this.#call.activity;
  }

  /** To something that the room was at before, or to where it is now. */
  go(activity: string | null): boolean {
    if (this.isHeld && activity !== this.at) return false;
    this.at = activity;
    return true;
  }

  join(): boolean {
    return this.go(this.#current);
  }
}
