import type { Rating } from "../../../Surfaces/Rating/rating";
import type { FeedOrder } from "../../../Surfaces/Wall/feed-order";
import type { Wall } from "../../../Surfaces/Wall/wall";
import type { Room } from "../Light/workshop";
import type { Draft } from "./drafts";
import type { Deed, MineOnWall } from "./mine";
import type { PhoneOp } from "./phone-ops";
import type { Photo } from "./photo";
import type { Way } from "./way";

/** Which of a wall's screens is shown. */
export type Step =
  | { readonly name: "ask" }
  | { readonly name: "compose"; readonly section: string; readonly card?: string }
  | { readonly name: "sent" }
  | { readonly name: "feed" }
  | { readonly name: "agenda" };

/** What the screens of a phone need: the room as it is, what is one's own, and what may be done. */
export interface Desk {
  readonly key: string;
  readonly room: Room;
  readonly way: Way;
  readonly step: Step;
  readonly name: string;
  readonly people: number | null;
  readonly isLive: boolean;
  /** False where the phone does not keep what is typed. */
  readonly keeps: boolean;
  readonly deeds: readonly Deed[];
  readonly photo: Photo | null;
  /** Whether an address is asked for beside the words. */
  readonly linking: boolean;
  readonly order: FeedOrder;
  readonly hand: boolean;
  readonly ready: boolean;
  /** The card whose comments are open. */
  readonly talking: string | null;
  serverNow(): number;
  mine(surface: string, wall: Wall): MineOnWall;
  votes(surface: string, rating: Rating): { voice: number; first: Readonly<Record<string, number>>; second: Readonly<Record<string, number>> };
  /** What was refused at this place, in words; null for nothing. */
  refusedAt(place: string): string | null;
  /** Where a picture can be seen that is on no card yet; null after a reload. */
  preview(image: string): string | null;
  draft(place: string): Draft;
  type(place: string, draft: Draft): void;
  do(op: PhoneOp): void;
  go(step: Step): void;
  visit(activity: string | null): void;
  answer(come: boolean): void;
  send(surface: string, wall: Wall, section: string, card?: string): void;
  comment(surface: string, card: string): void;
  talk(card: string | null): void;
  choosePhoto(file: Blob, place: string): void;
  dropPhoto(place: string): void;
  openLink(): void;
  settleFeed(): void;
  raise(hand: boolean, ready: boolean): void;
  chooseVoice(surface: string, voice: number): void;
  leave(): void;
}
