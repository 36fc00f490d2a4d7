// The photos of a lesson: takes them from a file or a camera, makes them small, sends them, and says how that goes.
// The list of what is on its way belongs to this module; Blazor never touches what is inside it.
import { PhotoQueue, type Sent, type Waiting } from "./photo-queue.ts";
import { shrunk } from "./photo-size.ts";

export interface PhotosOptions {
  /** The element with the file inputs, and the page's token in a hidden field. */
  readonly host: HTMLElement;
  /** Where what is on its way is listed and, in its status, said in short. */
  readonly pending: HTMLElement;
  /** Where photos are posted to. */
  readonly url: string;
}

export interface Photos {
  /** Shows a photo in its dialog. */
  show(dialog: HTMLDialogElement): void;
  close(dialog: HTMLDialogElement): void;
  dispose(): void;
}

const unknown = "The server could not take this photo. Reload the page, then choose it again.";

export function mount({ host, pending, url }: PhotosOptions): Photos {
  const gone = new AbortController();
  const queue = new PhotoQueue({ prepare: shrunk, send: (photo, progress) => post(host, url, photo, progress) }, () => show(pending, queue));
  host.addEventListener("change", event => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file") return;
    for (const file of input.files ?? []) queue.add(file, file.name);
    input.value = ""; // so that the same photo can be chosen again
  }, { signal: gone.signal });
  addEventListener("online", () => queue.retry(), { signal: gone.signal });
  // Leaving would lose what has not arrived: the browser asks first.
  addEventListener("beforeunload", event => { if (queue.waiting.some(photo => photo.state !== "refused")) event.preventDefault(); }, { signal: gone.signal });
  return {
    show: dialog => dialog.showModal(),
    close: dialog => dialog.close(),
    dispose: () => gone.abort(),
  };
}

function post(host: HTMLElement, url: string, photo: Blob, progress: (done: number) => void): Promise<Sent> {
  const form = new FormData();
  const token = host.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]");
  if (token) form.append(token.name, token.value);
  form.append("photo", photo, "photo.jpg");
  return new Promise(resolve => {
    const request = new XMLHttpRequest(); // fetch says nothing of how far it is
    request.open("POST", url);
    request.responseType = "json";
    request.upload.onprogress = event => { if (event.lengthComputable) progress(event.loaded / event.total); };
    request.onerror = request.onabort = request.ontimeout = () => resolve({ kind: "later" });
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve({ kind: "done" });
      else if (request.status === 429 || request.status >= 500) resolve({ kind: "later" });
      else resolve({ kind: "refused", words: words(request.response) });
    };
    request.send(form);
  });
}

function words(answer: unknown): string {
  const said = answer && typeof answer === "object" ? (answer as Record<string, unknown>)["message"] ?? (answer as Record<string, unknown>)["Message"] : undefined;
  return typeof said === "string" ? said : unknown;
}

function show(pending: HTMLElement, queue: PhotoQueue): void {
  pending.querySelector("ul")!.replaceChildren(...queue.waiting.map(photo => line(photo, queue)));
  // Said when it changes, and not with every percent.
  const status = pending.querySelector("[role=status]")!;
  const said = summary(queue.waiting);
  if (status.textContent !== said) status.textContent = said;
}

function summary(waiting: readonly Waiting[]): string {
  const refused = waiting.filter(photo => photo.state === "refused");
  if (refused.length > 0) return refused.map(photo => photo.words).join(" ");
  if (waiting.some(photo => photo.state === "waiting")) return "Photos wait for the connection.";
  return waiting.length > 0 ? "Photos are on their way." : "";
}

function line(photo: Waiting, queue: PhotoQueue): HTMLElement {
  const item = document.createElement("li");
  const text = document.createElement("span");
  text.className = photo.state === "refused" ? "grow wrong" : "grow";
  text.textContent = `${photo.name}: ${say(photo)}`;
  item.append(text);
  if (photo.state === "waiting") item.append(button("Try again", () => queue.retry()));
  if (photo.state === "waiting" || photo.state === "refused") item.append(button("Let go", () => queue.drop(photo.id)));
  return item;
}

function say(photo: Waiting): string {
  switch (photo.state) {
    case "preparing": return "being made smaller";
    case "sending": return `on its way, ${Math.round(photo.progress * 100)} %`;
    case "waiting": return "waits for the connection. It is kept on this page.";
    case "refused": return photo.words;
  }
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn sm";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
