import type { Update } from "@codemirror/collab";
import { StateEffect, type Transaction } from "@codemirror/state";
import { opOver, type LiveOp, type Work } from "./ops";

/**
 * An op beside the text, as an effect of the editor's state: so it is unconfirmed like an edit, numbered with the edits, and moved over
 * what comes in by the same walk.
 */
export const liveOp = StateEffect.define<LiveOp>({ map: opOver });

export const liveOpsOf = (transaction: Transaction): StateEffect<LiveOp>[] => transaction.effects.filter(effect => effect.is(liveOp));

/** What becomes of a transaction for the others; every update is one op, else its number would stand for two. */
export function shared(transaction: Transaction): StateEffect<LiveOp>[] {
  const ops = liveOpsOf(transaction);
  if (ops.length + (transaction.docChanged ? 1 : 0) > 1) throw new Error("One update is one op.");
  return ops;
}

/** What an update of the text's session does. */
export function workOf(update: Update): Work {
  const op = update.effects?.find(effect => effect.is(liveOp));
  return op ? { op: op.value as LiveOp } : { changes: update.changes };
}
