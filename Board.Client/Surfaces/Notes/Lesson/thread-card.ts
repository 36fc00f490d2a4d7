import type { Comment, Mark } from "../marks";
import { newId } from "../ops";
import type { Desk } from "./desk";
import { arrange, button, el, write } from "./dom";
import { goTo } from "./go-to";
import { look, setLook } from "./look";
import { openMenu, type MenuItem } from "./menu";
import { ago } from "./when";
import { WordForm } from "./word-form";

const short = 60;

/** A conversation beside its line: small while it is settled or short, a card while it is talked about. */
export class ThreadCard {
  readonly element = el("article", {});
  readonly #desk: Desk;
  readonly #comments = new Map<string, { element: HTMLElement; words: HTMLElement; time: HTMLElement }>();
  readonly #mini: HTMLButtonElement;
  readonly #gone = el("p", { class: "note-gone" });
  readonly #foot: HTMLElement;
  readonly #reply: WordForm;
  readonly #settle: HTMLButtonElement;
  #mark!: Mark;
  #said: unknown[] = [];
  #rewording: string | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#mini = button("mini", () => this.#open());
    this.#settle = button("btn sm ghost", () => this.#settled(!this.#mark.settled), {}, "");
    const fold = () => {
      desk.view.dispatch({ effects: setLook.of({ thread: null }) });
      desk.view.focus();
    };
    this.#reply = new WordForm("Reply", "Reply", "", text => desk.act({ type: "thread-answered", id: this.#mark.id, comment: newId(), text }), fold);
    this.#reply.element.querySelector(".row")!.append(this.#settle);
    this.#foot = el("div", { class: "note-foot" }, this.#reply.element);
    this.element.addEventListener("keydown", event => {
      if (event.key === "Escape") fold();
    });
    this.element.addEventListener("focusin", () => {
      if (this.#shown() && desk.view.state.field(look).thread !== this.#mark.id) desk.view.dispatch({ effects: setLook.of({ thread: this.#mark.id }) });
    });
    this.element.addEventListener("click", event => {
      if (event.target instanceof Element && !event.target.closest("button, textarea")) this.#open(false);
    });
  }

  show(mark: Mark): void {
    const on = this.#desk.view.state.field(look).thread === mark.id;
    const said = [mark, on, Math.floor(this.#desk.now() / 30_000), this.#rewording, this.#desk.mayWrite()];
    if (said.every((part, i) => part === this.#said[i])) return;
    this.#said = said;
    this.#mark = mark;
    const comments = mark.comments!.filter(comment => !comment.withdrawn);
    if (comments.length === 0) return;
    const small = !on && (mark.settled || comments.length === 1 && comments[0]!.text.length <= short);
    this.element.className = small ? "note-thread small" : `note-thread thread${on ? " on" : ""}`;
    this.element.setAttribute("aria-label", `Comments${mark.settled ? ", settled" : ""}: ${mark.quote}`);
    if (small) {
      const first = comments[0]!;
      const words = mark.settled ? `${comments.length} comment${comments.length === 1 ? "" : "s"}, settled` : first.text;
      const by = mark.settled ? comments.at(-1)!.by : first.by;
      const name = mark.settled ? null : el("span", { class: "sr" }, `${this.#desk.faces.name(by)}: `);
      this.#mini.replaceChildren(this.#desk.faces.avatar(by), ...(name ? [name] : []), el("span", {}, words));
      return arrange(this.element, [this.#mini]);
    }
    write(this.#gone, `About text that is gone: “${mark.quote}”`);
    write(this.#settle, mark.settled ? "Take it up again" : "Settle");
    arrange(this.element, [
      ...(mark.from === mark.to && mark.quote ? [this.#gone] : []),
      ...comments.map((comment, i) => this.#comment(comment, i > 0)),
      ...(on && this.#desk.mayWrite() ? [this.#foot] : []),
    ]);
  }

  #shown(): boolean {
    return this.element.isConnected && !this.element.classList.contains("small");
  }

  #open(focus = true): void {
    const { view } = this.#desk;
    view.dispatch({ effects: setLook.of({ thread: this.#mark.id }) });
    this.#desk.view.requestMeasure();
    this.show(this.#mark);
    if (focus) this.#reply.focus();
  }

  #settled(settled: boolean): void {
    const { id } = this.#mark;
    if (!this.#desk.act({ type: "thread-settled", id, settled })) return;
    if (settled) this.#desk.view.dispatch({ effects: setLook.of({ thread: null }) });
    this.#desk.view.focus();
    this.#desk.toast(settled ? "Settled." : "Taken up again.", () => this.#desk.act({ type: "thread-settled", id, settled: !settled }));
  }

  #comment(comment: Comment, reply: boolean): HTMLElement {
    let known = this.#comments.get(comment.id);
    if (!known) {
      const [words, time] = [el("p", {}), el("time", {})];
      const mine = comment.by === this.#desk.person && this.#desk.mayWrite();
      const more: HTMLButtonElement = button("note-more", () => this.#menu(comment.id, more), { "aria-label": "This comment of yours", "aria-haspopup": "menu" }, "…");
      const by = el("div", { class: "by" }, this.#desk.faces.avatar(comment.by), this.#desk.faces.name(comment.by), time, mine && more);
      known = { element: el("div", { class: reply ? "reply" : "said" }, by, words), words, time };
      this.#comments.set(comment.id, known);
    }
    known.element.className = reply ? "reply" : "said";
    write(known.words, comment.text);
    write(known.time, ago(comment.at, this.#desk.now(), ms => this.#desk.date(ms)));
    return known.element;
  }

  #menu(comment: string, opener: HTMLElement): void {
    const { id } = this.#mark;
    const said = () => this.#mark.comments!.find(other => other.id === comment)!;
    const items: MenuItem[] = [
      { words: "Go to its words", press: () => goTo(this.#desk.view, this.#mark.from, this.#mark.to) },
      { words: "Reword", press: () => this.#reword(said(), opener) },
      { words: "Take it back", press: () => {
        const { text } = said();
        if (!this.#desk.act({ type: "comment-withdrawn", id, comment, withdrawn: true })) return;
        this.#desk.toast("Your comment was taken back.", () => this.#desk.act({ type: "comment-reworded", id, comment, text }));
        this.#desk.view.focus();
      } },
    ];
    openMenu(opener, "Your comment", items);
  }

  #reword(comment: Comment, opener: HTMLElement): void {
    const shown = this.#comments.get(comment.id)!;
    const back = () => {
      this.#rewording = null;
      form.element.replaceWith(shown.words);
      opener.focus();
    };
    const form = new WordForm("Reword", "Your comment", comment.text, text => {
      const done = this.#desk.act({ type: "comment-reworded", id: this.#mark.id, comment: comment.id, text });
      if (done) back();
      return done;
    }, back);
    this.#rewording = comment.id;
    shown.words.replaceWith(form.element);
    form.focus();
  }
}
