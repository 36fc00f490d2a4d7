/** Numbers that two people agreed to count in a lesson. */
export interface Tally {
  /** Counts, waits and sweeps, in the order in which they were made. */
  readonly marks: readonly TallyMark[];
  /** Who had the word from when on. */
  readonly turns: readonly TalkTurn[];
}

/** One count (`value` 1), wait (`value` in milliseconds) or sweep (`value` of `of`). `at` is milliseconds since 1970 by the server's clock. */
export interface TallyMark {
  readonly id: string;
  readonly counter: string;
  readonly by: string;
  readonly at: number;
  readonly value: number;
  /** How many there were, of a sweep; else 0. */
  readonly of: number;
  readonly takenBack?: boolean;
}

export type Talk = "off" | "teacher" | "student" | "group" | "silence";

export interface TalkTurn {
  readonly at: number;
  readonly to: Talk;
}

export type TallyOp =
  | { readonly type: "counted"; readonly id: string; readonly counter: string }
  | { readonly type: "wait-timed"; readonly id: string; readonly counter: string; readonly milliseconds: number }
  | { readonly type: "swept"; readonly id: string; readonly counter: string; readonly count: number; readonly of: number }
  | { readonly type: "talk-turned"; readonly to: Talk }
  | { readonly type: "tally-taken-back"; readonly id: string; readonly takenBack: boolean };

export const noTally: Tally = { marks: [], turns: [] };

/** The rules of counting, as on the server (TALLY1). What changes nothing gives the same object. */
export function tallied(tally: Tally, op: TallyOp, by: string, at: number): Tally {
  switch (op.type) {
    case "counted":
      return add(tally, { id: op.id, counter: op.counter, by, at, value: 1, of: 0 });
    case "wait-timed":
      return add(tally, { id: op.id, counter: op.counter, by, at, value: op.milliseconds, of: 0 });
    case "swept":
      return add(tally, { id: op.id, counter: op.counter, by, at, value: op.count, of: op.of });
    case "talk-turned":
      return (tally.turns.at(-1)?.to ?? "off") === op.to ? tally : { ...tally, turns: [...tally.turns, { at, to: op.to }] };
    case "tally-taken-back": {
      const mark = tally.marks.find(other => other.id === op.id);
      if (!mark || (mark.takenBack ?? false) === op.takenBack) return tally;
      const { takenBack: _, ...counted } = mark;
      const changed = op.takenBack ? { ...counted, takenBack: true } : counted;
      return { ...tally, marks: tally.marks.map(other => other === mark ? changed : other) };
    }
  }
}

function add(tally: Tally, mark: TallyMark): Tally {
  return tally.marks.some(other => other.id === mark.id) ? tally : { ...tally, marks: [...tally.marks, mark] };
}
