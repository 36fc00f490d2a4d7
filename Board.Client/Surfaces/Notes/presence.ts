import type { ChangeDesc } from "@codemirror/state";
import type { Here, PresenceFrame } from "../../Live/wire";

/** Somebody's selection, in the coordinates of the confirmed text. */
export interface RemoteCursor {
  readonly session: string;
  readonly person: string;
  readonly anchor: number;
  readonly head: number;
  /** When they last wrote, by the viewer's clock; when they came, if they have not written yet. */
  readonly active: number;
}

interface Place {
  readonly anchor: number;
  readonly head: number;
}

interface Known {
  readonly person: string;
  active: number;
  /** Valid for what the viewer holds; null without a place, or with one that is not reached yet. */
  place: Place | null;
  ahead: (Place & { readonly at: number }) | null;
}

const keptChanges = 500;

/**
 * Where the others are. A place comes in the coordinates of the space after some entry, which may be before or after what
 * the viewer holds: it is mapped over the entries since, or waits until they are there.
 */
export class Others {
  /** Own sessions, which are not shown. */
  readonly own = new Set<string>();
  readonly #surface: string;
  readonly #known = new Map<string, Known>();
  #recent: { readonly seq: number; readonly session: string; readonly changes: ChangeDesc }[] = [];
  #oldest = 0;
  #at = 0;

  constructor(surface: string) {
    this.#surface = surface;
  }

  /** The text starts anew: what was known in old coordinates is not valid any more. */
  restart(at: number): void {
    this.#at = this.#oldest = at;
    this.#recent = [];
    for (const known of this.#known.values()) known.place = null;
    this.#reach(at);
  }

  /** The connection is gone, and presence with it. */
  forget(): void {
    this.#known.clear();
  }

  /** True if somebody came who was not here before. */
  receive(frame: PresenceFrame, now: number): boolean {
    let came = false;
    for (const session of frame.gone ?? []) this.#known.delete(session);
    for (const here of frame.here ?? []) {
      came ||= !this.#known.has(here.session) && !this.own.has(here.session);
      const known = this.#known.get(here.session) ?? { person: here.person, active: now, place: null, ahead: null };
      this.#known.set(here.session, known);
      this.#put(here.session, known, here);
    }
    return came;
  }

  /** One entry of the text, in order. */
  follow(seq: number, session: string, changes: ChangeDesc, now: number): void {
    this.#reach(seq - 1);
    for (const [id, known] of this.#known) {
      if (id === session) known.active = now;
      if (known.place) known.place = moved(known.place, changes, id === session);
    }
    this.#recent.push({ seq, session, changes });
    if (this.#recent.length > keptChanges) this.#oldest = this.#recent.shift()!.seq;
    this.#at = seq;
  }

  /** Everything up to this entry is known, whether or not it was about the text. */
  reached(at: number): void {
    this.#reach(at);
    this.#at = at;
  }

  /** Everybody with a place in the text. */
  cursors(): RemoteCursor[] {
    const cursors: RemoteCursor[] = [];
    for (const [session, { person, place, active }] of this.#known)
      if (place && !this.own.has(session)) cursors.push({ session, person, ...place, active });
    return cursors;
  }

  /** The people who are here, on whatever surface, each once; one's own other windows count. */
  people(): string[] {
    return [...new Set([...this.#known].filter(([session]) => !this.own.has(session)).map(([, known]) => known.person))];
  }

  #put(session: string, known: Known, here: Here): void {
    known.place = known.ahead = null;
    if (here.anchor === undefined || here.head === undefined || here.at === undefined) return;
    if (here.surface !== undefined && here.surface !== this.#surface) return;
    const place = { anchor: here.anchor, head: here.head };
    if (here.at > this.#at) known.ahead = { ...place, at: here.at };
    else if (here.at >= this.#oldest) known.place = this.#since(session, place, here.at);
  }

  #since(session: string, place: Place, at: number): Place | null {
    let current: Place | null = place;
    for (const entry of this.#recent)
      if (entry.seq > at && current) current = moved(current, entry.changes, entry.session === session);
    return current;
  }

  #reach(at: number): void {
    for (const [session, known] of this.#known) {
      if (!known.ahead || known.ahead.at > at) continue;
      const { anchor, head, at: from } = known.ahead;
      if (from >= this.#oldest) known.place = this.#since(session, { anchor, head }, from);
      known.ahead = null;
    }
  }
}

/** A place outside the text, which only a faulty or hostile client names, is none. */
function moved(place: Place, changes: ChangeDesc, own: boolean): Place | null {
  if (Math.max(place.anchor, place.head) > changes.length) return null;
  // Where somebody writes at their own cursor it goes along; what others write there leaves it in front.
  const side = own ? 1 : -1;
  return { anchor: changes.mapPos(place.anchor, side), head: changes.mapPos(place.head, side) };
}

/** A position in the text as its person sees it, in the coordinates of the confirmed text. */
export function toConfirmed(position: number, unconfirmed: readonly { readonly changes: ChangeDesc }[]): number {
  for (let i = unconfirmed.length - 1; i >= 0; i--) position = unconfirmed[i]!.changes.invertedDesc.mapPos(position, -1);
  return position;
}

/** A position in the confirmed text, in the coordinates of the text as its person sees it. */
export function toShown(position: number, unconfirmed: readonly { readonly changes: ChangeDesc }[]): number {
  for (const { changes } of unconfirmed) position = changes.mapPos(Math.min(position, changes.length), -1);
  return position;
}
