// What happens when the connection of the page's controls (the circuit) is lost. The notes have a connection of their own and
// go on; so this is quiet for two seconds, then a banner. When the server has let go of the circuit the page is loaded anew,
// but never under somebody's hands: only when nothing is unsent and nobody has pressed a key for five seconds. Notes that
// are open in the page speak for themselves: an element with data-tells-connection takes the place of the first banner. A
// circuit that could not even be opened (circuit.ts) comes back in the same way, only with the page.

const notNewest = "What is on this page may not be the newest.";
const quietMs = 2_000;
const idleMs = 5_000;
const delaysMs = [0, 500, 1_000, 2_000, 3_000, 5_000];
/** Before the page is loaded anew because its circuit did not open, by how often that was of no use in a row. */
const reloadDelaysMs = [1_000, 4_000, 15_000, 60_000];
const reloads = "board-circuit-reloads";
/** How long a page that is about to be left is not loaded anew: that would end the way to the next. */
const leavingMs = 10_000;

let lastKey = -Infinity;
let leavingSince = -Infinity;
let down: AbortController | undefined;
/** Fields of forms that hold words which no server has seen. */
const typed = new WeakSet<EventTarget>();
addEventListener("keydown", () => (lastKey = performance.now()), { capture: true, passive: true });
addEventListener("beforeunload", () => (leavingSince = performance.now()));
addEventListener("input", event => {
  lastKey = performance.now();
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) typed.add(event.target);
}, { capture: true, passive: true });
addEventListener("submit", event => {
  if (!down && event.target instanceof HTMLFormElement) for (const field of event.target.elements) typed.delete(field);
}, { capture: true, passive: true });

export const reconnectionHandler = {
  onConnectionDown(): void {
    if (down) return;
    down = new AbortController();
    void comeBack(down.signal);
  },
  onConnectionUp(): void {
    down?.abort();
    down = undefined;
    hide();
    dispatchEvent(new Event("board:reconnected")); // fields that save themselves tell again what was typed meanwhile
  },
};

export function circuitOpened(): void {
  sessionStorage.removeItem(reloads);
}

/** The circuit did not open, and none will in this page: as soon as the server answers, the page is loaded anew. */
export async function circuitFailed(): Promise<void> {
  if (down) return;
  const { signal } = down = new AbortController();
  const before = Number(sessionStorage.getItem(reloads) ?? 0);
  await serverAnswers(notNewest, signal, reloadDelaysMs[Math.min(before, reloadDelaysMs.length - 1)]!, before > 0);
  sessionStorage.setItem(reloads, String(before + 1));
  await reloadWhenIdle(signal);
}

let wanted: AbortController | undefined;

/** Somebody is on their way to another page, whose address this one already has, and no server answers. */
export async function pageLost(): Promise<void> {
  wanted?.abort();
  const { signal } = wanted = new AbortController();
  await serverAnswers("The page you asked for opens as soon as there is a connection.", signal, delay(1), false);
  await reloadWhenIdle(signal);
}

export function pageArrived(): void {
  if (!wanted) return;
  wanted.abort();
  wanted = undefined;
  if (!down) hide();
}

/** Waits until the server answers, quietly at first. */
async function serverAnswers(words: string, over: AbortSignal, firstMs: number, offer: boolean): Promise<void> {
  const notice = setTimeout(() => show("Reconnecting.", words, offer ? () => location.reload() : undefined), quietMs);
  over.addEventListener("abort", () => clearTimeout(notice));
  await pause(firstMs * (0.75 + Math.random() / 2), over);
  for (let attempt = 1; !over.aborted && !await answers(); attempt++) await pause(delay(attempt), over);
  clearTimeout(notice);
}

async function comeBack(over: AbortSignal): Promise<void> {
  const notice = setTimeout(() => {
    if (!document.querySelector("[data-tells-connection]")) show("Reconnecting.", notNewest);
  }, quietMs);
  over.addEventListener("abort", () => clearTimeout(notice));
  for (let attempt = 0; !over.aborted; attempt++) {
    await pause(delay(attempt), over);
    if (over.aborted) return;
    if (await tryAgain()) continue;
    clearTimeout(notice);
    await reloadWhenIdle(over);
    return;
  }
}

function delay(attempt: number): number {
  return delaysMs[Math.min(attempt, delaysMs.length - 1)]! * (0.75 + Math.random() / 2);
}

/** True when the server is there for pages: also to say that nobody is signed in any more. */
async function answers(): Promise<boolean> {
  try {
    const { ok, status } = await fetch("_blazor/initializers", { cache: "no-store" });
    return ok || status === 401;
  } catch {
    return false;
  }
}

/** False when trying again is of no use: the circuit is gone, or nobody is signed in any more. */
async function tryAgain(): Promise<boolean> {
  try {
    return await (globalThis as unknown as { Blazor: { reconnect(): Promise<boolean> } }).Blazor.reconnect();
  } catch {
    try {
      return (await fetch("_blazor/initializers", { cache: "no-store" })).status !== 401;
    } catch {
      return true; // no server within reach
    }
  }
}

async function reloadWhenIdle(over: AbortSignal): Promise<void> {
  for (let held = whatHolds(); held !== null || isLeaving(); held = whatHolds()) {
    if (over.aborted) return;
    if (held !== null) show("This page needs a refresh.", held, () => location.reload());
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  if (!over.aborted) location.reload();
}

function isLeaving(): boolean {
  return performance.now() - leavingSince < leavingMs;
}

/** Why the page must not be loaded anew at this moment, or null. Whoever holds something unsent objects to the event. */
function whatHolds(): string | null {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("form input, form textarea"))
    if (typed.has(field) && field.value !== "") return "What you typed into the form is not saved yet. Copy it, then refresh.";
  const idle = performance.now() - lastKey >= idleMs && dispatchEvent(new CustomEvent("board:reload", { cancelable: true }));
  return idle ? null : "Your words are safe; it refreshes by itself when you pause.";
}

function show(headline: string, text: string, refresh?: () => void): void {
  const banner = document.getElementById("reconnect");
  if (!banner) return;
  const words = banner.querySelector("[data-text]")!;
  if (words.textContent !== `${headline} ${text}`) {
    const strong = document.createElement("b");
    strong.textContent = headline;
    words.replaceChildren(strong, ` ${text}`);
  }
  const button = banner.querySelector("button")!;
  button.hidden = !refresh;
  if (refresh) button.onclick = refresh;
  banner.hidden = false;
}

function hide(): void {
  const banner = document.getElementById("reconnect");
  if (banner) banner.hidden = true;
}

/** Waits, but not when the network has just come back or somebody has just come back to the page. */
function pause(ms: number, over: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      document.removeEventListener("visibilitychange", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done, { once: true });
    document.addEventListener("visibilitychange", done, { once: true });
    over.addEventListener("abort", done, { once: true });
  });
}
