// A workshop as light pages see it: the view of the server's state, and what they are told of it afterwards.
import { withCount, type OwnVotes, type Rating, type VoteCounted } from "../../../Surfaces/Rating/rating";
import { foldWall, type Wall, type WallTold } from "../../../Surfaces/Wall/wall";

export interface Activity {
  readonly id: string;
  readonly kind: "wall" | "rating" | "page" | "protocol";
  readonly title: string;
  readonly day: number;
  readonly minutes: number;
  readonly begun?: boolean;
  readonly removed?: boolean;
}

/** Milliseconds; `endsAt` by the server's clock since 1970. While it is paused, `pausedLeft` says what is left. */
export interface Timer {
  readonly length: number;
  readonly endsAt: number;
  readonly pausedLeft?: number | null;
}

/** "Bring everyone here"; the number grows with every call, so that one that was answered is not asked again. */
export interface Call {
  readonly activity: string;
  readonly locked: boolean;
  readonly number: number;
}

export interface Page {
  readonly text: string;
}

export interface Phase {
  readonly id: string;
  readonly name: string;
  readonly seconds: number;
  readonly do: string;
  readonly screen?: string;
  readonly on: "talk" | "wall" | "rating";
  readonly section?: string | null;
  readonly hidden?: boolean;
  readonly writes?: "everyone" | "leaders" | "nobody";
  readonly signal?: string | null;
  readonly timing?: "published" | "proposed" | "async";
}

export interface Protocol {
  readonly name: string;
  readonly source?: string;
  readonly phases: readonly Phase[];
  readonly current: string | null;
  readonly runsByItself?: boolean;
}

/** Everything beside the surfaces. */
export interface RoomFrame {
  readonly title: string;
  readonly activities?: readonly Activity[];
  readonly current?: string | null;
  readonly ended?: boolean;
  readonly norms?: readonly string[];
  readonly language?: readonly { readonly word: string; readonly meaning: string }[];
  readonly joining?: { readonly open: boolean; readonly waitingRoom: boolean; readonly names: "not-asked" | "optional" | "needed" };
  readonly signal?: string | null;
  readonly timer?: Timer | null;
  readonly call?: Call | null;
  /** Screens only. */
  readonly code?: { readonly code: string; readonly secret?: string } | null;
}

export interface Room extends RoomFrame {
  readonly walls: Readonly<Record<string, Wall>>;
  readonly ratings: Readonly<Record<string, Rating>>;
  readonly pages: Readonly<Record<string, Page>>;
  readonly protocols: Readonly<Record<string, Protocol>>;
}

export type Told =
  | WallTold
  | { readonly type: "room-told"; readonly room: RoomFrame }
  | { readonly type: "rating-told"; readonly surface: string; readonly rating: Rating }
  | VoteCounted
  | { readonly type: "page-told"; readonly surface: string; readonly page: Page }
  | { readonly type: "protocol-told"; readonly surface: string; readonly protocol: Protocol };

export interface OwnOnWall {
  readonly cards: readonly string[];
  readonly comments: readonly string[];
  readonly reactions: readonly { readonly card: string; readonly kind: string }[];
}

/** What in the room's frames is one's own. */
export interface Own {
  /** What this person is called; empty for no name. */
  readonly name?: string;
  readonly standing?: "in" | "waiting";
  readonly walls?: Readonly<Record<string, OwnOnWall>>;
  readonly ratings?: Readonly<Record<string, OwnVotes>>;
}

/** A snapshot leaves out what there is nothing of. */
export function roomFrom(space: Partial<Room> & { readonly title: string }): Room {
  return { ...space, walls: space.walls ?? {}, ratings: space.ratings ?? {}, pages: space.pages ?? {}, protocols: space.protocols ?? {} };
}

/** The room after it; an op of a type that this page does not know changes nothing. */
export function foldRoom(room: Room, told: Told): Room {
  switch (told.type) {
    case "room-told":
      // All of it is said each time, so that what ended is not kept.
      return { ...told.room, walls: room.walls, ratings: room.ratings, pages: room.pages, protocols: room.protocols };
    case "wall-told":
    case "card-told":
    case "card-gone":
    case "card-counted": {
      const wall = foldWall(room.walls[told.surface], told);
      return wall === room.walls[told.surface] || !wall ? room : { ...room, walls: { ...room.walls, [told.surface]: wall } };
    }
    case "rating-told":
      return { ...room, ratings: { ...room.ratings, [told.surface]: told.rating } };
    case "vote-counted": {
      const rating = room.ratings[told.surface];
      return rating ? { ...room, ratings: { ...room.ratings, [told.surface]: withCount(rating, told) } } : room;
    }
    case "page-told":
      return { ...room, pages: { ...room.pages, [told.surface]: told.page } };
    case "protocol-told":
      return { ...room, protocols: { ...room.protocols, [told.surface]: told.protocol } };
    default:
      return room;
  }
}

export const activityOf = (room: Room, id: string | null | undefined) =>
  room.activities?.find(activity => activity.id === id && !activity.removed) ?? null;

/** What the room has come to, in the order of the agenda. */
export const begunOf = (room: Room) => (room.activities ?? []).filter(activity => activity.begun && !activity.removed);

/** What comes after the current activity, if it is known. */
export function nextOf(room: Room): Activity | null {
  const there = (room.activities ?? []).filter(activity => !activity.removed);
  const at = there.findIndex(activity => activity.id === room.current);
  return at < 0 ? null : there[at + 1] ?? null;
}

export function phaseOf(protocol: Protocol | undefined): { now: Phase | null; next: Phase | null } {
  const at = protocol?.phases.findIndex(phase => phase.id === protocol.current) ?? -1;
  return { now: protocol?.phases[at] ?? null, next: protocol?.phases[at + 1] ?? null };
}
