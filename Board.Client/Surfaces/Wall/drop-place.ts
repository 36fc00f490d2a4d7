// Where a lifted card would come to lie, and the line that shows it.

export interface Place {
  readonly list: HTMLElement;
  /** The spot that will follow it; null at the end. */
  readonly before: HTMLElement | null;
  /** The spot above it or below it on the screen, which in columns need not be the one before or after it in the order. */
  readonly near?: { readonly spot: HTMLElement; readonly below: boolean };
}

/** Told by a card that was put down, so that it comes to lie where the hand let it go. */
export class Moved extends CustomEvent<Place> {
  static readonly type = "card-moved";

  constructor(place: Place) {
    super(Moved.type, { bubbles: true, detail: place });
  }
}

export const spotsOf = (list: Element, without?: Element | null): HTMLElement[] =>
  ([...list.children] as HTMLElement[]).filter(spot => spot.dataset["spot"] !== undefined && spot !== without);

export const cardIn = (spot: Element | null): string | null => spot?.querySelector<HTMLElement>("[data-card]")?.dataset["card"] ?? null;

/** The place under a pointer, or undefined away from every section. */
export function placeAt(host: HTMLElement, x: number, y: number, lifted: Element | null): Place | undefined {
  const lists = [...host.querySelectorAll<HTMLElement>("[data-section]")];
  const list = lists.find(one => inside((one.parentElement ?? one).getBoundingClientRect(), x, y)) ?? lists.find(one => {
    const box = one.getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top;
  });
  if (!list) return undefined;
  const spots = spotsOf(list, lifted);
  let nearest: { readonly spot: HTMLElement; readonly far: number; readonly after: boolean } | undefined;
  for (const spot of spots) {
    const box = spot.getBoundingClientRect();
    const far = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    if (!nearest || far < nearest.far) nearest = { spot, far, after: y > (box.top + box.bottom) / 2 };
  }
  if (!nearest) return { list, before: null };
  const { spot, after } = nearest;
  return { list, before: after ? spots[spots.indexOf(spot) + 1] ?? null : spot, near: { spot, below: after } };
}

const inside = (box: DOMRect, x: number, y: number) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

/** The line that shows where a card would lie. It belongs to the document, since the cards' elements belong to the page. */
export class DropLine {
  readonly #line = document.createElement("div");

  constructor() {
    this.#line.className = "drop-line";
    this.#line.setAttribute("aria-hidden", "true");
    this.#line.style.cssText = "position:fixed;z-index:13;height:4px;border-radius:2px;background:var(--primary);pointer-events:none;display:none";
    document.body.append(this.#line);
  }

  show(place: Place | undefined, lifted: Element | null): void {
    this.#line.style.display = place ? "block" : "none";
    if (!place) return;
    const last = spotsOf(place.list, lifted).at(-1);
    const [spot, below] = place.near ? [place.near.spot, place.near.below] : place.before ? [place.before, false] : [last ?? place.list, last !== undefined];
    const box = spot.getBoundingClientRect();
    const top = below ? box.bottom + 6 : box.top - 10;
    Object.assign(this.#line.style, { left: `${box.left}px`, top: `${top}px`, width: `${box.width}px` });
  }

  remove(): void {
    this.#line.remove();
  }
}
