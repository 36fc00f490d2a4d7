import type { Desk } from "./desk";
import { button, drawing, el, write } from "./dom";
import { look, setLook, type Lane } from "./look";

const meant: Record<Lane, string> = {
  evidence: "What we see and hear, in plain words.",
  interpretation: "What it might mean. Each thought points to its evidence.",
};

/** Above the text: which of its two readings is shown, and whether one's private notes are. */
export class BarView {
  readonly #desk: Desk;
  readonly #lanes: readonly (readonly [Lane, HTMLButtonElement])[];
  readonly #words = el("p", { class: "sm quiet grow hidem" });
  readonly #privately: HTMLButtonElement;

  constructor(place: HTMLElement, desk: Desk) {
    this.#desk = desk;
    const show = (lane: Lane) => desk.view.dispatch({ effects: setLook.of({ lane, unfolded: new Set() }) });
    this.#lanes = [["evidence", button("", () => show("evidence"), {}, "Evidence")], ["interpretation", button("", () => show("interpretation"), {}, "Interpretation")]];
    this.#privately = button("switch", () => desk.view.dispatch({ effects: setLook.of({ privately: !desk.view.state.field(look).privately }) }),
      { role: "switch" }, drawing("lock"), "My private notes", el("i", {}));
    place.replaceChildren(
      el("div", { class: "seg", role: "group", "aria-label": "View" }, ...this.#lanes.map(([, choice]) => choice)),
      this.#words, ...(desk.tools.isPartner ? [this.#privately] : []));
    this.show();
  }

  show(): void {
    const { lane, privately } = this.#desk.view.state.field(look);
    for (const [of, choice] of this.#lanes) choice.setAttribute("aria-pressed", String(of === lane));
    this.#privately.setAttribute("aria-checked", String(privately));
    write(this.#words, meant[lane]);
  }
}
