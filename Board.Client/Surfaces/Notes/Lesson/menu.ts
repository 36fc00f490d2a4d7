import { el } from "./dom";

export interface MenuItem {
  readonly words: string;
  /** The look-for's family, for its colour. */
  readonly family?: number;
  readonly code?: string;
  press(): void;
}

let close: (() => void) | null = null;

/** A menu at its opener: arrows move, Escape and Tab close, and the focus goes back to where it came from. */
export function openMenu(opener: HTMLElement, label: string, items: readonly MenuItem[]): void {
  close?.();
  const leaving = new AbortController();
  const buttons = items.map(item => el("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => done(() => item.press()) },
    ...(item.code ? [el("b", { class: `note-code t${item.family ?? 1}` }, item.code)] : []), item.words));
  const menu = el("div", { class: "note-menu", role: "menu", "aria-label": label }, ...buttons);
  const { signal } = leaving;
  function shut(): void {
    leaving.abort();
    menu.remove();
    opener.removeAttribute("aria-expanded");
    close = null;
  }
  function done(press: (() => void) | null): void {
    shut();
    opener.focus();
    press?.();
  }
  close = shut;
  // In the top layer of what may be a dialog; elsewhere the page.
  (opener.closest("dialog") ?? document.body).append(menu);
  opener.setAttribute("aria-expanded", "true");
  place(menu, opener);
  menu.addEventListener("keydown", event => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) buttons.at(to % buttons.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") done(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  document.addEventListener("pointerdown", event => {
    if (!menu.contains(event.target as Node)) shut();
  }, { signal, capture: true });
  addEventListener("resize", shut, { signal });
  buttons[0]?.focus();
}

function place(menu: HTMLElement, opener: HTMLElement): void {
  const box = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  menu.style.top = `${box.bottom + height + 12 > innerHeight && box.top > height + 12 ? box.top - height - 4 : box.bottom + 4}px`;
}
