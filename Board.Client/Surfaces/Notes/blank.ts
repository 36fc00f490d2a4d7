import type { EditorState, Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";

const art = `<svg class="art" width="150" height="104" viewBox="0 0 150 104" fill="none" aria-hidden="true"><rect x="30" y="6" width="90" height="94" rx="8" fill="var(--surface)" stroke="var(--line-strong)" stroke-width="2"/><path d="M50 6v94M54 6v94" stroke="var(--margin-rule)" stroke-width="1.5"/><path d="M64 34h44M64 50h44M64 66h44M64 82h44" stroke="var(--line)" stroke-width="2"/><path d="M64 22v14" stroke="var(--ink)" stroke-width="2.5" stroke-linecap="round"/></svg>`;

/** What stands on the empty page; gone with the first character. */
export function blank(isOpen: () => boolean, clock: StartClock | null = null): Extension {
  return ViewPlugin.define(view => new Blank(view, isOpen, clock));
}

/** The lesson's clock, where there is one to start. */
export interface StartClock {
  waits(state: EditorState): boolean;
  start(): void;
}

class Blank {
  readonly #element = document.createElement("div");
  #said = "";

  constructor(readonly view: EditorView, readonly isOpen: () => boolean, readonly clock: StartClock | null) {
    this.#element.className = "note-blank empty";
    view.dom.append(this.#element);
    this.#show();
  }

  update(update: ViewUpdate): void {
    // Only the length matters, and whether one may write, which the page says with a transaction.
    if (update.transactions.length > 0) this.#show();
  }

  destroy(): void {
    this.#element.remove();
  }

  #show(): void {
    const { state } = this.view;
    const starts = !state.readOnly && (this.clock?.waits(state) ?? false);
    const words = !this.isOpen() || state.doc.length > 0 ? ""
      : state.readOnly ? "<h2>Nothing here yet</h2><p>When somebody writes, it shows here at once.</p>"
        : "<h2>The first line is yours</h2><p>Write what you see and hear. " + (this.clock ? "The lesson clock stamps each line for you.</p>" : "Each line keeps its time and its author for you.</p>");
    if (words + starts === this.#said) return;
    this.#said = words + starts;
    this.#element.hidden = words === "";
    this.#element.innerHTML = words && art + words;
    if (words === "" || !starts) return;
    const start = document.createElement("button");
    start.type = "button";
    start.className = "btn primary";
    start.innerHTML = `<svg class="ic" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 5.500v13l10-6.500z"/></svg>Start lesson clock`;
    start.addEventListener("click", () => {
      this.clock!.start();
      this.view.focus();
    });
    this.#element.append(start);
  }
}
