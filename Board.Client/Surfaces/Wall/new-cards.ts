// Says how many cards have come, to whoever does not see them come: one message in five seconds at most.

const pauseMs = 5_000;

export function tellNew(host: HTMLElement, say: (words: string) => void, gone: AbortSignal): void {
  let known = ids(host);
  let come = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changes = new MutationObserver(() => {
    const now = ids(host);
    for (const id of now) if (!known.has(id)) come++;
    known = now;
    if (come === 0) return;
    timer ??= setTimeout(() => {
      say(come === 1 ? "1 new card" : `${come} new cards`);
      come = 0;
      timer = undefined;
    }, pauseMs);
  });
  changes.observe(host, { childList: true, subtree: true });
  gone.addEventListener("abort", () => {
    changes.disconnect();
    clearTimeout(timer);
  });
}

const ids = (host: HTMLElement): Set<string> => new Set([...host.querySelectorAll<HTMLElement>("[data-card]")].map(card => card.dataset["card"]!));
