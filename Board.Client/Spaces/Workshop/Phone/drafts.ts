import type { Shelf } from "./shelf";

/** What somebody has begun to write. */
export interface Draft {
  readonly text: string;
  readonly link: string;
  /** Id of a picture that has arrived. */
  readonly image: string;
  readonly alt: string;
}

export const nothingYet: Draft = { text: "", link: "", image: "", alt: "" };

/** What is begun is kept on the phone with every key, for each question of a room, and for each card that is changed. */
export class Drafts {
  constructor(private readonly shelf: Shelf, private readonly room: string) {}

  get keeps(): boolean {
    return this.shelf.keeps;
  }

  of(place: string): Draft {
    try {
      const kept: unknown = JSON.parse(this.shelf.get(this.#name(place)) ?? "null");
      return kept && typeof kept === "object" ? { ...nothingYet, ...kept } : nothingYet;
    } catch {
      return nothingYet;
    }
  }

  /** The answer says whether the phone has it. */
  keep(place: string, draft: Draft): boolean {
    const isEmpty = draft.text === "" && draft.link === "" && draft.image === "" && draft.alt === "";
    return this.shelf.put(this.#name(place), isEmpty ? null : JSON.stringify(draft));
  }

  drop(place: string): void {
    this.shelf.put(this.#name(place), null);
  }

  #name(place: string): string {
    return `draft ${this.room} ${place}`;
  }
}

/** Where the draft of an answer is kept, of a change to a card, and of a comment. */
export const places = {
  answer: (wall: string, section: string) => `${wall} ${section}`,
  change: (wall: string, card: string) => `${wall} change ${card}`,
  comment: (wall: string, card: string) => `${wall} comment ${card}`,
};
