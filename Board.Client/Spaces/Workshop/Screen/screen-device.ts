// What a screen asks of its browser: to be a screen of the room, to stay awake, to fill the wall.

/** Null once this browser is a screen of the room; else why not. What the address holds behind # goes to the server once, and from the address. */
export async function becomeScreen(key: string): Promise<string | null> {
  const token = location.hash.slice(1);
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(`/workshops/${encodeURIComponent(key)}/screen`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(token ? { token } : {}) });
      if (answer.status < 500 && answer.status !== 429) {
        if (token) history.replaceState(null, "", location.pathname);
        if (answer.ok) return null;
        const said = await answer.json().catch(() => ({})) as { message?: unknown };
        return typeof said.message === "string" ? said.message : "Open it from the workshop’s page, or with the link that is made there.";
      }
    } catch {
      // No network yet: a screen that is switched on before the Wi-Fi is waits for it.
    }
    await new Promise(resolve => setTimeout(resolve, Math.min(10_000, 1_000 * 2 ** attempt)));
  }
}

/** The browser lets go of it whenever the page is hidden, so it is asked for again. */
export function keepAwake(): void {
  const ask = () => { if (!document.hidden) void navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", ask);
  ask();
}

export function wholeScreenOnF(): void {
  addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});
  });
}

const smallest = 4;

/** Takes the words down in size, the headline first, until everything is on the screen; never below what a back row can read. */
export function fit(content: HTMLElement): void {
  for (let step = 0; step <= smallest; step++) {
    content.dataset["fit"] = String(step);
    const overflows = [content, ...content.querySelectorAll<HTMLElement>(".pcards")].some(element => element.scrollHeight > element.clientHeight + 1);
    if (!overflows) return;
  }
}
