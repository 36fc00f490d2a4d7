import type { LessonPhase } from "../lesson-clock";
import { button, el } from "./dom";
import { clockTime } from "./when";

/** Milliseconds on the lesson clock of mm:ss, h:mm:ss or whole minutes; null of anything else. */
export function readClock(text: string): number | null {
  const parts = text.trim().split(":");
  if (parts.length > 3 || parts.some(part => !/^\d{1,3}$/.test(part)) || parts.slice(1).some(part => Number(part) > 59)) return null;
  const numbers = parts.map(Number);
  if (parts.length === 1) return numbers[0]! * 60_000;
  const [s, m, h = 0] = [...numbers].reverse();
  return ((h * 60 + m!) * 60 + s!) * 1000;
}

/** Names a part of the lesson, and says when it began. */
export class PhaseForm {
  readonly element: HTMLFormElement;
  readonly #name: HTMLInputElement;

  constructor(phase: LessonPhase | null, done: (name: string, starts: number | null) => void, remove: (() => void) | null, leave: () => void) {
    const name = el("input", { class: "input", maxlength: 120, value: phase?.name ?? "", "aria-label": "Name of this part of the lesson", placeholder: "Name this part" });
    const starts = phase && el("input", { class: "input note-starts", value: clockTime(phase.starts), "aria-label": "Begins at, as minutes and seconds", inputmode: "numeric" });
    const wrong = el("p", { class: "fielderr", role: "alert", hidden: true }, "Write the time as minutes and seconds, such as 09:30.");
    this.#name = name;
    this.element = el("form", { class: "note-phase-form card" },
      el("div", { class: "row tight" }, name, starts),
      wrong,
      el("div", { class: "row tight" }, el("button", { type: "submit", class: "btn sm" }, phase ? "Change it" : "Begins now"),
        button("btn sm ghost", leave, {}, "Not now"), remove && button("btn sm ghost", remove, {}, "Take it away")));
    this.element.addEventListener("submit", event => {
      event.preventDefault();
      const at = starts ? readClock(starts.value) : null;
      wrong.hidden = !starts || at !== null;
      if (wrong.hidden) done(name.value, at);
    });
    this.element.addEventListener("keydown", event => {
      if (event.key === "Escape") leave();
    });
  }

  focus(): void {
    this.#name.focus();
  }
}
