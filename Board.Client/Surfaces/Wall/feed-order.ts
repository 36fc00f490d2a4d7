import { cardsOf, sectionsOf, type Card, type Wall } from "./wall";

/**
 * The order in which somebody reads a wall. What stands on their page stays where it is, under their thumb: what comes is put
 * at the end of its section, however the wall sorts, until they ask for the wall's own order.
 */
export class FeedOrder {
  #places = new Map<string, number>();
  #next = 0;

  /** By section, the cards in the order in which they are shown. */
  of(wall: Wall): { section: string; cards: Card[] }[] {
    return sectionsOf(wall).map(({ id }) => {
      const sorted = cardsOf(wall, id);
      for (const card of sorted) if (!this.#places.has(card.id)) this.#places.set(card.id, this.#next++);
      return { section: id, cards: [...sorted].sort((a, b) => this.#places.get(a.id)! - this.#places.get(b.id)!) };
    });
  }

  /** Whether the wall's own order is another one by now. */
  differs(wall: Wall): boolean {
    return this.of(wall).some(({ section, cards }) => cardsOf(wall, section).some((card, i) => card.id !== cards[i]!.id));
  }

  /** From now on the wall's own order. */
  settle(): void {
    this.#places = new Map();
    this.#next = 0;
  }
}
