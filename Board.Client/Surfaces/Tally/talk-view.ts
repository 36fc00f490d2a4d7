import type { Desk } from "../Notes/Lesson/desk";
import { button, el, keepFocus, write } from "../Notes/Lesson/dom";
import { shares, talkTimes } from "./numbers";
import type { Talk } from "./tally";
import type { CounterView } from "./tally-view";

const kinds = [["teacher", "Teacher"], ["student", "Student"], ["group", "Groups"], ["silence", "Silence"]] as const;

/** Who has the word, as somebody who listens says it; nothing is recorded. */
export class TalkView implements CounterView {
  readonly element: HTMLElement;
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #words = el("span", { class: "xs muted" });

  constructor(readonly desk: Desk) {
    this.#buttons = kinds.map(([kind, name]) => button("", () => this.#turn(kind), { onmousedown: keepFocus }, name));
    this.element = el("div", { class: "wait wide2 note-talk" },
      el("div", { class: "seg", role: "group", "aria-label": "Who has the word" }, ...this.#buttons), this.#words);
  }

  show(): void {
    const { tally, clock } = this.desk.lesson();
    const now = tally.turns.at(-1)?.to ?? "off";
    const times = talkTimes(tally, clock, this.desk.now());
    const parts = shares(kinds.map(([kind]) => times[kind]));
    this.#buttons.forEach((choice, i) => {
      choice.setAttribute("aria-pressed", String(kinds[i]![0] === now));
      choice.disabled = !this.desk.mayWrite();
    });
    write(this.#words, parts.every(part => part === 0) ? "Press who has the word; press it again when you stop listening for it."
      : kinds.map(([, name], i) => `${name} ${parts[i]}%`).join(", "));
  }

  /** The next one, for a command. */
  press(): void {
    const now = this.desk.lesson().tally.turns.at(-1)?.to ?? "off";
    const at = kinds.findIndex(([kind]) => kind === now);
    this.#turn(kinds[(at + 1) % kinds.length]![0]);
  }

  #turn(kind: Exclude<Talk, "off">): void {
    const now = this.desk.lesson().tally.turns.at(-1)?.to ?? "off";
    const to: Talk = now === kind ? "off" : kind;
    if (this.desk.act({ type: "talk-turned", to })) this.desk.speak(to === "off" ? "Nobody is listened for." : `${kinds.find(([of]) => of === to)![1]}.`);
  }
}
