import type { LiveConnection } from "./connection";

/**
 * Tells a connection what the browser knows: the network is back, the page is looked at again, the computer has slept,
 * the page goes into the back-forward cache and comes out. The answer undoes it.
 */
export function followTheBrowser(connection: LiveConnection, { leaving, back }: { leaving(): void; back(): void }): () => void {
  const undo = new AbortController();
  const { signal } = undo;
  window.addEventListener("online", () => connection.wake(true), { signal });
  // Often wrong, and then the connection is back at once; where it is right, "Reconnecting" comes without delay.
  window.addEventListener("offline", () => connection.wake(true), { signal });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) connection.wake(); }, { signal });
  // A page with an open connection or a lock is not kept for going back to.
  window.addEventListener("pagehide", event => {
    if (!event.persisted) return;
    leaving();
    connection.stop();
  }, { signal });
  window.addEventListener("pageshow", event => {
    if (!event.persisted) return;
    back();
    connection.start();
  }, { signal });
  let last = Date.now();
  const heartbeat = setInterval(() => {
    // Timers of a hidden page are slowed down, up to once a minute; that is not sleep.
    const slept = Date.now() - last > (document.hidden ? 90_000 : 10_000);
    last = Date.now();
    if (slept) connection.wake(true);
  }, 2_000);
  return () => {
    undo.abort();
    clearInterval(heartbeat);
  };
}
