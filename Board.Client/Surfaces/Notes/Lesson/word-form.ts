import { button, el } from "./dom";

/** A small form for a few words. Enter sends, Shift Enter breaks the line, Escape leaves; what is refused stays. */
export class WordForm {
  readonly element: HTMLFormElement;
  readonly #words: HTMLTextAreaElement;

  /** @param send true if it is done, and the form can be emptied */
  constructor(verb: string, label: string, text: string, send: (text: string) => boolean, leave: () => void) {
    const words = el("textarea", { class: "input", rows: text === "" && verb === "Reply" ? 1 : 2, "aria-label": label, placeholder: label, maxlength: 2000, spellcheck: "true" });
    words.value = text;
    this.#words = words;
    const submit = () => {
      if (words.value.trim() !== "" && send(words.value)) words.value = "";
    };
    this.element = el("form", { class: "note-form" }, words,
      el("div", { class: "row tight" }, el("button", { type: "submit", class: "btn sm" }, verb), button("btn sm ghost", leave, {}, "Not now")));
    this.element.addEventListener("submit", event => {
      event.preventDefault();
      submit();
    });
    words.addEventListener("keydown", event => {
      if (event.isComposing) return;
      if (event.key === "Escape") leave();
      else if (event.key === "Enter" && !event.shiftKey) submit();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  focus(): void {
    this.#words.focus();
  }
}
