// A photo that has not arrived, kept on the phone beside the words that it belongs to. Where the browser keeps nothing, it is gone with the page.

const database = "board-room-photos";
const photos = "photos";

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(photos);
  return answer(request);
}

export async function keepPhoto(place: string, photo: Blob): Promise<void> {
  await within(async db => answer(db.transaction(photos, "readwrite").objectStore(photos).put(photo, place)));
}

export async function dropPhoto(place: string): Promise<void> {
  await within(async db => answer(db.transaction(photos, "readwrite").objectStore(photos).delete(place)));
}

export async function keptPhoto(place: string): Promise<Blob | null> {
  const found = await within<unknown>(async db => answer(db.transaction(photos, "readonly").objectStore(photos).get(place)));
  return found instanceof Blob ? found : null;
}

/** Null where the device does not answer, such as in a private window. */
async function within<T>(use: (db: IDBDatabase) => Promise<T>): Promise<T | null> {
  try {
    const db = await open();
    try {
      return await use(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
