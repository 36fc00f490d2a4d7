// The keys of a room that is led: arrows within the bar, Ctrl Z for what one did last. And its clock, which runs here so that
// the server need not tell each second.
import { drawers } from "./drawers.ts";
import { left, spoken } from "./room-clock.ts";

export interface RoomKeysOptions {
  readonly host: HTMLElement;
  /** The server's time, in milliseconds since 1970 UTC. */
  readonly now: number;
}

export function mount({ host, now }: RoomKeysOptions): { dispose(): void } {
  const gone = new AbortController();
  const offset = now - Date.now();
  host.addEventListener("keydown", event => {
    const bar = (event.target as Element).closest<HTMLElement>("[role=toolbar]");
    if (!bar || !step(bar, event.key)) return;
    event.preventDefault();
  }, { signal: gone.signal });
  document.addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "z" || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    if ((event.target as Element).matches("input, textarea, select, [contenteditable=true]")) return; // words have their own
    const back = [...document.querySelectorAll<HTMLElement>(".toast button")].find(button => button.textContent === "Take it back");
    if (!back) return;
    event.preventDefault();
    back.click();
  }, { signal: gone.signal });

  drawers(host, gone.signal);

  let said = "";
  const tick = () => {
    for (const clock of host.querySelectorAll<HTMLElement>("[data-ends-at]")) {
      const { endsAt, pausedLeft } = clock.dataset;
      const ms = pausedLeft ? Number(pausedLeft) : Math.max(0, Number(endsAt) - (Date.now() + offset));
      const words = left(ms);
      if (clock.textContent !== words) clock.textContent = words;
      clock.dataset["over"] = String(ms === 0);
      const status = host.querySelector("[data-clock-says]");
      const say = pausedLeft ? "" : spoken(ms);
      if (say !== "" && say !== said && status) status.textContent = say;
      said = say;
    }
  };
  const timer = setInterval(tick, 250);
  const changes = new MutationObserver(tick);
  changes.observe(host, { subtree: true, attributes: true, attributeFilter: ["data-ends-at", "data-paused-left"] });
  gone.signal.addEventListener("abort", () => {
    clearInterval(timer);
    changes.disconnect();
  });
  tick();
  return { dispose: () => gone.abort() };
}

function step(bar: HTMLElement, key: string): boolean {
  const all = [...bar.querySelectorAll<HTMLElement>("button:not(:disabled), select")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = key === "ArrowRight" ? at + 1 : key === "ArrowLeft" ? at - 1 : key === "Home" ? 0 : key === "End" ? all.length - 1 : undefined;
  if (to === undefined || at < 0) return false;
  all[(to + all.length) % all.length]!.focus();
  return true;
}
