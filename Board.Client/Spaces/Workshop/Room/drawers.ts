// The focus goes into a drawer that somebody opens, and back to where it was opened when it closes. Escape closes it.

export function drawers(host: HTMLElement, gone: AbortSignal): void {
  let opener: HTMLElement | undefined;
  let open = host.querySelector(".drawer");
  host.addEventListener("click", event => {
    const button = (event.target as Element).closest<HTMLElement>("button[aria-expanded]:not([data-menu-of])");
    if (button && !button.closest(".note, .drawer")) opener = button;
  }, { signal: gone, capture: true });
  host.addEventListener("keydown", event => {
    const drawer = (event.target as Element).closest(".drawer");
    if (event.key !== "Escape" || !drawer) return;
    drawer.querySelector<HTMLElement>("button[aria-label^=Close]")?.click();
    event.preventDefault();
  }, { signal: gone });
  const changes = new MutationObserver(() => {
    const now = host.querySelector<HTMLElement>(".drawer");
    if (now === open) return;
    open = now;
    // Whoever went on elsewhere meanwhile is left there; a drawer that was there when the page came takes nothing.
    const free = document.activeElement === document.body || document.activeElement === opener;
    if (!opener || !free) return;
    if (now) now.querySelector<HTMLElement>("h2[tabindex]")?.focus();
    else if (opener.isConnected) opener.focus();
  });
  changes.observe(host, { childList: true, subtree: true });
  gone.addEventListener("abort", () => changes.disconnect());
}
