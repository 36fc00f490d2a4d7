/** The keys that may begin a command; empty switches commands off. */
export const leaders = [";", "\\", "#", ""] as const;

const where = "board.leader";
const listeners = new Set<() => void>();

/** The key that begins a command on this device. */
export function leader(): string {
  try {
    const kept = localStorage.getItem(where);
    return kept !== null && (leaders as readonly string[]).includes(kept) ? kept : ";";
  } catch {
    return ";";
  }
}

/** Keeps another leader on this device. */
export function setLeader(key: string): void {
  try {
    localStorage.setItem(where, key);
  } catch {
    // A device that keeps nothing begins anew with the semicolon each time.
  }
  for (const listener of listeners) listener();
}

/** Calls back when it is changed, in this tab or another; returns how to stop. */
export function onLeader(listener: () => void): () => void {
  const heard = (event: StorageEvent) => event.key === where && listener();
  listeners.add(listener);
  addEventListener("storage", heard);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", heard);
  };
}
