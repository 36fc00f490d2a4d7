import type { ChangeDesc, ChangeSet } from "@codemirror/state";
import type { AnyOp } from "../../Live/wire";
import type { TallyOp } from "../Tally/tally";
import * as places from "./places";

/**
 * What is done to a lesson's notes beside editing the text, as the server names it (PROTOCOL.md), without the surface. Places are UTF-16
 * units of the text as it is when the op is done; ids are 1 to 32 lower-case letters and digits, drawn by whoever acts (`newId`).
 */
export type LiveOp = MarkOp | PrivateOp | ClockOp | TallyOp;

export type MarkOp =
  | { readonly type: "look-for-tagged"; readonly id: string; readonly from: number; readonly to: number; readonly code: string }
  | { readonly type: "thread-started"; readonly id: string; readonly from: number; readonly to: number; readonly comment: string; readonly text: string }
  | { readonly type: "thread-answered"; readonly id: string; readonly comment: string; readonly text: string }
  | { readonly type: "comment-reworded"; readonly id: string; readonly comment: string; readonly text: string }
  | { readonly type: "comment-withdrawn"; readonly id: string; readonly comment: string; readonly withdrawn: boolean }
  | { readonly type: "thread-settled"; readonly id: string; readonly settled: boolean }
  | { readonly type: "interpretation-marked"; readonly id: string; readonly from: number; readonly to: number; readonly evidenceFrom: number | null; readonly evidenceTo: number | null }
  | { readonly type: "evidence-chosen"; readonly id: string; readonly from: number; readonly to: number }
  | { readonly type: "moment-marked"; readonly id: string; readonly position: number }
  | { readonly type: "moment-worded"; readonly id: string; readonly text: string }
  | { readonly type: "mark-removed"; readonly id: string; readonly removed: boolean };

export type PrivateOp =
  | { readonly type: "private-note-written"; readonly id: string; readonly position: number; readonly text: string }
  | { readonly type: "private-note-removed"; readonly id: string };

export type ClockOp =
  | { readonly type: "clock-started" }
  | { readonly type: "clock-paused" }
  | { readonly type: "clock-resumed" }
  | { readonly type: "clock-ended" }
  | { readonly type: "phase-marked"; readonly id: string; readonly name: string }
  | { readonly type: "phase-changed"; readonly id: string; readonly name: string; /** Milliseconds on the lesson clock. */ readonly starts: number }
  | { readonly type: "phase-removed"; readonly id: string };

/** An unconfirmed update of the text's session: an edit, or one of the ops beside it. */
export type Work = { readonly changes: ChangeSet } | { readonly op: LiveOp };

/** An id that nobody else draws: 16 lower-case letters and digits. */
export function newId(): string {
  const digits = "abcdefghijklmnopqrstuvwxyz0123456789";
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => digits[byte % digits.length]).join("");
}

/** The op on the text after an edit (MARK1); the same object if nothing of it moves. */
export function opOver(op: LiveOp, changes: ChangeDesc): LiveOp {
  switch (op.type) {
    case "look-for-tagged":
    case "thread-started":
    case "evidence-chosen": {
      const [from, to] = places.stretch(op.from, op.to, changes);
      return from === op.from && to === op.to ? op : { ...op, from, to };
    }
    case "interpretation-marked": {
      const [from, to] = places.stretch(op.from, op.to, changes);
      const [evidenceFrom, evidenceTo] = op.evidenceFrom === null || op.evidenceTo === null
        ? [null, null]
        : places.stretch(op.evidenceFrom, op.evidenceTo, changes);
      return from === op.from && to === op.to && evidenceFrom === op.evidenceFrom && evidenceTo === op.evidenceTo
        ? op
        : { ...op, from, to, evidenceFrom, evidenceTo };
    }
    case "moment-marked":
    case "private-note-written": {
      const position = places.point(op.position, changes);
      return position === op.position ? op : { ...op, position };
    }
    default:
      return op;
  }
}

/** The last place that an op names; 0 if it names none. */
export function reachOf(op: LiveOp): number {
  switch (op.type) {
    case "look-for-tagged":
    case "thread-started":
    case "evidence-chosen":
      return op.to;
    case "interpretation-marked":
      return Math.max(op.to, op.evidenceTo ?? 0);
    case "moment-marked":
    case "private-note-written":
      return op.position;
    default:
      return 0;
  }
}

const known: ReadonlySet<string> = new Set<LiveOp["type"]>([
  "look-for-tagged", "thread-started", "thread-answered", "comment-reworded", "comment-withdrawn", "thread-settled", "interpretation-marked",
  "evidence-chosen", "moment-marked", "moment-worded", "mark-removed", "private-note-written", "private-note-removed", "clock-started",
  "clock-paused", "clock-resumed", "clock-ended", "phase-marked", "phase-changed", "phase-removed", "counted", "wait-timed", "swept",
  "talk-turned", "tally-taken-back",
]);

/** The op of an entry, or null for an edit and for what a later version of the server may say. */
export const opIn = (op: AnyOp): LiveOp | null => known.has(op.type) ? op as unknown as LiveOp : null;

/** What somebody said in an op that holds words; empty for all others. */
export const wordsOf = (op: LiveOp): string => "text" in op ? op.text : "";
