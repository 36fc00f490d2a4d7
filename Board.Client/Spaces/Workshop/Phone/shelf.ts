// What a phone keeps: a shelf of words under names. Where the browser keeps nothing, this page does, and `keeps` says so.

export interface Shelf {
  /** False where what is put here is gone with the page. */
  readonly keeps: boolean;
  get(name: string): string | null;
  /** Null takes it away. The answer says whether it is kept. */
  put(name: string, words: string | null): boolean;
  names(): string[];
}

export function memoryShelf(keeps = false): Shelf {
  const kept = new Map<string, string>();
  return {
    keeps,
    get: name => kept.get(name) ?? null,
    put(name, words) {
      if (words === null) kept.delete(name);
      else kept.set(name, words);
      return keeps;
    },
    names: () => [...kept.keys()],
  };
}

/** In localStorage: written at once and as a whole, so that a key that was pressed is kept even if the page dies in the next moment. */
export function phoneShelf(prefix = "board-room "): Shelf {
  let storage: Storage;
  try {
    storage = localStorage;
    storage.setItem(`${prefix}try`, "1");
    storage.removeItem(`${prefix}try`);
  } catch {
    return memoryShelf();
  }
  const fallback = memoryShelf();
  return {
    keeps: true,
    get: name => fallback.get(name) ?? storage.getItem(prefix + name),
    put(name, words) {
      try {
        if (words === null) storage.removeItem(prefix + name);
        else storage.setItem(prefix + name, words);
        fallback.put(name, null);
        return true;
      } catch {
        // The device is full: this page still has it.
        fallback.put(name, words);
        return false;
      }
    },
    names() {
      const found = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "").filter(name => name.startsWith(prefix));
      return [...new Set([...found.map(name => name.slice(prefix.length)), ...fallback.names()])];
    },
  };
}
