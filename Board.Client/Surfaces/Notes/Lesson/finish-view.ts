import type { Desk } from "./desk";
import { button, write } from "./dom";
import { stateOf } from "./when";

/** Ends the lesson and goes to the conversation about it, once all is saved. */
export class FinishView {
  readonly #desk: Desk;
  readonly #button: HTMLButtonElement;
  #going = false;

  /** @param leave goes there */
  constructor(place: HTMLElement, desk: Desk, readonly unsent: () => number, readonly leave: () => void) {
    this.#desk = desk;
    this.#button = button("btn primary", () => this.#finish(), {});
    place.replaceChildren(this.#button);
    this.show();
  }

  show(): void {
    const state = stateOf(this.#desk.lesson().clock);
    this.#button.hidden = state === "waiting" || !this.#desk.tools.isPartner;
    write(this.#button, this.#going ? "Saving …" : state === "ended" ? "Reflect" : "Finish and reflect");
    if (!this.#going || this.unsent() > 0) return;
    this.#going = false;
    this.leave();
  }

  #finish(): void {
    const { clock } = this.#desk.lesson();
    if (stateOf(clock) !== "ended") {
      if (!this.#desk.act({ type: "clock-ended" })) return;
      this.#desk.toast("The lesson is over.", () => {
        this.#going = false;
        this.#desk.act({ type: "clock-resumed" });
        this.show();
      });
    }
    this.#going = true;
    this.show();
  }
}
