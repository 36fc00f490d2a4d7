import { Photo } from "./photo";
import { dropPhoto, keepPhoto, keptPhoto } from "./photo-shelf";

/** The photo that is being put to what somebody writes: one at a time, kept on the phone until it has arrived. */
export class PhotoTray {
  current: Photo | null = null;
  #place = "";
  /** The server shows a picture once a card holds it; until then this page does. */
  readonly #previews = new Map<string, string>();

  constructor(private readonly room: string, private readonly arrived: (place: string, image: string) => void, private readonly changed: () => void) {}

  preview(image: string): string | null {
    return this.#previews.get(image) ?? null;
  }

  /** @param place where the words are that it belongs to */
  choose(file: Blob, wall: string, place: string, isSmall = false): void {
    this.current?.drop();
    this.#place = place;
    this.current = new Photo(file, isSmall, `/room/${this.room}/walls/${wall}/images`, {
      small: photo => void keepPhoto(this.#name(place), photo),
      arrived: (image, photo) => {
        this.#previews.set(image, URL.createObjectURL(photo));
        this.current = null;
        void dropPhoto(this.#name(place));
        this.arrived(place, image);
      },
      changed: this.changed,
    });
    this.changed();
  }

  /** Goes on with a photo that was on its way when the page was closed. */
  async resume(wall: string, place: string): Promise<void> {
    if (this.current) return;
    const kept = await keptPhoto(this.#name(place));
    if (kept && !this.current) this.choose(kept, wall, place, true);
  }

  /** Lets go of it, on the phone too. */
  drop(): void {
    if (this.current) void dropPhoto(this.#name(this.#place));
    this.set();
  }

  /** Leaves it for later: what it belongs to is not shown any more. */
  set(): void {
    this.current?.drop();
    this.current = null;
  }

  #name(place: string): string {
    return `${this.room} ${place}`;
  }
}
