import { isRunning } from "../Notes/lesson-clock";
import type { Desk } from "../Notes/Lesson/desk";
import { arrange, button, drawing, el, keepFocus, write } from "../Notes/Lesson/dom";
import type { Counter } from "../Notes/Lesson/lesson-tools";
import { newId } from "../Notes/ops";
import { of } from "./numbers";
import { SweepView } from "./sweep-view";
import { TalkView } from "./talk-view";
import { WaitView } from "./wait-view";

/** One counter's card. */
export interface CounterView {
  readonly element: HTMLElement;
  /** Called with each change, and each second while the lesson runs. */
  show(): void;
  /** Its command, or its button. */
  press(): void;
}

/** The numbers of a lesson: only those that both partners agreed to count. */
export class TallyView {
  readonly #head = el("div", { class: "sechead" }, el("h2", {}, "Tallies"));
  readonly #agreed = el("span", { class: "xs quiet" }, "Only numbers you both agreed to count");
  readonly #cards = el("div", { class: "tally" });
  readonly #none = el("p", { class: "sm quiet" }, "You have not agreed on numbers to count. That is fine; you can agree on some on the cycle’s page.");
  #views: ReadonlyMap<string, { readonly counter: Counter; readonly view: CounterView }> = new Map();

  constructor(readonly place: HTMLElement, readonly desk: Desk, readonly leader: () => string) {
    this.retool();
  }

  /** Fills the place with the counters of now. One that has not changed stays as it is: its stopwatch may be running, its form be filled in. */
  retool(): void {
    this.#views = new Map(this.desk.tools.counters.map(counter => {
      const before = this.#views.get(counter.id);
      return [counter.id, before && alike(before.counter, counter) ? before : { counter, view: viewOf(counter, this.desk, this.leader) }];
    }));
    const some = this.#views.size > 0;
    arrange(this.#head, [this.#head.firstElementChild as HTMLElement, ...(some ? [this.#agreed] : [])]);
    arrange(this.#cards, [...this.#views.values()].map(({ view }) => view.element));
    arrange(this.place, [this.#head, some ? this.#cards : this.#none]);
    this.show();
  }

  show(): void {
    for (const { view } of this.#views.values()) view.show();
  }

  press(counter: string): void {
    this.#views.get(counter)?.view.press();
  }
}

const alike = (one: Counter, other: Counter) => one.name === other.name && one.kind === other.kind && one.key === other.key && one.every === other.every;

function viewOf(counter: Counter, desk: Desk, leader: () => string): CounterView {
  switch (counter.kind) {
    case "wait": return new WaitView(counter, desk, leader);
    case "sweep": return new SweepView(counter, desk);
    case "talk": return new TalkView(desk);
    case "count": return new CountView(counter, desk, leader);
  }
}

/** How often something was. */
class CountView implements CounterView {
  readonly element: HTMLElement;
  readonly #number = el("b", {});
  readonly #add: HTMLButtonElement;

  constructor(readonly counter: Counter, readonly desk: Desk, leader: () => string) {
    const { name, key } = counter;
    const spoken = key && leader() ? `, type ${leader() === ";" ? "semicolon" : leader()} ${key}` : "";
    this.#add = button("btn icon", () => this.press(), { "aria-label": `Add to ${name}${spoken}`, onmousedown: keepFocus }, drawing("plus"));
    this.element = el("div", { class: "cnt" }, this.#number, el("span", {}, name), this.#add);
  }

  show(): void {
    write(this.#number, String(of(this.desk.lesson().tally, this.counter.id).length));
    this.#add.disabled = !this.desk.mayWrite();
  }

  press(): void {
    if (!this.desk.act({ type: "counted", id: newId(), counter: this.counter.id })) return;
    this.desk.speak(`${this.counter.name}: ${of(this.desk.lesson().tally, this.counter.id).length}. ${isRunning(this.desk.lesson().clock) ? "" : "The lesson clock does not run."}`);
  }
}
