import type { Changes, NotesOp, Submission } from "../../Live/wire";
import type { Work } from "./ops";

/** How long a text is in UTF-8, as it travels. Half a surrogate pair counts as three bytes. */
export function bytes(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) count += 1;
    else if (unit < 0x800) count += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      count += 4;
      i++;
    } else count += 3;
  }
  return count;
}

/** As many of the updates, from the first on, as fit one submission; at least one, if there is one. */
export function firstPart(
  updates: readonly Work[],
  surface: string,
  most: { readonly ops: number; readonly bytes: number },
): Submission["ops"] {
  const ops: NotesOp[] = [];
  let room = most.bytes;
  for (const update of updates) {
    if (ops.length >= most.ops) break;
    const op = travelling(update, surface);
    room -= bytes(JSON.stringify(op)) + 1;
    if (room < 0 && ops.length > 0) break;
    ops.push(op);
  }
  return ops;
}

function travelling(work: Work, surface: string): NotesOp {
  if ("changes" in work) return { type: "notes-edit", surface, changes: work.changes.toJSON() as Changes };
  const { type, ...rest } = work.op;
  return { type, surface, ...rest } as NotesOp;
}
