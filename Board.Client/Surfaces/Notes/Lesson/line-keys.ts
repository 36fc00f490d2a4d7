import type { EditorView, KeyBinding } from "@codemirror/view";
import { beside } from "../shown";
import type { Desk } from "./desk";
import { linesWith } from "./line-items";
import { lookForOf } from "./lesson-tools";
import { look, setLook } from "./look";

/** Keys that are about the line of the cursor: what is said about it, and choosing it as evidence. */
export function lineKeys(desk: Desk): KeyBinding[] {
  return [
    { key: "Mod-Enter", run: view => goBeside(desk, view) },
    {
      key: "Enter",
      run: view => {
        if (view.state.field(look).choosing === null) return false;
        chooseEvidence(desk, view, view.state.selection.main.head);
        return true;
      },
    },
    {
      key: "Escape",
      run: view => {
        if (view.state.field(look).choosing === null) return false;
        view.dispatch({ effects: setLook.of({ choosing: null }) });
        desk.speak("The evidence stays as it is.");
        return true;
      },
    },
  ];
}

/** The interpretation for which evidence is being chosen points at this line. */
export function chooseEvidence(desk: Desk, view: EditorView, place: number): void {
  const { choosing } = view.state.field(look);
  const { from, to } = view.state.doc.lineAt(place);
  view.dispatch({ effects: setLook.of({ choosing: null }) });
  if (desk.act({ type: "evidence-chosen", id: choosing!, from, to })) desk.speak("Evidence chosen.");
}

/** Says of a line when it was written and what is said about it, and goes there. */
function goBeside(desk: Desk, view: EditorView): boolean {
  const { state } = view;
  const line = state.doc.lineAt(state.selection.main.head);
  const items = linesWith(state).find(other => other.line === line.from);
  const { lesson } = state.field(beside);
  const time = desk.lineTime(state, line.from);
  const tags = (items?.tags ?? []).map(mark => `${mark.code} ${lookForOf(desk.tools, mark.code!).label}`);
  const notes = lesson.private.filter(note => state.doc.lineAt(Math.min(note.position, state.doc.length)).from === line.from);
  const counted = [[items?.threads.length ?? 0, "conversation"], [items?.moments.length ?? 0, "moment"], [notes.length, "private note"]] as const;
  desk.speak([
    time ? `Written ${time.words}` : "An empty line",
    ...(tags.length > 0 ? [`tagged ${tags.join(", ")}`] : []),
    ...counted.filter(([number]) => number > 0).map(([number, name]) => `${number} ${name}${number === 1 ? "" : "s"}`),
  ].join(", ") + ".");
  const thread = items?.threads.find(mark => !mark.settled) ?? items?.threads[0];
  if (thread) view.dispatch({ effects: setLook.of({ thread: thread.id }) });
  requestAnimationFrame(() => {
    const targets = thread ? [".note-thread.on textarea", ".note-thread.on button"]
      : notes.length > 0 ? [`[data-note="${notes[0]!.id}"] textarea`]
        : items ? [`[data-line="${line.from}"] button`, ".note-moment"] : [];
    const found = targets.map(target => view.dom.querySelector<HTMLElement>(target)).find(element => element !== null);
    found?.focus();
  });
  return true;
}
