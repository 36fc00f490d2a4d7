// The frames of a workshop's stream (PROTOCOL.md), as light pages get them.
import type { Closed, Resync } from "../../../Live/wire";
import type { Own, Room, Told } from "./workshop";

export interface RoomWelcome {
  readonly type: "welcome";
  readonly session: string;
  readonly token: string;
  readonly mayWrite: boolean;
  readonly head: number;
  /** By the server's clock, milliseconds since 1970. */
  readonly time: number;
  /** Of a participant. */
  readonly own?: Own;
}

export interface RoomSnapshot {
  readonly type: "snapshot";
  readonly at: number;
  readonly space: Partial<Room> & { readonly title: string };
}

export interface RoomOps {
  readonly type: "ops";
  readonly from: number;
  readonly to: number;
  readonly entries: readonly { readonly seq: number; readonly op: Told }[];
}

/** How many are here, and how many of them ask to speak or are ready. */
export interface HereFrame {
  readonly type: "here";
  readonly people: number;
  readonly hands: number;
  readonly ready: number;
}

export type RoomFrames = RoomWelcome | RoomSnapshot | RoomOps | HereFrame | Resync | Closed;
