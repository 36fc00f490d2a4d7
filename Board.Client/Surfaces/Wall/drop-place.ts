// Where a lifted card would come to lie, and the line that shows it.

export interface Place {
  readonly list: HTMLElement;
  /** The spot that will follow it; null at the end. */
  readonly before: HTMLElement | null;
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
  return { list, before: nearest.after ? spots[spots.indexOf(nearest.spot) + 1] ?? null : nearest.spot };
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
    const box = (place.before ?? last ?? place.list).getBoundingClientRect();
    const top = place.before ? box.top - 10 : last ? box.bottom + 6 : box.top;
    Object.assign(this.#line.style, { left: `${box.left}px`, top: `${top}px`, width: `${box.width}px` });
  }

  remove(): void {
    this.#line.remove();
  }
}
