import type { ChangeDesc } from "@codemirror/state";
import type { PrivateOp } from "./ops";
import * as places from "./places";

/** Something that one partner wrote beside the shared text, and that nobody else is sent (PRIV1). */
export interface PrivateNote {
  readonly id: string;
  /** The only person who sees it. */
  readonly by: string;
  /** When it was begun, in milliseconds since 1970 by the server's clock. */
  readonly at: number;
  /** The line that it stands under, in UTF-16 units. */
  readonly position: number;
  readonly text: string;
}

export type PrivateNotes = readonly PrivateNote[];

export const mostPrivateNotes = 500;

/** The rules of private notes, as on the server: ids are each person's own; a note that is written again is reworded, and stays where it is. */
export function noted(notes: PrivateNotes, op: PrivateOp, by: string, at: number): PrivateNotes {
  const known = notes.find(note => note.id === op.id && note.by === by);
  if (op.type === "private-note-removed") return known ? notes.filter(note => note !== known) : notes;
  if (known) return notes.map(note => note === known ? { ...note, text: op.text } : note);
  return [...notes, { id: op.id, by, at, position: op.position, text: op.text }];
}

/** The notes on the text after an edit; what does not move is the same object. */
export function notesOver(notes: PrivateNotes, changes: ChangeDesc): PrivateNotes {
  let moves = false;
  const moved = notes.map(note => {
    const position = places.point(note.position, changes);
    if (position === note.position) return note;
    moves = true;
    return { ...note, position };
  });
  return moves ? moved : notes;
}
