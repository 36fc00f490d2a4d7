import { Facet, StateEffect, StateField, Transaction } from "@codemirror/state";
import { lessonAfter, lessonOver, noLesson, type LessonState } from "./lesson";
import { liveOp } from "./live-op";
import type { RemoteCursor } from "./presence";
import { Runs } from "./runs";

/** Somebody who writes here, as the page knows them. */
export interface Face {
  readonly person: string;
  readonly name: string;
  readonly firstName?: string;
  readonly initials?: string;
  /** 1 to 8; see the author colours of the design system. */
  readonly colour?: number;
}

/** What stands beside the text: whose each part is, where the others are, and what is said about it. */
export interface Beside {
  readonly runs: Runs;
  /** In the coordinates of the text as it is shown. */
  readonly lesson: LessonState;
  readonly cursors: readonly RemoteCursor[];
}

/** Replaces what stands beside the text, after entries were taken in. */
export const setBeside = StateEffect.define<Beside>();

/** Faces, colours or the time of day have changed: draw anew what depends on them. */
export const redraw = StateEffect.define<null>();

/** In whose hand something is that is done here: the author's index and id, and the time, by the server's clock. */
export interface OwnHand {
  readonly author: number;
  readonly person: string;
  /** Whole seconds after t0. */
  readonly seconds: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** In whose hand local edits are, at a time in milliseconds by this device's clock. */
export const ownHand = Facet.define<(at: number) => OwnHand, (at: number) => OwnHand>({
  combine: values => values[0] ?? (at => ({ author: 0, person: "", seconds: 0, at })),
});

/** Kept up with local edits at once; what the server says replaces it. */
export const beside = StateField.define<Beside>({
  create: state => ({ runs: Runs.empty, lesson: { ...noLesson, text: state.doc }, cursors: [] }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setBeside)) return effect.value;
    const { changes } = transaction;
    const hand = () => transaction.startState.facet(ownHand)(transaction.annotation(Transaction.time)!);
    let { lesson } = value;
    if (transaction.docChanged) lesson = lessonOver(lesson, changes);
    for (const effect of transaction.effects) if (effect.is(liveOp)) lesson = lessonAfter(lesson, effect.value, hand().person, hand().at);
    // Received text is followed by the effect, once for all that came together; until then what is said only stays on its text.
    if (!transaction.docChanged || transaction.annotation(Transaction.remote)) return lesson === value.lesson ? value : { ...value, lesson };
    const { author, seconds } = hand();
    return {
      runs: value.runs.apply(changes, author, seconds),
      lesson,
      cursors: value.cursors.map(cursor => ({ ...cursor, anchor: changes.mapPos(cursor.anchor, -1), head: changes.mapPos(cursor.head, -1) })),
    };
  },
});

/** One colour for each person in a room, in the order of the design system; who has none yet gets the next. */
export class Faces {
  #faces = new Map<string, Face>();
  readonly #colours = new Map<string, number>();

  set(faces: readonly Face[]): void {
    this.#faces = new Map(faces.map(face => [face.person, face]));
    for (const { person, colour } of faces) if (colour !== undefined) this.#colours.set(person, colour);
  }

  colour(person: string): number {
    const known = this.#colours.get(person);
    if (known !== undefined) return known;
    const order = [1, 2, 3, 5, 6, 4, 7, 8];
    const taken = new Set(this.#colours.values());
    const colour = order.find(candidate => !taken.has(candidate)) ?? order[this.#colours.size % order.length]!;
    this.#colours.set(person, colour);
    return colour;
  }

  name(person: string): string {
    const face = this.#faces.get(person);
    return face?.firstName ?? face?.name ?? "Someone";
  }

  /** A small round with the initials, beside a name. */
  avatar(person: string): HTMLElement {
    const avatar = document.createElement("span");
    avatar.className = `av c${this.colour(person)} s`;
    avatar.setAttribute("aria-hidden", "true");
    avatar.textContent = this.#faces.get(person)?.initials ?? "?";
    return avatar;
  }
}
