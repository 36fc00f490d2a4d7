import type { Desk } from "./desk";
import { arrange, button, drawing, el, keepFocus, write } from "./dom";
import { comment, interpret, moment, tag } from "./commands";

/** The look-fors of this cycle, with how often each was tagged; a press tags the selection or the line. */
export class PaletteView {
  readonly #desk: Desk;
  readonly #place: HTMLElement;
  #counts: readonly (readonly [code: string, row: HTMLButtonElement, number: HTMLElement])[] = [];
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #hint = el("span", { class: "xs quiet" });
  readonly #head = el("div", { class: "sechead" }, el("h2", {}, "Look-fors"), this.#hint);
  readonly #none = el("p", { class: "sm quiet" }, "No look-fors are chosen for this cycle yet. You can choose them on the cycle’s page.");
  readonly #acts: HTMLElement;

  constructor(place: HTMLElement, desk: Desk, leader: string) {
    this.#desk = desk;
    this.#place = place;
    const act = (words: string, drawn: "star" | "talk" | "cloud", press: () => void) => button("btn sm", press, { onmousedown: keepFocus }, drawing(drawn), words);
    this.#buttons = [act("Moment", "star", () => moment(desk)), act("Comment", "talk", () => comment(desk)), act("Interpretation", "cloud", () => interpret(desk))];
    this.#acts = el("div", { class: "row tight wrap note-acts" }, ...this.#buttons);
    this.retool(leader);
  }

  /** Fills the place with the look-fors of now. */
  retool(leader: string): void {
    const desk = this.#desk;
    const held = this.#counts.find(([, row]) => row === document.activeElement)?.[0];
    this.#counts = desk.tools.lookFors.map(({ code, label, family, hint }) => {
      const number = el("span", { class: "n" }, "0");
      const row = button(`lf t${family}${code === "G" ? " on" : ""}`, () => tag(desk, code), { onmousedown: keepFocus, title: "Tag the line or the selection" },
        el("span", { class: "cd" }, code), " ", el("span", {}, label, ...(hint ? [" ", el("small", {}, hint)] : [])), " ",
        el("span", {}, number, el("span", { class: "sr" }, " so far")));
      return [code, row, number] as const;
    });
    this.leader(leader);
    arrange(this.#place, [this.#head, ...(this.#counts.length > 0 ? this.#counts.map(([, row]) => row) : [this.#none]), this.#acts]);
    this.show();
    this.#counts.find(([code]) => code === held)?.[1].focus();
  }

  /** Another leader key, or none. */
  leader(key: string): void {
    this.#hint.replaceChildren(...(key ? ["Type ", el("i", { class: "kbd" }, key), " and the code"] : ["Press one to tag the line"]));
  }

  show(): void {
    const counts = new Map<string, number>();
    for (const mark of this.#desk.lesson().marks) if (mark.kind === "look-for" && !mark.removed) counts.set(mark.code!, (counts.get(mark.code!) ?? 0) + 1);
    const may = this.#desk.mayWrite();
    for (const [code, row, number] of this.#counts) {
      write(number, String(counts.get(code) ?? 0));
      row.disabled = !may;
      number.parentElement!.classList.toggle("none", !counts.has(code));
    }
    for (const act of this.#buttons) act.disabled = !may;
  }
}
