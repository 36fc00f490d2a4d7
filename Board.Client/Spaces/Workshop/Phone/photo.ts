import { shrunk } from "../../CoachingCycle/photo-size";

export type PhotoState =
  | { readonly kind: "preparing" }
  | { readonly kind: "sending" }
  /** It is kept, and goes out when the connection is back. */
  | { readonly kind: "waiting" }
  | { readonly kind: "refused"; readonly words: string };

export interface PhotoNews {
  /** It is small now: this is what is worth keeping. */
  small(photo: Blob): void;
  arrived(id: string, photo: Blob): void;
  changed(): void;
}

const noPicture = "This file is not a picture that this browser can read. Choose a photo; your words are still here.";
const notTaken = "The photo could not be taken. Your words are still here; try another one.";

/** One photo on its way to the server: made small, sent, and sent again for as long as nothing comes through. */
export class Photo {
  state: PhotoState = { kind: "preparing" };
  #small: Blob | null;
  #over = false;

  constructor(private readonly file: Blob, isSmall: boolean, private readonly url: string, private readonly news: PhotoNews) {
    this.#small = isSmall ? file : null;
    void this.#carry();
  }

  retry(): void {
    if (this.state.kind === "waiting") void this.#carry();
  }

  drop(): void {
    this.#over = true;
  }

  async #carry(): Promise<void> {
    if (!this.#small) {
      try {
        this.#small = await shrunk(this.file);
      } catch {
        return this.#become({ kind: "refused", words: noPicture });
      }
      if (this.#over) return;
      this.news.small(this.#small);
    }
    this.#become({ kind: "sending" });
    const form = new FormData();
    form.append("image", this.#small, "photo.jpg");
    try {
      const answer = await fetch(this.url, { method: "POST", body: form });
      if (answer.status === 429 || answer.status >= 500) return this.#become({ kind: "waiting" });
      const said = await answer.json().catch(() => ({})) as { id?: unknown; message?: unknown };
      if (this.#over) return;
      if (answer.ok && typeof said.id === "string") this.news.arrived(said.id, this.#small);
      else this.#become({ kind: "refused", words: typeof said.message === "string" ? said.message : notTaken });
    } catch {
      this.#become({ kind: "waiting" });
    }
  }

  #become(state: PhotoState): void {
    if (this.#over) return;
    this.state = state;
    this.news.changed();
  }
}
