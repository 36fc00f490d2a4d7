import { cardsOf, sectionsOf, type Card, type Wall } from "../../../Surfaces/Wall/wall";

/** Some cards of one section that a room can read at once. */
export interface CardPage {
  readonly section: string;
  readonly cards: readonly Card[];
}

/** Of three parts of a page, how many a card takes, so that its words are never smaller than a back row can read. */
export function partsOf(card: Card): 1 | 1.5 | 3 {
  if (card.content.image) return 3;
  const length = card.content.text.length + (card.content.link ? 40 : 0);
  const lines = card.content.text.split("\n").length;
  return length <= 90 && lines <= 2 ? 1 : length <= 180 && lines <= 4 ? 1.5 : 3;
}

/** The wall in its own order: at most three cards on a page, fewer where they are long. */
export function pagesOf(wall: Wall, only?: string | null): CardPage[] {
  const pages: CardPage[] = [];
  for (const section of sectionsOf(wall)) {
    if (only && section.id !== only) continue;
    let page: Card[] = [];
    let full = 0;
    for (const card of cardsOf(wall, section.id)) {
      const parts = partsOf(card);
      if (page.length > 0 && full + parts > 3) {
        pages.push({ section: section.id, cards: page });
        [page, full] = [[], 0];
      }
      page.push(card);
      full += parts;
    }
    if (page.length > 0) pages.push({ section: section.id, cards: page });
  }
  return pages;
}

const turnAfter = 10_000;
/** A card that has come is shown at once, but not more often than this, or nobody could read any. */
const calm = 4_000;
const newFor = 10_000;

/** Turns the pages by itself, and to a card that has just come. */
export class Pager {
  #first = "";
  #at = 0;
  #turned = 0;
  #started = false;
  #new: { readonly id: string; readonly since: number }[] = [];
  #unseen: string[] = [];

  /** A card has come. */
  arrived(id: string, now: number): void {
    this.#new.push({ id, since: now });
    this.#unseen.push(id);
  }

  isNew(id: string, now: number): boolean {
    return this.#new.some(card => card.id === id && now - card.since < newFor);
  }

  /** Which page is shown now, from 0. */
  at(pages: readonly CardPage[], now: number): number {
    this.#new = this.#new.filter(card => now - card.since < newFor);
    if (pages.length === 0) return 0;
    if (!this.#started) {
      this.#started = true;
      this.#turned = now;
    }
    // The page that is being read stays, though others came before it.
    const held = pages.findIndex(page => page.cards.some(card => card.id === this.#first));
    this.#at = held >= 0 ? held : Math.min(this.#at, pages.length - 1);
    const holds = (page: CardPage | undefined, id: string) => page?.cards.some(card => card.id === id) ?? false;
    this.#unseen = this.#unseen.filter(id => !holds(pages[this.#at], id) && pages.some(page => holds(page, id)));
    const next = this.#unseen[0];
    if (next !== undefined && now - this.#turned >= calm) this.#turn(pages.findIndex(page => holds(page, next)), now);
    else if (now - this.#turned >= turnAfter) this.#turn((this.#at + 1) % pages.length, now);
    this.#first = pages[this.#at]!.cards[0]!.id;
    return this.#at;
  }

  /** The wall is another one, or was shown at once: from its beginning. */
  begin(): void {
    [this.#first, this.#at, this.#started] = ["", 0, false];
    [this.#new, this.#unseen] = [[], []];
  }

  #turn(to: number, now: number): void {
    [this.#at, this.#turned] = [to, now];
  }
}

export type Size = "huge" | "large" | "usual" | "small";

/** How large words can be that have so much of a page to themselves. */
export function sizeOf(length: number, share: 1 | 2 | 3): Size {
  const most = share === 1 ? [70, 220, 460] : share === 2 ? [0, 110, 230] : [0, 90, 170];
  return length <= most[0]! ? "huge" : length <= most[1]! ? "large" : length <= most[2]! ? "usual" : "small";
}
