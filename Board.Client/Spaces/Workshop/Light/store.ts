import type { Card } from "../../../Surfaces/Wall/wall";
import { noVotes, type OwnVotes } from "../../../Surfaces/Rating/rating";
import type { HereFrame, RoomFrames } from "./frames";
import { foldRoom, roomFrom, type Own, type Room } from "./workshop";

/** What became of a frame: `gap` asks to watch again from the cursor, `anew` without one. */
export type Heard = "changed" | "nothing" | "gap" | "anew";

/** A card that has come while this page looked. */
export interface Arrival {
  readonly surface: string;
  readonly card: Card;
}

/** What a light page knows of a workshop: the last snapshot, and everything that it was told since. */
export class RoomStore {
  room: Room | null = null;
  here: HereFrame | null = null;
  /** What the server said is one's own, when the page began to watch. */
  own: Own = {};
  mayWrite = false;
  /** Up to which entry of the history this page is. */
  at: number | undefined;
  /** Set to hear of cards that are new to this page. */
  arrived: (arrival: Arrival) => void = () => {};
  /** Walls that were revealed, or hidden, since the last snapshot: what the next one holds has not come one by one. */
  readonly #turned = new Set<string>();

  receive(frame: RoomFrames): Heard {
    switch (frame.type) {
      case "welcome":
        this.own = frame.own ?? {};
        this.mayWrite = frame.mayWrite;
        return "changed";
      case "snapshot": {
        const before = this.room;
        this.room = roomFrom(frame.space);
        this.at = frame.at;
        if (before) this.#compare(before, this.room);
        return "changed";
      }
      case "ops":
        return this.#take(frame.from, frame.to, frame.entries);
      case "here":
        this.here = frame;
        return "changed";
      case "resync":
        this.at = undefined;
        return "anew";
      default:
        return "nothing";
    }
  }

  /** The next watch begins with a snapshot. */
  forgetPlace(): void {
    this.at = undefined;
  }

  get name(): string {
    return this.own.name ?? "";
  }

  get isAtTheDoor(): boolean {
    return this.own.standing === "waiting";
  }

  votes(rating: string): OwnVotes {
    return this.own.ratings?.[rating] ?? noVotes;
  }

  #take(from: number, to: number, entries: readonly { readonly op: Parameters<typeof foldRoom>[1] }[]): Heard {
    if (this.at === undefined || this.room === null) return "anew";
    // Told already: a repeated frame, which harms nothing.
    if (to <= this.at) return "nothing";
    if (from > this.at) return "gap";
    this.at = to;
    const before = this.room;
    for (const { op } of entries) {
      if (op.type === "card-told" && this.room.walls[op.surface] && !this.room.walls[op.surface]!.cards[op.card.id]) this.arrived({ surface: op.surface, card: op.card });
      if (op.type === "wall-told" && this.room.walls[op.surface]?.revealed !== op.wall.revealed) this.#turned.add(op.surface);
      this.room = foldRoom(this.room, op);
    }
    return this.room === before ? "nothing" : "changed";
  }

  /** After a gap that became a snapshot, too, a new card is a new card; but not when the whole wall was shown at once. */
  #compare(before: Room, now: Room): void {
    for (const [surface, wall] of Object.entries(now.walls)) {
      const was = before.walls[surface];
      if (!was || was.revealed !== wall.revealed || this.#turned.has(surface)) continue;
      for (const card of Object.values(wall.cards)) if (!was.cards[card.id]) this.arrived({ surface, card });
    }
    this.#turned.clear();
  }
}
