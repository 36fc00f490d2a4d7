import { isRunning, lessonAt } from "../Notes/lesson-clock";
import type { Desk } from "../Notes/Lesson/desk";
import { arrange, button, el, write } from "../Notes/Lesson/dom";
import type { Counter } from "../Notes/Lesson/lesson-tools";
import { clockTime } from "../Notes/Lesson/when";
import { newId } from "../Notes/ops";
import { nextSweep, of, percent } from "./numbers";
import type { CounterView } from "./tally-view";

const bars = 8;

/** Looks around the room, every few minutes: how many of how many. */
export class SweepView implements CounterView {
  readonly element = el("div", { class: "wait wide2 note-sweep" });
  readonly #number = el("div", { class: "big" });
  readonly #words = el("span", { class: "xs muted" });
  readonly #bars = el("div", { class: "scan", role: "img" });
  readonly #next = el("b", {});
  readonly #open: HTMLButtonElement;
  readonly #count = el("input", { class: "input", inputmode: "numeric", type: "number", min: 0, max: 500, "aria-label": "How many are on task" });
  readonly #of = el("input", { class: "input", inputmode: "numeric", type: "number", min: 1, max: 500, "aria-label": "Of how many" });
  readonly #form: HTMLFormElement;
  #shown = "";
  #reminded = 0;

  constructor(readonly counter: Counter, readonly desk: Desk) {
    this.#open = button("btn sm note-scan", () => this.press(), { title: "Look around the room" }, el("span", {}, el("span", { class: "sr" }, "Look around the room, "), "next"), " ", this.#next);
    this.#form = el("form", { class: "row tight wide2 note-sweep-form", hidden: true, "aria-label": "Look around the room" },
      this.#count, el("span", { class: "sm" }, "of"), this.#of, el("button", { type: "submit", class: "btn sm" }, "Keep"), button("btn sm ghost", () => this.#leave(), {}, "Not now"));
    this.#form.addEventListener("submit", event => {
      event.preventDefault();
      this.#keep();
    });
    this.#form.addEventListener("keydown", event => {
      if (event.key === "Escape") this.#leave();
    });
    this.element.append(el("div", { class: "grow" }, this.#number, this.#words), this.#bars, this.#open, this.#form);
  }

  show(): void {
    const { tally, clock } = this.desk.lesson();
    const sweeps = of(tally, this.counter.id);
    const last = sweeps.at(-1);
    const next = nextSweep(last ? lessonAt(clock, last.at) : null, this.counter.every ?? 5);
    const due = isRunning(clock) && lessonAt(clock, this.desk.now()) >= next;
    write(this.#number, last ? `${percent(last)}%` : "–");
    write(this.#words, last ? `on task at ${clockTime(lessonAt(clock, last.at))}, ${last.value} of ${last.of}` : this.counter.name.toLowerCase());
    write(this.#next, due ? "now" : clockTime(next));
    this.#open.disabled = !this.desk.mayWrite();
    this.element.classList.toggle("due", due);
    if (due && this.#reminded < next) {
      this.#reminded = next;
      this.desk.speak("Time to look around the room.");
    }
    this.#draw(sweeps.slice(-bars).map(percent), next);
  }

  press(): void {
    const last = of(this.desk.lesson().tally, this.counter.id).at(-1);
    this.#form.hidden = false;
    if (last && this.#of.value === "") this.#of.value = String(last.of);
    this.#count.value = "";
    this.#count.focus();
  }

  #keep(): void {
    const [count, all] = [Number(this.#count.value), Number(this.#of.value)];
    const right = this.#count.value !== "" && Number.isInteger(count) && Number.isInteger(all) && all >= 1 && all <= 500 && count >= 0 && count <= all;
    if (!right) return this.desk.toast("Write how many are on task, and of how many. Nothing was kept yet.");
    if (!this.desk.act({ type: "swept", id: newId(), counter: this.counter.id, count, of: all })) return;
    this.desk.speak(`${count} of ${all}.`);
    this.#leave();
  }

  #leave(): void {
    this.#form.hidden = true;
    this.desk.view.focus();
  }

  #draw(percents: readonly number[], next: number): void {
    const shown = percents.join();
    if (shown === this.#shown && this.#bars.childElementCount > 0) return;
    this.#shown = shown;
    this.#bars.setAttribute("aria-label", percents.length > 0 ? `Scans: ${percents.join(", ")} percent. Next at ${clockTime(next)}` : `No scan yet. Next at ${clockTime(next)}`);
    arrange(this.#bars, [...percents.map(part => {
      const bar = el("i", {});
      bar.style.setProperty("--p", String(part));
      return bar;
    }), el("i", { class: "next" })]);
  }
}
