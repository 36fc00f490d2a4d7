import type { Changes } from "../../Live/wire";
import type { LiveOp } from "./ops";
import type { OutboxStore, OutboxWrite, StoredSession } from "./outbox";
import type { StoredUpdate } from "./pending";

const database = "board-outbox";
const bases = "bases";
const updates = "updates";

type Content = { readonly changes: Changes } | { readonly op: LiveOp };
type Base = { readonly token: string; readonly at: number };

/**
 * The outbox in IndexedDB: a record for each update under [document, session, number], with its changes or its op, and one for each
 * chain's base.
 */
export async function openOutboxStore(): Promise<OutboxStore> {
  const open = indexedDB.open(database, 1);
  open.onupgradeneeded = () => {
    open.result.createObjectStore(bases);
    open.result.createObjectStore(updates);
  };
  const db = await answer(open);
  // Another tab with a newer version wants to change the tables: let go, this tab goes on without.
  db.onversionchange = () => db.close();

  return {
    async sessions(document) {
      const transaction = db.transaction([bases, updates], "readonly");
      const [baseKeys, baseValues, updateKeys, updateValues] = await Promise.all([
        answer(transaction.objectStore(bases).getAllKeys(keysOf(document))),
        answer(transaction.objectStore(bases).getAll(keysOf(document))),
        answer(transaction.objectStore(updates).getAllKeys(keysOf(document))),
        answer(transaction.objectStore(updates).getAll(keysOf(document))),
      ]);
      const found = new Map<string, StoredUpdate[]>();
      updateKeys.forEach((key, i) => {
        const [, session, number] = key as [string, string, number];
        const list = found.get(session) ?? [];
        list.push({ number, ...(updateValues[i] as Content) });
        found.set(session, list);
      });
      return baseKeys.map((key, i): StoredSession => {
        const session = (key as [string, string])[1];
        return { session, ...(baseValues[i] as Base), updates: found.get(session) ?? [] };
      });
    },

    write(writes) {
      return new Promise((resolve, reject) => {
        // Strict would wait for the disk with every key. What is at stake here is a tab, not a power cut.
        const transaction = db.transaction([bases, updates], "readwrite", { durability: "relaxed" });
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
        for (const write of writes) put(transaction, write);
        // Said now and not when the answers are in, it holds even if the tab dies in the next moment.
        transaction.commit();
      });
    },
  };
}

function put(transaction: IDBTransaction, { document, session, base, put, drop }: OutboxWrite): void {
  const baseStore = transaction.objectStore(bases);
  if (base) baseStore.put(base, [document, session]);
  else baseStore.delete([document, session]);
  const updateStore = transaction.objectStore(updates);
  for (const number of drop) updateStore.delete([document, session, number]);
  for (const { number, ...content } of put) updateStore.put(content, [document, session, number]);
}

/** All keys that start with this document. An array sorts after every string. */
const keysOf = (document: string) => IDBKeyRange.bound([document], [document, []]);

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    if (request instanceof IDBOpenDBRequest) request.onblocked = () => reject(new Error("blocked"));
  });
}
