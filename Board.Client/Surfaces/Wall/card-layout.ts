// Cards of different heights in columns. A card keeps its column as others come and go: with columns that the browser balances,
// each new card would move all the others while people read them.
import { Moved } from "./drop-place.ts";

export interface Sized {
  readonly id: string;
  readonly height: number;
}

export interface Placed {
  readonly column: number;
  readonly top: number;
}

/** Narrower than this, a card is hard to read. */
const narrowest = 180;

/**
 * Where each card lies, in their order, and how high the whole is. A card goes where its column was before (`kept`), a new one
 * into the shortest column.
 */
export function place(cards: readonly Sized[], columns: number, gap: number, kept: ReadonlyMap<string, number> = new Map()): { spots: Placed[]; height: number } {
  const ends = new Array<number>(columns).fill(0);
  const spots = cards.map(({ id, height }) => {
    const before = kept.get(id);
    const column = before !== undefined && before < columns ? before : ends.indexOf(Math.min(...ends));
    const top = ends[column]!;
    ends[column] = top + height + gap;
    return { column, top };
  });
  return { spots, height: Math.max(0, Math.max(...ends) - gap) };
}

/** As many as are wanted, or as have room. */
export const columnsFor = (width: number, wanted: number, gap: number): number =>
  Math.max(1, Math.min(wanted, Math.floor((width + gap) / (narrowest + gap))));

export function layCards(host: HTMLElement, gone: AbortSignal): void {
  const columns = new WeakMap<Element, Map<string, number>>();
  const counts = new WeakMap<Element, number>();
  const due = new Set<HTMLElement>();
  let frame = 0;
  const soon = (list: HTMLElement) => {
    due.add(list);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      for (const one of due) if (one.isConnected) lay(one);
      due.clear();
    });
  };
  const sizes = new ResizeObserver(entries => {
    for (const { target } of entries) {
      const list = target.closest<HTMLElement>(".cards");
      if (list) soon(list);
    }
  });
  const watch = () => {
    for (const list of host.querySelectorAll<HTMLElement>(".cards")) {
      sizes.observe(list);
      for (const spot of list.children) sizes.observe(spot);
      soon(list);
    }
  };
  const changes = new MutationObserver(records => {
    for (const { target, addedNodes, removedNodes } of records) {
      for (const node of removedNodes) if (node instanceof Element) sizes.unobserve(node);
      if (!(target instanceof HTMLElement)) continue;
      if (target.matches(".cards")) {
        for (const node of addedNodes) if (node instanceof Element) sizes.observe(node);
        soon(target);
      } else if ([...addedNodes].some(node => node instanceof Element && (node.matches(".cards") || node.querySelector(".cards")))) watch();
    }
  });
  changes.observe(host, { childList: true, subtree: true });
  // A card that was put down lies in the column where the hand let it go, once it has come there.
  let dropped: { readonly list: Element; readonly card: string; readonly column: number | undefined } | undefined;
  host.addEventListener(Moved.type, event => {
    const { list, near } = (event as Moved).detail;
    const card = (event.target as HTMLElement).dataset["card"]!;
    dropped = { list, card, column: near && near.spot.closest(".cards") ? Number(near.spot.style.getPropertyValue("--x")) : undefined };
  }, { signal: gone });
  gone.addEventListener("abort", () => {
    sizes.disconnect();
    changes.disconnect();
    cancelAnimationFrame(frame);
  });
  watch();

  function lay(list: HTMLElement): void {
    const style = getComputedStyle(list);
    const gap = parseFloat(style.columnGap) || 16;
    const count = columnsFor(list.clientWidth, Number(style.getPropertyValue("--n")) || 1, gap);
    if (counts.get(list) !== count) {
      counts.set(list, count);
      columns.set(list, new Map());
      list.style.setProperty("--columns", String(count));
    }
    list.dataset["laid"] = "";
    const kept = columns.get(list)!;
    const spots = [...list.children] as HTMLElement[];
    if (dropped?.list === list && spots.some(spot => spot.dataset["spot"] === dropped!.card)) {
      if (dropped.column === undefined) kept.delete(dropped.card);
      else kept.set(dropped.card, dropped.column);
    }
    const cards = spots.map(spot => ({ id: spot.dataset["spot"] ?? "", height: spot.offsetHeight }));
    const laid = place(cards, count, gap, kept);
    kept.clear();
    laid.spots.forEach(({ column, top }, at) => {
      kept.set(cards[at]!.id, column);
      set(spots[at]!, "--x", String(column));
      set(spots[at]!, "--y", `${top}px`);
    });
    const height = `${laid.height}px`;
    if (list.style.height !== height) list.style.height = height;
  }
}

function set(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}
