// Words that are being written and that no server has yet, kept in this tab: they survive a lost connection and a page that
// loads anew. A field with data-draft="key" is kept as it is typed into, and forgotten when its words are saved.

const prefix = "board-draft|";

export interface Draft {
  readonly key: string;
  readonly text: string;
  /** What stood there when the writing began. */
  readonly instead: string;
}

export function remember(document: Document, store: Storage): void {
  document.addEventListener("input", event => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || !field.dataset["draft"]) return;
    try {
      store.setItem(prefix + field.dataset["draft"], JSON.stringify({ text: field.value, instead: field.dataset["instead"] ?? "" }));
    } catch {
      // No room in this browser: the words are in the field.
    }
  });
  // The connection is back: what was typed meanwhile is told again, as if it had been typed now.
  addEventListener("board:reconnected", () => {
    for (const field of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-draft]"))
      if (store.getItem(prefix + field.dataset["draft"]) !== null) field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** The drafts whose key begins so. */
export function kept(store: Storage, begin: string): Draft[] {
  const drafts: Draft[] = [];
  for (let i = 0; i < store.length; i++) {
    const name = store.key(i)!;
    if (!name.startsWith(prefix + begin)) continue;
    const draft = read(store.getItem(name));
    if (draft) drafts.push({ key: name.slice(prefix.length), ...draft });
  }
  return drafts;
}

/** The words of that field are saved; nothing is forgotten if others were typed meanwhile. */
export function forget(store: Storage, key: string, text: string | null): void {
  const draft = read(store.getItem(prefix + key));
  if (!draft || text === null || draft.text === text) store.removeItem(prefix + key);
}

function read(json: string | null): { text: string; instead: string } | null {
  try {
    const draft = JSON.parse(json ?? "null") as { text?: unknown; instead?: unknown } | null;
    return typeof draft?.text === "string" && typeof draft.instead === "string" ? { text: draft.text, instead: draft.instead } : null;
  } catch {
    return null;
  }
}
