import type { Mark } from "../marks";
import { newId } from "../ops";
import type { Desk } from "./desk";
import { button, drawing, el, write } from "./dom";
import { goTo } from "./go-to";
import { lookForOf } from "./lesson-tools";
import { look, setLook } from "./look";
import { openMenu } from "./menu";
import { ThreadCard } from "./thread-card";
import { WordForm } from "./word-form";

/** The elements of what is said about the text: one each, kept for as long as it is there, so that focus and half-written words stay. */
export class MarkElements {
  readonly #desk: () => Desk;
  readonly #tags = new Map<string, HTMLButtonElement>();
  readonly #moments = new Map<string, { readonly words: HTMLElement; shown: HTMLElement }>();
  readonly #threads = new Map<string, ThreadCard>();
  #asking: HTMLElement | null = null;

  constructor(desk: () => Desk) {
    this.#desk = desk;
  }

  /** Brings what is shown up to date, and forgets what is gone. */
  refresh(): void {
    const marks = new Map(this.#desk().lesson().marks.map(mark => [mark.id, mark]));
    for (const kept of [this.#tags, this.#moments, this.#threads]) for (const id of kept.keys()) if (!marks.has(id)) kept.delete(id);
    for (const [id, card] of this.#threads) card.show(marks.get(id)!);
    for (const [id, { words }] of this.#moments) write(words, momentWords(marks.get(id)!));
    if (!this.#desk().view.state.field(look).asking) this.#asking = null;
  }

  /** Other look-fors were chosen: what a tag says may be another word now. */
  retool(): void {
    this.#tags.clear();
  }

  tag(mark: Mark): HTMLElement {
    const known = this.#tags.get(mark.id);
    if (known) return known;
    const { code, short, label, family } = lookForOf(this.#desk().tools, mark.code!);
    const tag = button(`tag t${family}`, () => this.#tagMenu(mark.id, tag), { "aria-haspopup": "menu", title: label }, el("b", {}, code), " ", short);
    this.#tags.set(mark.id, tag);
    return tag;
  }

  thread(mark: Mark): HTMLElement {
    let card = this.#threads.get(mark.id);
    if (!card) this.#threads.set(mark.id, card = new ThreadCard(this.#desk()));
    card.show(mark);
    return card.element;
  }

  moment(mark: Mark): HTMLElement {
    const known = this.#moments.get(mark.id);
    if (known) return known.shown;
    const words = el("span", {}, momentWords(mark));
    const element = button("mini note-moment", () => this.#momentMenu(mark.id, element), { "aria-haspopup": "menu" }, drawing("star"), words);
    this.#moments.set(mark.id, { words, shown: element });
    return element;
  }

  /** The form for a new comment. */
  asking(): HTMLElement {
    if (this.#asking) return this.#asking;
    const { view, faces, person } = this.#desk();
    const leave = () => {
      view.dispatch({ effects: setLook.of({ asking: null }) });
      view.focus();
    };
    const form = new WordForm("Comment", "Say something about it", "", text => {
      const { asking } = view.state.field(look);
      const id = newId();
      if (!asking || !this.#desk().act({ type: "thread-started", id, from: asking.from, to: asking.to, comment: newId(), text })) return false;
      view.dispatch({ effects: setLook.of({ thread: id }) });
      leave();
      return true;
    }, leave);
    this.#asking = el("article", { class: "thread on", "aria-label": "New comment" },
      el("div", { class: "by" }, faces.avatar(person), faces.name(person)), form.element);
    requestAnimationFrame(() => form.focus());
    return this.#asking;
  }

  #tagMenu(id: string, opener: HTMLElement): void {
    const desk = this.#desk();
    const mark = desk.lesson().marks.find(other => other.id === id);
    if (!mark) return;
    const jump = { words: mark.from === mark.to ? "Its text is gone; go to where it was" : "Go to its words", press: () => goTo(desk.view, mark.from, mark.to) };
    if (!desk.mayWrite()) return openMenu(opener, "This tag", [jump]);
    const remove = () => {
      if (!desk.act({ type: "mark-removed", id, removed: true })) return;
      desk.toast(`Tag ${mark.code} taken away.`, () => desk.act({ type: "mark-removed", id, removed: false }));
      desk.view.focus();
    };
    const change = () => openMenu(opener, "Another look-for", desk.tools.lookFors.filter(other => other.code !== mark.code).map(({ code, label, family }) => ({
      words: label, code, family,
      press: () => {
        const now = desk.lesson().marks.find(other => other.id === id) ?? mark;
        if (desk.act({ type: "look-for-tagged", id: newId(), from: now.from, to: now.to, code })) desk.act({ type: "mark-removed", id, removed: true });
        desk.view.focus();
      },
    })));
    openMenu(opener, "This tag", [jump, { words: "Another look-for", press: change }, { words: "Take it away", press: remove }]);
  }

  #momentMenu(id: string, opener: HTMLElement): void {
    const desk = this.#desk();
    const mark = desk.lesson().marks.find(other => other.id === id);
    if (!mark) return;
    const jump = { words: "Go to its line", press: () => goTo(desk.view, mark.from) };
    if (!desk.mayWrite()) return openMenu(opener, "This moment", [jump]);
    const word = () => {
      // In its place until the words are kept, whatever others write meanwhile.
      const put = (shown: HTMLElement, instead: HTMLElement) => {
        const kept = this.#moments.get(id);
        if (kept) kept.shown = shown;
        instead.replaceWith(shown);
        desk.view.dispatch({ effects: setLook.of({}) });
      };
      const back = () => {
        put(opener, holder);
        opener.focus();
      };
      const form = new WordForm("Keep", "What was it?", mark.text ?? "", text => {
        const done = desk.act({ type: "moment-worded", id, text });
        if (done) back();
        return done;
      }, back);
      const holder = el("div", { class: "thread on" }, form.element);
      put(holder, opener);
      form.focus();
    };
    openMenu(opener, "This moment", [
      { words: mark.text ? "Reword it" : "Put it into words", press: word },
      jump,
      { words: "Take it away", press: () => {
        if (!desk.act({ type: "mark-removed", id, removed: true })) return;
        desk.toast("Moment taken away.", () => desk.act({ type: "mark-removed", id, removed: false }));
        desk.view.focus();
      } },
    ]);
  }
}

const momentWords = (mark: Mark): string => mark.text || "A moment, to be put into words";
