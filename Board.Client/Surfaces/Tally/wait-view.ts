import type { Desk } from "../Notes/Lesson/desk";
import { button, drawing, el, keepFocus, write } from "../Notes/Lesson/dom";
import type { Counter } from "../Notes/Lesson/lesson-tools";
import { newId } from "../Notes/ops";
import { median, of, roughly, seconds } from "./numbers";
import type { CounterView } from "./tally-view";

/** The stopwatch for the quiet after a question. */
export class WaitView implements CounterView {
  readonly element: HTMLElement;
  readonly #number = el("div", { class: "big" });
  readonly #words = el("span", { class: "xs muted" });
  readonly #verb = el("span", {});
  readonly #press: HTMLButtonElement;
  readonly #drawing = el("span", { class: "note-drawing" });
  #started: number | null = null;
  #ticking = 0;

  constructor(readonly counter: Counter, readonly desk: Desk, leader: () => string) {
    const key = counter.key && leader() ? el("i", { class: "kbd" }, leader() + counter.key) : null;
    this.#press = button("btn", () => this.press(), { onmousedown: keepFocus }, this.#drawing, this.#verb, " ", key);
    this.element = el("div", { class: "wait wide2" }, el("div", { class: "grow" }, this.#number, this.#words), this.#press);
  }

  show(): void {
    const waits = of(this.desk.lesson().tally, this.counter.id).map(mark => mark.value);
    const runs = this.#started !== null;
    const usual = median(waits);
    write(this.#number, runs ? seconds(performance.now() - this.#started!) : waits.length > 0 ? seconds(waits.at(-1)!) : "–");
    write(this.#words, runs ? "waiting" : usual === null ? this.counter.name.toLowerCase() : waits.length === 1 ? "last wait" : `last wait, often near ${roughly(usual).replace(" ", "\u00a0")}`);
    write(this.#verb, runs ? "Stop" : "Time it");
    this.#press.title = runs ? "Stop, somebody speaks" : this.counter.name;
    if (this.#drawing.dataset.runs !== String(runs)) this.#drawing.replaceChildren(drawing(runs ? "stop" : "watch"));
    this.#drawing.dataset.runs = String(runs);
    this.#press.disabled = !this.desk.mayWrite();
  }

  press(): void {
    clearInterval(this.#ticking);
    if (this.#started === null) {
      this.#started = performance.now();
      this.#ticking = window.setInterval(() => this.element.isConnected ? this.show() : clearInterval(this.#ticking), 100);
      this.desk.speak("Timing.");
    } else {
      const milliseconds = Math.round(performance.now() - this.#started);
      this.#started = null;
      if (this.desk.act({ type: "wait-timed", id: newId(), counter: this.counter.id, milliseconds: Math.min(milliseconds, 3_600_000) })) this.desk.speak(`${seconds(milliseconds)}.`);
    }
    this.show();
  }
}
