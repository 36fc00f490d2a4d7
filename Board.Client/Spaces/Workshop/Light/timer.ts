// The shared timer by the server's clock, so that every phone and the screen say the same.
import type { Timer } from "./workshop";

/** What is left, in whole seconds, rounded up as people count down; null without a timer. */
export function secondsLeft(timer: Timer | null | undefined, serverNow: number): number | null {
  if (!timer) return null;
  const left = timer.pausedLeft ?? timer.endsAt - serverNow;
  return Math.max(0, Math.ceil(left / 1000));
}

/** How much of it is over, from 0 to 1. */
export function partOver(timer: Timer, serverNow: number): number {
  const left = timer.pausedLeft ?? timer.endsAt - serverNow;
  return timer.length > 0 ? Math.min(1, Math.max(0, 1 - left / timer.length)) : 1;
}

/** Such as 3:00, or 1:05:00 from an hour on. */
export function clockWords(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const moments = [
  { at: 60, words: "One minute left." },
  { at: 10, words: "Ten seconds left." },
];

/** Says at 1:00 and at 0:10 what is left, once for each time that a timer runs past it, and nothing in between. */
export class TimerAnnouncer {
  #last: number | null = null;

  /** The words to be said now, if any. */
  at(seconds: number | null): string | null {
    const last = this.#last;
    this.#last = seconds;
    if (seconds === null || last === null) return null;
    // A phone that slept over it hears the last one only, and a timer that begins there says nothing.
    const passed = moments.filter(moment => last > moment.at && seconds <= moment.at && seconds > moment.at - 5);
    return passed.at(-1)?.words ?? null;
  }
}
