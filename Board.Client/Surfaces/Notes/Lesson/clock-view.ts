import { phaseAt, type LessonPhase } from "../lesson-clock";
import { newId, type ClockOp } from "../ops";
import type { Desk } from "./desk";
import { arrange, button, drawing, el, write } from "./dom";
import { openMenu } from "./menu";
import { PhaseForm } from "./phase-form";
import { clockTime, clockWords, lessonNow, stateOf, type Phase } from "./when";

const usual = ["Launch", "Explore", "Discuss", "Close"];

/** The lesson's clock in the page's head: when it is, which part it is in, and the keys to both. */
export class ClockView {
  readonly #desk: Desk;
  readonly #place: HTMLElement;
  readonly #light = el("i", { class: "dot pulse note-light" });
  readonly #time = el("span", { class: "t" });
  readonly #name = el("b", {});
  readonly #since = el("span", {});
  readonly #phase: HTMLButtonElement;
  readonly #turn: HTMLButtonElement;
  readonly #element: HTMLElement;
  #form: HTMLElement | null = null;
  #state: Phase | null = null;

  constructor(place: HTMLElement, desk: Desk) {
    this.#desk = desk;
    this.#place = place;
    this.#phase = button("ph", () => this.#menu(), { "aria-haspopup": "menu" }, this.#name, this.#since);
    this.#turn = button("btn icon sm", () => this.#turnOver());
    this.#element = el("div", { class: "lclock", role: "timer", "aria-live": "off" }, el("span", { class: "rec" }, this.#light), this.#time, this.#phase, this.#turn);
    place.replaceChildren(this.#element);
    this.show();
  }

  /** Called with each change, and each second while it runs. */
  show(): void {
    const { clock } = this.#desk.lesson();
    const [state, now] = [stateOf(clock), lessonNow(clock, this.#desk.now())];
    const may = this.#desk.mayWrite();
    write(this.#time, clockTime(now));
    const phase = phaseAt(clock, now);
    const waits = state === "waiting";
    write(this.#name, waits ? "Not started" : state === "ended" ? "Lesson over" : phase?.name ?? (state === "paused" ? "Paused" : "Lesson"));
    write(this.#since, waits ? "lesson clock" : state === "ended" ? `after ${clockTime(now)}` : phase ? `${state === "paused" ? "paused, " : ""}since ${clockTime(phase.starts)}` : "name this part");
    this.#phase.disabled = waits || !may;
    this.#turn.hidden = !may || state === "ended" && !this.#desk.tools.isPartner;
    if (state === this.#state) return;
    this.#state = state;
    this.#light.classList.toggle("pulse", state === "running");
    this.#light.classList.toggle("off", state !== "running");
    this.#element.setAttribute("aria-label", { waiting: "Lesson clock, not started", running: "Lesson clock, running", paused: "Lesson clock, paused", ended: "Lesson clock, ended" }[state]);
    this.#turn.setAttribute("aria-label", { waiting: "Start lesson clock", running: "Pause lesson clock", paused: "Go on with the lesson clock", ended: "Take the end of the lesson back" }[state]);
    this.#turn.title = this.#turn.getAttribute("aria-label")!;
    this.#turn.replaceChildren(drawing(state === "running" ? "pause" : state === "ended" ? "back" : "play"));
  }

  /** Starts the clock, where it was not started. */
  start(): void {
    if (this.#desk.act({ type: "clock-started" })) this.#desk.speak("The lesson clock runs.");
  }

  #turnOver(): void {
    const { clock } = this.#desk.lesson();
    const op = ({ waiting: "clock-started", running: "clock-paused", paused: "clock-resumed", ended: "clock-resumed" } as const)[stateOf(clock)];
    if (!this.#desk.act({ type: op } satisfies ClockOp)) return;
    const said = { "clock-started": "The lesson clock runs.", "clock-paused": `Paused at ${clockWords(lessonNow(clock, this.#desk.now()))}.`, "clock-resumed": "The lesson clock runs again." }[op];
    this.#desk.speak(said);
  }

  #menu(): void {
    const { clock } = this.#desk.lesson();
    const current = phaseAt(clock, lessonNow(clock, this.#desk.now()));
    const begin = (name: string) => {
      if (this.#desk.act({ type: "phase-marked", id: newId(), name })) this.#desk.speak(`${name} begins.`);
    };
    openMenu(this.#phase, "Parts of the lesson", [
      ...usual.filter(name => name !== current?.name).map(name => ({ words: `${name} begins now`, press: () => begin(name) })),
      { words: "In your own words …", press: () => this.#own(null) },
      ...clock.phases.map(phase => ({ words: `Change ${phase.name}, from ${clockTime(phase.starts)}`, press: () => this.#own(phase) })),
    ]);
  }

  #own(phase: LessonPhase | null): void {
    const leave = () => {
      this.#form?.remove();
      this.#form = null;
      this.#phase.focus();
    };
    this.#form?.remove();
    const form = new PhaseForm(phase, (name, starts) => {
      const op: ClockOp = phase
        ? { type: "phase-changed", id: phase.id, name, starts: starts ?? phase.starts }
        : { type: "phase-marked", id: newId(), name };
      if (this.#desk.act(op)) leave();
    }, phase && (() => {
      if (!this.#desk.act({ type: "phase-removed", id: phase.id })) return;
      leave();
      this.#desk.toast(`“${phase.name}” was taken away.`, () => {
        const id = newId();
        if (this.#desk.act({ type: "phase-marked", id, name: phase.name })) this.#desk.act({ type: "phase-changed", id, name: phase.name, starts: phase.starts });
      });
    }), leave);
    this.#form = form.element;
    arrange(this.#place, [this.#element, form.element]);
    form.focus();
  }
}
