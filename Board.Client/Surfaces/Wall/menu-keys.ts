// The keys of a card's menu. It takes the focus when it opens and when it turns to another page; closing gives it back.

const controls = "button:not([data-close]):not(:disabled), input, textarea";

export function menuKeys(host: HTMLElement, gone: AbortSignal): void {
  let shown: HTMLElement | undefined;
  let page: string | undefined;
  const look = () => {
    const menu = host.querySelector<HTMLElement>(".card-menu") ?? undefined;
    if (menu === shown && menu?.dataset["page"] === page) return;
    [shown, page] = [menu, menu?.dataset["page"]];
    menu?.querySelector<HTMLElement>(page === "Group" ? controls : `textarea, input, ${controls}`)?.focus({ preventScroll: true });
    if (!menu) return;
    keepInside(menu);
    menu.scrollIntoView({ block: "nearest" });
  };
  const changes = new MutationObserver(look);
  changes.observe(host, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-page"] });
  gone.addEventListener("abort", () => changes.disconnect());

  host.addEventListener("keydown", event => {
    const menu = (event.target as Element).closest<HTMLElement>(".card-menu");
    if (!menu) return;
    if (event.key === "Escape") close(menu);
    else if (event.key === "Tab") return void leaving(menu);
    else if ((event.target as Element).matches("input, textarea")) return;
    else if (!step(menu, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal: gone });
  document.addEventListener("pointerdown", event => {
    const menu = host.querySelector<HTMLElement>(".card-menu");
    const target = event.target as Element;
    if (menu && !menu.contains(target) && !target.closest("[data-menu-of][aria-expanded=true]")) close(menu);
  }, { signal: gone });
}

/** A card can be narrower than its menu, and stand at an edge. */
function keepInside(menu: HTMLElement): void {
  menu.style.translate = "";
  const [box, room] = [menu.getBoundingClientRect(), (menu.closest(".wmain") ?? document.body).getBoundingClientRect()];
  const aside = Math.max(0, room.left + 8 - box.left) + Math.min(0, room.right - 8 - box.right);
  if (aside !== 0) menu.style.translate = `${aside}px`;
}

const close = (menu: HTMLElement) => menu.querySelector<HTMLElement>("[data-close]")?.click();

/** Out of a menu by Tab is out of it for good. */
function leaving(menu: HTMLElement): void {
  setTimeout(() => {
    if (menu.isConnected && !menu.contains(document.activeElement)) close(menu);
  });
}

function step(menu: HTMLElement, key: string): boolean {
  const all = [...menu.querySelectorAll<HTMLElement>(controls)];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = key === "ArrowDown" ? at + 1 : key === "ArrowUp" ? at - 1 : key === "Home" ? 0 : key === "End" ? all.length - 1 : undefined;
  if (to === undefined) return false;
  all[(to + all.length) % all.length]?.focus();
  return true;
}
