import { isRunning, isStarted, lessonAt, lessonTimeOf, type LessonClock } from "../lesson-clock";

/** A time on the lesson clock, as mm:ss, from an hour on as h:mm:ss. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (number: number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** The same in words, for a screen reader. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [[Math.floor(seconds / 3600), "hour"], [Math.floor(seconds / 60) % 60, "minute"], [seconds % 60, "second"]] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, unit]) => `${number} ${unit}${number === 1 ? "" : "s"}`);
  return said.join(" ") || "0 seconds";
}

/** When something was written, as its line says it: the lesson's time, or the time of day where the lesson had not begun. */
export interface When {
  readonly text: string;
  /** True for a time of day. */
  readonly before: boolean;
  /** In words. */
  readonly words: string;
}

/** @param ms milliseconds since 1970 by the server's clock */
export function when(clock: LessonClock, ms: number, timeOfDay: (seconds: number) => string): When {
  const lesson = lessonTimeOf(clock, ms);
  if (lesson !== null) return { text: clockTime(lesson), before: false, words: `at ${clockWords(lesson)} of the lesson` };
  const text = timeOfDay(Math.floor(ms / 1000));
  return { text, before: true, words: isStarted(clock) ? `before the lesson, at ${text}` : `at ${text}` };
}

export type Phase = "waiting" | "running" | "paused" | "ended";

export const stateOf = (clock: LessonClock): Phase =>
  !isStarted(clock) ? "waiting" : isRunning(clock) ? "running" : clock.ended ? "ended" : "paused";

/** How long ago that was, in words that stay true for a while. */
export function ago(at: number, now: number, date: (ms: number) => string): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return date(at);
}

export const lessonNow = (clock: LessonClock, now: number): number => lessonAt(clock, now);
