// Photos on their way to the server, one after the other. What fails for want of a connection waits for it; what the server refuses says why.

export type Sent =
  | { kind: "done" }
  /** Nothing came through, or the server asks to try again. */
  | { kind: "later" }
  /** For good. */
  | { kind: "refused"; words: string };

export type PhotoState = "preparing" | "sending" | "waiting" | "refused";

export interface Waiting {
  readonly id: number;
  readonly name: string;
  readonly state: PhotoState;
  /** 0 to 1 while it is being sent. */
  readonly progress: number;
  readonly words: string;
}

export interface Carrier {
  /** Makes of the chosen file what is sent; rejects for what is no picture. */
  prepare(file: Blob): Promise<Blob>;
  send(photo: Blob, progress: (done: number) => void): Promise<Sent>;
}

interface Entry {
  readonly id: number;
  readonly name: string;
  readonly file: Blob;
  photo: Blob | undefined;
  state: PhotoState;
  progress: number;
  words: string;
}

export const noPicture = "This file is not a picture that this browser can read. Choose a photo.";

export class PhotoQueue {
  private readonly entries: Entry[] = [];
  private busy = false;
  private next = 1;

  constructor(private readonly carrier: Carrier, private readonly changed: () => void) {}

  get waiting(): readonly Waiting[] {
    return this.entries.map(({ id, name, state, progress, words }) => ({ id, name, state, progress, words }));
  }

  add(file: Blob, name: string): void {
    this.entries.push({ id: this.next++, name, file, photo: undefined, state: "preparing", progress: 0, words: "" });
    this.changed();
    void this.run();
  }

  /** Tries again what waits for a connection. */
  retry(): void {
    for (const entry of this.entries) if (entry.state === "waiting") entry.state = entry.photo ? "sending" : "preparing";
    this.changed();
    void this.run();
  }

  /** Lets go of one that has not arrived. */
  drop(id: number): void {
    const at = this.entries.findIndex(entry => entry.id === id);
    if (at >= 0) this.entries.splice(at, 1);
    this.changed();
  }

  private async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let entry = this.ready(); entry; entry = this.ready()) await this.carry(entry);
    } finally {
      this.busy = false;
    }
  }

  private ready(): Entry | undefined {
    return this.entries.find(entry => entry.state === "preparing" || entry.state === "sending");
  }

  private async carry(entry: Entry): Promise<void> {
    try {
      entry.photo ??= await this.carrier.prepare(entry.file);
    } catch {
      this.refuse(entry, noPicture);
      return;
    }
    entry.state = "sending";
    entry.progress = 0;
    this.changed();
    const sent = await this.carrier.send(entry.photo, done => {
      entry.progress = done;
      this.changed();
    });
    if (sent.kind === "done") this.drop(entry.id);
    else if (sent.kind === "refused") this.refuse(entry, sent.words);
    else {
      entry.state = "waiting";
      this.changed();
    }
  }

  private refuse(entry: Entry, words: string): void {
    entry.state = "refused";
    entry.words = words;
    this.changed();
  }
}
