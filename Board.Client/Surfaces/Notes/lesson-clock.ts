import type { ClockOp } from "./ops";

/**
 * The clock of a lesson: when it ran, by the server's time. What was written gets its lesson minute from its own time, however often the
 * clock was paused. All times are milliseconds: of the server since 1970, of the lesson since it began.
 */
export interface LessonClock {
  /** When the clock ran, in order; `to` is null while it runs. */
  readonly runs: readonly ClockRun[];
  /** The parts of the lesson, by their beginning on the lesson clock. */
  readonly phases: readonly LessonPhase[];
  readonly ended: boolean;
}

export interface ClockRun {
  readonly from: number;
  readonly to: number | null;
}

export interface LessonPhase {
  readonly id: string;
  readonly name: string;
  readonly starts: number;
}

export const noClock: LessonClock = { runs: [], phases: [], ended: false };

export const isStarted = (clock: LessonClock): boolean => clock.runs.length > 0;

export const isRunning = (clock: LessonClock): boolean => clock.runs.at(-1)?.to === null;

/** The lesson's time at a time of the server (CLOCK1); 0 before it began. */
export function lessonAt(clock: LessonClock, ms: number): number {
  let elapsed = 0;
  for (const { from, to } of clock.runs) {
    if (ms <= from) break;
    elapsed += Math.min(ms, to ?? ms) - from;
  }
  return elapsed;
}

/**
 * The lesson's time of a line that was begun then; null if that was before the lesson (CLOCK1). Lines know their time in whole seconds,
 * rounded down, so the second in which the clock was started counts.
 */
export const lessonTimeOf = (clock: LessonClock, ms: number): number | null =>
  isStarted(clock) && ms + 1000 > clock.runs[0]!.from ? lessonAt(clock, ms) : null;

/** The phase at a time of the lesson, or null if none has begun. */
export const phaseAt = (clock: LessonClock, lessonMs: number): LessonPhase | null =>
  clock.phases.findLast(phase => phase.starts <= lessonMs) ?? null;

/** The rules of the clock, as on the server (CLOCK2). What changes nothing gives the same object. */
export function clocked(clock: LessonClock, op: ClockOp, at: number): LessonClock {
  switch (op.type) {
    case "clock-started":
      return isStarted(clock) ? clock : { ...clock, runs: [{ from: at, to: null }] };
    case "clock-paused":
      return stopped(clock, at, false);
    case "clock-resumed":
      return !isStarted(clock) || isRunning(clock) ? clock : { ...clock, runs: [...clock.runs, { from: at, to: null }], ended: false };
    case "clock-ended":
      return stopped(clock, at, true);
    case "phase-marked":
      return withPhase(clock, { id: op.id, name: op.name, starts: lessonAt(clock, at) });
    case "phase-changed":
      return clock.phases.some(phase => phase.id === op.id) ? withPhase(clock, { id: op.id, name: op.name, starts: op.starts }) : clock;
    case "phase-removed":
      return clock.phases.some(phase => phase.id === op.id) ? { ...clock, phases: clock.phases.filter(phase => phase.id !== op.id) } : clock;
  }
}

function stopped(clock: LessonClock, at: number, end: boolean): LessonClock {
  if (!isStarted(clock)) return clock;
  const ended = clock.ended || end;
  if (isRunning(clock)) return { ...clock, runs: [...clock.runs.slice(0, -1), { from: clock.runs.at(-1)!.from, to: at }], ended };
  return ended === clock.ended ? clock : { ...clock, ended };
}

/** In the order in which they begin; of two that begin together the one that was said later comes later. */
function withPhase(clock: LessonClock, phase: LessonPhase): LessonClock {
  const phases = [...clock.phases.filter(other => other.id !== phase.id), phase].sort((a, b) => a.starts - b.starts);
  return { ...clock, phases };
}
