// The hands at a wall: where cards lie, dragging, keys and menus. All of it is local; the page hears of what was dropped or
// chosen, and of when a hand is at the wall, so that nothing moves under it.
import { dragging } from "./card-drag.ts";
import { cardKeys } from "./card-keys.ts";
import { layCards } from "./card-layout.ts";
import { menuKeys } from "./menu-keys.ts";
import { tellNew } from "./new-cards.ts";

/** The page's side of it (WallHands.razor). */
export interface Page {
  invokeMethodAsync(method: "Lift" | "LetGo"): Promise<void>;
  invokeMethodAsync(method: "Drop", card: string, section: string, before: string | null): Promise<void>;
  invokeMethodAsync(method: "Pick", card: string): Promise<void>;
}

export interface WallOptions {
  /** The element around the cards. */
  readonly host: HTMLElement;
  /** A live region. */
  readonly says: HTMLElement;
  readonly page: Page;
}

export function mount({ host, says, page }: WallOptions): { dispose(): void } {
  const gone = new AbortController();
  const say = (words: string) => (says.textContent = words);
  layCards(host, gone.signal);
  menuKeys(host, gone.signal);
  cardKeys({ host, page, say, gone: gone.signal });
  dragging({ host, page, gone: gone.signal });
  tellNew(host, say, gone.signal);
  return { dispose: () => gone.abort() };
}
