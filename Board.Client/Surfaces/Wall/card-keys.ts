// The keys of cards. One card of a wall is in the order of the Tab key; arrows go from card to card. M lifts one, arrows take it
// elsewhere, Enter puts it down and Escape leaves it where it was.
import { DropLine, Moved, cardIn, spotsOf, type Place } from "./drop-place.ts";
import { neighbour, type Direction } from "./neighbour.ts";
import type { Page } from "./wall.entry.ts";

export interface CardKeysOptions {
  readonly host: HTMLElement;
  readonly page: Page;
  readonly say: (words: string) => void;
  readonly gone: AbortSignal;
}

const directions: Readonly<Record<string, Direction>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

export function cardKeys({ host, page, say, gone }: CardKeysOptions): void {
  let current: string | undefined;
  let lifted: Lifted | undefined;
  const cards = () => [...host.querySelectorAll<HTMLElement>("[data-card]")];

  const rove = () => {
    const all = cards();
    const one = all.find(card => card.dataset["card"] === current) ?? all[0];
    for (const card of all) {
      const index = card === one ? 0 : -1;
      if (card.tabIndex !== index) card.tabIndex = index;
    }
    // A card that was moved is made anew elsewhere; whoever had it under their fingers still has.
    if (one && one.dataset["card"] === current && document.activeElement === document.body && follows) one.focus({ preventScroll: true });
  };
  let follows = false;
  const changes = new MutationObserver(rove);
  changes.observe(host, { childList: true, subtree: true });
  gone.addEventListener("abort", () => {
    changes.disconnect();
    lifted?.line.remove();
  });
  host.addEventListener("focusin", event => {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    follows = card !== null;
    if (!card || card.dataset["card"] === current) return;
    current = card.dataset["card"];
    rove();
  }, { signal: gone });
  document.addEventListener("focusin", event => {
    if (!host.contains(event.target as Node)) follows = false;
  }, { signal: gone });

  host.addEventListener("click", event => {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!card || host.dataset["picking"] === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void page.invokeMethodAsync("Pick", card.dataset["card"]!);
  }, { signal: gone, capture: true });

  host.addEventListener("keydown", event => {
    const card = event.target as HTMLElement;
    if (card.dataset["card"] === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (lifted ? carry(lifted, event.key) : go(card, event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { signal: gone });
  host.addEventListener("focusout", () => {
    if (lifted) putBack(lifted);
  }, { signal: gone });

  function go(card: HTMLElement, key: string): boolean {
    const direction = directions[key];
    if (direction) {
      const all = cards();
      const to = neighbour(all.map(one => one.getBoundingClientRect()), all.indexOf(card), direction);
      if (to !== undefined) all[to]!.focus();
      return true;
    }
    if (key === "Enter" && host.dataset["picking"] !== undefined) return void page.invokeMethodAsync("Pick", card.dataset["card"]!), true;
    if (key === "Enter") return card.querySelector<HTMLElement>("[data-menu-of]")?.click(), true;
    if (key.toLowerCase() !== "m") return false;
    lift(card);
    return true;
  }

  function lift(card: HTMLElement): void {
    const spot = card.parentElement?.matches(".cluster") ? null : card.closest<HTMLElement>("[data-spot]");
    const list = card.closest<HTMLElement>("[data-section]");
    if (!list) return;
    lifted = { card, spot, line: new DropLine(), lists: [...host.querySelectorAll<HTMLElement>("[data-section]")], list, at: spot ? [...list.children].indexOf(spot) : spotsOf(list).length };
    card.style.boxShadow = "var(--shadow-3)";
    void page.invokeMethodAsync("Lift");
    say(`Lifted. Arrows up and down move it, left and right change the section, Enter puts it down, Escape leaves it. ${where(lifted)}`);
    lifted.line.show(placeOf(lifted), spot);
  }

  function carry(now: Lifted, key: string): boolean {
    if (key === "Escape") return putBack(now), true;
    if (key === "Enter") {
      const place = placeOf(now);
      end(now);
      now.card.dispatchEvent(new Moved(place));
      void page.invokeMethodAsync("Drop", now.card.dataset["card"]!, place.list.dataset["section"]!, cardIn(place.before));
      say("Put down.");
      return true;
    }
    if (key === "ArrowUp") now.at = Math.max(0, now.at - 1);
    else if (key === "ArrowDown") now.at = Math.min(spotsOf(now.list, now.spot).length, now.at + 1);
    else if (key === "ArrowLeft" || key === "ArrowRight") {
      const to = now.lists[now.lists.indexOf(now.list) + (key === "ArrowLeft" ? -1 : 1)];
      if (to) [now.list, now.at] = [to, Math.min(now.at, spotsOf(to, now.spot).length)];
    } else return key.toLowerCase() === "m";
    const place = placeOf(now);
    (place.before ?? spotsOf(now.list, now.spot).at(-1) ?? now.list).scrollIntoView({ block: "nearest" });
    now.line.show(place, now.spot);
    say(where(now));
    return true;
  }

  function putBack(now: Lifted): void {
    end(now);
    void page.invokeMethodAsync("LetGo");
    say("Left where it was.");
  }

  function end(now: Lifted): void {
    lifted = undefined;
    now.line.remove();
    now.card.style.boxShadow = "";
  }
  rove();
}

interface Lifted {
  readonly card: HTMLElement;
  readonly spot: HTMLElement | null;
  readonly line: DropLine;
  readonly lists: readonly HTMLElement[];
  list: HTMLElement;
  at: number;
}

const placeOf = (lifted: Lifted): Place => ({ list: lifted.list, before: spotsOf(lifted.list, lifted.spot)[lifted.at] ?? null });

function where(lifted: Lifted): string {
  const before = placeOf(lifted).before?.querySelector("[data-card]")?.getAttribute("aria-label");
  return `${lifted.list.dataset["title"] ?? ""}, ${before ? `before “${before}”` : "at the end"}.`;
}
