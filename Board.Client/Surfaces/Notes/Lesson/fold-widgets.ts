import type { EditorState } from "@codemirror/state";
import { EditorView, WidgetType } from "@codemirror/view";
import type { Mark } from "../marks";
import type { Desk } from "./desk";
import { button, drawing, keepFocus } from "./dom";
import { foldedWords } from "./folds";
import { goTo } from "./go-to";
import { look, setLook } from "./look";

/** Stands for interpretations in the evidence lane; opens them in place. */
export class FoldWidget extends WidgetType {
  constructor(readonly ids: readonly string[], readonly desk: Desk) {
    super();
  }

  override eq(other: FoldWidget): boolean {
    return this.ids.join() === other.ids.join();
  }

  override toDOM(view: EditorView): HTMLElement {
    const open = () => {
      const unfolded = new Set([...view.state.field(look).unfolded, ...this.ids]);
      view.dispatch({ effects: setLook.of({ unfolded }) });
      view.focus();
      this.desk.speak("Unfolded.");
    };
    return button("fold", open, { "aria-expanded": "false", onmousedown: keepFocus }, drawing("cloud"), foldedWords(this.ids.length));
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Under an interpretation: the evidence that it points at, and the way to choose other. */
export class EvidenceWidget extends WidgetType {
  private constructor(readonly mark: string, readonly words: string | null, readonly place: number, readonly may: boolean, readonly desk: Desk) {
    super();
  }

  static of(state: EditorState, mark: Mark, desk: Desk): EvidenceWidget {
    const place = Math.min(mark.evidenceFrom ?? 0, state.doc.length);
    const time = mark.evidenceFrom === undefined ? null : desk.lineTime(state, place);
    return new EvidenceWidget(mark.id, mark.evidenceFrom === undefined ? null : time ? `From the evidence at ${time.text}` : "From the evidence", place, !state.readOnly, desk);
  }

  override eq(other: EvidenceWidget): boolean {
    return this.mark === other.mark && this.words === other.words && this.may === other.may && this.place === other.place;
  }

  override toDOM(view: EditorView): HTMLElement {
    const frame = document.createElement("div");
    frame.className = "note-evidence";
    frame.contentEditable = "false";
    if (this.words) frame.append(button("note-jump", () => goTo(view, this.place), { onmousedown: keepFocus }, this.words));
    if (this.may) {
      const choose = () => {
        view.dispatch({ effects: setLook.of({ choosing: this.mark }) });
        view.focus();
        this.desk.toast("Go to the line that it comes from and press Enter, or tap it. Escape leaves it as it is.");
      };
      frame.append(button("note-jump quiet", choose, {}, this.words ? "Choose other evidence" : "Choose its evidence"));
    }
    return frame;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
