import { isRunning, lessonAt, type LessonClock } from "../Notes/lesson-clock";
import type { Talk, Tally, TallyMark } from "./tally";

/** What one counter counted, without what was taken back. */
export const of = (tally: Tally, counter: string): TallyMark[] => tally.marks.filter(mark => mark.counter === counter && !mark.takenBack);

/** The middle of some numbers; of an even count the mean of the two in the middle. Null of none. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A wait in seconds: "5.2 s". */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A usual wait, which is not known to the tenth: "4 s". */
export const roughly = (ms: number): string => `${Math.round(ms / 1000)} s`;

export const percent = (mark: Pick<TallyMark, "value" | "of">): number => mark.of === 0 ? 0 : Math.round(100 * mark.value / mark.of);

/** When the next look around is due, in milliseconds on the lesson clock: at the next full step after the last one. */
export function nextSweep(lastLesson: number | null, everyMinutes: number): number {
  const every = everyMinutes * 60_000;
  // One that comes a little early is the one of that step.
  return lastLesson === null ? every : (Math.floor(lastLesson / every + 0.2) + 1) * every;
}

export const isTalk = (talk: Talk): talk is Exclude<Talk, "off"> => talk !== "off";

/**
 * How long each had the word so far, in milliseconds on the lesson clock. A pause of the lesson is nobody's.
 * @param now by the server's clock
 */
export function talkTimes(tally: Tally, clock: LessonClock, now: number): Record<Exclude<Talk, "off">, number> {
  const times = { teacher: 0, student: 0, group: 0, silence: 0 };
  const end = isRunning(clock) ? now : clock.runs.at(-1)?.to ?? now;
  tally.turns.forEach((turn, i) => {
    if (!isTalk(turn.to)) return;
    const until = Math.min(tally.turns[i + 1]?.at ?? end, end);
    times[turn.to] += Math.max(0, lessonAt(clock, until) - lessonAt(clock, turn.at));
  });
  return times;
}

/** Shares in whole percent that add up to 100; all 0 while nothing was heard. */
export function shares(times: readonly number[]): number[] {
  const sum = times.reduce((all, time) => all + time, 0);
  if (sum === 0) return times.map(() => 0);
  const exact = times.map(time => 100 * time / sum);
  const whole = exact.map(Math.floor);
  const order = exact.map((share, i) => ({ i, rest: share - whole[i]! })).sort((a, b) => b.rest - a.rest);
  for (let left = 100 - whole.reduce((all, share) => all + share, 0), n = 0; n < left; n++) whole[order[n]!.i]!++;
  return whole;
}
