// Dragging a card with a mouse or a pen. Fingers scroll: on a touch screen the card's menu moves it.
import { DropLine, Moved, cardIn, placeAt, type Place } from "./drop-place.ts";
import type { Page } from "./wall.entry.ts";

export interface DragOptions {
  readonly host: HTMLElement;
  readonly page: Page;
  readonly gone: AbortSignal;
}

const threshold = 6;
const edge = 70;
const notToDrag = "a, button, input, textarea, select, label, summary, .card-menu, .talked";

export function dragging({ host, page, gone }: DragOptions): void {
  host.addEventListener("pointerdown", event => {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!card || event.button !== 0 || event.pointerType === "touch" || (event.target as Element).closest(notToDrag) || host.dataset["picking"] !== undefined) return;
    follow(event, card);
  }, { signal: gone });

  function follow(begin: PointerEvent, card: HTMLElement): void {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, gone]);
    let drag: Drag | undefined;
    document.addEventListener("pointermove", event => {
      if (!drag && Math.hypot(event.clientX - begin.clientX, event.clientY - begin.clientY) < threshold) return;
      if (!drag) {
        drag = new Drag(host, card, begin);
        void page.invokeMethodAsync("Lift");
      }
      drag.to(event.clientX, event.clientY);
    }, { signal });
    const end = (drop: boolean) => {
      ended.abort();
      if (!drag) return;
      const place = drag.end();
      // Whoever drags does not press what lies under the pointer.
      const clicked = new AbortController();
      addEventListener("click", event => event.stopPropagation(), { capture: true, signal: clicked.signal });
      setTimeout(() => clicked.abort());
      const section = place?.list.dataset["section"];
      if (!drop || !place || !section) return void page.invokeMethodAsync("LetGo");
      card.dispatchEvent(new Moved(place));
      void page.invokeMethodAsync("Drop", card.dataset["card"]!, section, cardIn(place.before));
    };
    document.addEventListener("pointerup", () => end(true), { signal });
    document.addEventListener("pointercancel", () => end(false), { signal });
    document.addEventListener("keydown", event => {
      if (event.key === "Escape") end(false);
    }, { signal });
  }
}

/** A card in the hand: a likeness follows the pointer, the card itself stays where it was until the drop. */
class Drag {
  readonly #ghost: HTMLElement;
  readonly #line = new DropLine();
  readonly #spot: Element | null;
  #place: Place | undefined;

  constructor(private readonly host: HTMLElement, private readonly card: HTMLElement, private readonly begin: PointerEvent) {
    const box = card.getBoundingClientRect();
    // The spot of a card in a group is the whole group, and that stays.
    this.#spot = card.parentElement?.matches(".cluster") ? null : card.closest("[data-spot]");
    this.#ghost = card.cloneNode(true) as HTMLElement;
    this.#ghost.removeAttribute("data-card");
    this.#ghost.setAttribute("aria-hidden", "true");
    this.#ghost.inert = true;
    Object.assign(this.#ghost.style, {
      position: "fixed", zIndex: "14", left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, margin: "0", rotate: "-2deg", boxShadow: "var(--shadow-3)", pointerEvents: "none",
    });
    document.body.append(this.#ghost);
    document.body.style.userSelect = "none";
    getSelection()?.removeAllRanges();
    card.style.opacity = ".35";
  }

  to(x: number, y: number): void {
    this.#ghost.style.translate = `${x - this.begin.clientX}px ${y - this.begin.clientY}px`;
    const scroller = this.host.closest<HTMLElement>(".wmain");
    if (scroller && y > innerHeight - edge) scroller.scrollTop += 14;
    else if (scroller && y < scroller.getBoundingClientRect().top + edge) scroller.scrollTop -= 14;
    this.#place = placeAt(this.host, x, y, this.#spot);
    this.#line.show(this.#place, this.#spot);
  }

  end(): Place | undefined {
    this.#ghost.remove();
    this.#line.remove();
    document.body.style.userSelect = "";
    this.card.style.opacity = "";
    return this.#place;
  }
}
