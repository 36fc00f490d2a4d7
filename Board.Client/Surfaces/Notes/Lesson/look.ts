import { StateEffect, StateField } from "@codemirror/state";
import * as places from "../places";
import type { Stretch } from "./stretch";

export type Lane = "evidence" | "interpretation";

/** Where there is room for what is said: beside the text, threads under their line, or all under their line. */
export type Room = "wide" | "tablet" | "phone";

/** How this person looks at the lesson just now; nobody else sees it so. */
export interface Look {
  readonly lane: Lane;
  readonly room: Room;
  /** Whether own private notes are shown. */
  readonly privately: boolean;
  /** Interpretations that are unfolded in the evidence lane, by their marks' ids. */
  readonly unfolded: ReadonlySet<string>;
  /** The thread that is being read. */
  readonly thread: string | null;
  /** What a new comment is about, while it is being written. */
  readonly asking: Stretch | null;
  /** A private note that has no words yet. */
  readonly draft: { readonly id: string; readonly position: number; readonly at: number } | null;
  /** The interpretation for which evidence is being chosen. */
  readonly choosing: string | null;
}

export const setLook = StateEffect.define<Partial<Look>>();

export const look = StateField.define<Look>({
  create: () => ({ lane: "evidence", room: "wide", privately: true, unfolded: new Set(), thread: null, asking: null, draft: null, choosing: null }),
  update(value, { changes, docChanged, effects }) {
    if (docChanged && (value.asking || value.draft)) {
      const { asking, draft } = value;
      const [from, to] = asking ? places.stretch(asking.from, asking.to, changes) : [0, 0];
      value = { ...value, asking: asking && { from, to }, draft: draft && { ...draft, position: places.point(draft.position, changes) } };
    }
    for (const effect of effects) if (effect.is(setLook)) value = { ...value, ...effect.value };
    return value;
  },
});
