import { EditorView, WidgetType } from "@codemirror/view";
import type { PrivateNote } from "../private-notes";
import { beside } from "../shown";
import type { Desk } from "./desk";
import { button, drawing, el } from "./dom";
import { setLook, look } from "./look";

const pause = 400;

/** A private note under its line. It is written in place: each pause in writing is kept on the device and sent like typing. */
export class PrivateWidget extends WidgetType {
  constructor(readonly note: PrivateNote, readonly desk: Desk) {
    super();
  }

  override eq(other: PrivateWidget): boolean {
    return this.note.id === other.note.id && this.note.text === other.note.text && this.note.position === other.note.position;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { id } = this.note;
    const words = el("textarea", { rows: 1, "aria-label": "Private note, only you can see it", placeholder: "Write for yourself", maxlength: 2000, spellcheck: "true" });
    words.value = this.note.text;
    words.readOnly = !this.desk.mayWrite();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      timer = undefined;
      const now = noteOf(view, id);
      const text = words.value.trim();
      if (text === (now?.text ?? "")) return;
      if (text !== "") this.desk.act({ type: "private-note-written", id, position: now?.position ?? view.state.field(look).draft?.position ?? 0, text });
    };
    const leave = () => {
      keep();
      if (words.value.trim() === "") remove();
    };
    const remove = () => {
      clearTimeout(timer);
      if (noteOf(view, id)) this.desk.act({ type: "private-note-removed", id });
      if (view.state.field(look).draft?.id === id) view.dispatch({ effects: setLook.of({ draft: null }) });
    };
    words.addEventListener("input", () => {
      fit(words, view);
      clearTimeout(timer);
      timer = setTimeout(keep, pause);
    });
    words.addEventListener("blur", () => setTimeout(leave)); // an editor can't be changed while it draws, which may be why the focus goes
    addEventListener("pagehide", keep);
    words.addEventListener("keydown", event => {
      if (event.key !== "Escape" && !(event.key === "Enter" && !event.shiftKey)) return;
      event.preventDefault();
      view.focus();
    });
    const away = button("btn ghost icon sm", () => {
      remove();
      view.focus();
      this.desk.toast("Your private note was taken away.", () => undo(this.desk, view, words.value.trim(), id));
    }, { "aria-label": "Take this private note away" }, drawing("close"));
    const block = el("div", { class: "note-private" },
      el("div", { class: "lk" }, drawing("lock"), el("span", {}, "Only you can see this"), ...(this.desk.mayWrite() ? [away] : [])), words);
    const frame = el("div", { class: "note-private-frame", contenteditable: "false", "data-note": id }, block);
    // A narrower page needs more lines.
    let width = 0;
    const sizes = new ResizeObserver(() => {
      if (words.clientWidth !== width) requestAnimationFrame(() => fit(words, view));
      width = words.clientWidth;
    });
    sizes.observe(words);
    requestAnimationFrame(() => {
      if (this.note.text === "" && view.state.field(look).draft?.id === id) words.focus();
    });
    return frame;
  }

  override updateDOM(frame: HTMLElement, view: EditorView): boolean {
    if (frame.dataset.note !== this.note.id) return false;
    const words = frame.querySelector("textarea")!;
    if (document.activeElement !== words && words.value !== this.note.text) {
      words.value = this.note.text;
      requestAnimationFrame(() => fit(words, view));
    }
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const noteOf = (view: EditorView, id: string): PrivateNote | undefined => view.state.field(beside).lesson.private.find(note => note.id === id);

function undo(desk: Desk, view: EditorView, text: string, id: string): void {
  if (text !== "") desk.act({ type: "private-note-written", id, position: view.state.selection.main.head, text });
}

function fit(words: HTMLTextAreaElement, view: EditorView): void {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight}px`;
  view.requestMeasure();
}
