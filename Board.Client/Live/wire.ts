// The live protocol as types; Board.Server/Live/PROTOCOL.md says what they mean.
import type { LessonClock } from "../Surfaces/Notes/lesson-clock";
import type { Mark } from "../Surfaces/Notes/marks";
import type { LiveOp } from "../Surfaces/Notes/ops";
import type { PrivateNote } from "../Surfaces/Notes/private-notes";
import type { Tally } from "../Surfaces/Tally/tally";

/** An edit of a text, in the JSON of CodeMirror's ChangeSet: a number keeps, [n] deletes, [n, ...lines] replaces. */
export type Changes = readonly (number | readonly [number, ...string[]])[];

/** Something that is done to the notes of a lesson: an edit of the text, or an op beside it. */
export type NotesOp = { readonly type: "notes-edit"; readonly surface: string; readonly changes: Changes } | ({ readonly surface: string } & LiveOp);

/** An op as it comes: of a type that this client knows, or of another one. */
export interface AnyOp {
  readonly type: string;
  readonly surface?: string;
  readonly changes?: Changes;
}

/** One op of a space's history. `at` is milliseconds since 1970 by the server's clock. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly session: string;
  readonly n: number;
  readonly op: AnyOp;
}

/** What somebody looks at; the stream starts after `at`, or with a snapshot. */
export interface WatchRequest {
  readonly space: string;
  readonly surface?: string;
  /** In a workshop, as whom a browser looks that can be more than one. */
  readonly seat?: "participant" | "screen";
  readonly token?: string;
  readonly at?: number;
  readonly keep?: boolean;
}

/** All unconfirmed ops of a session from the first on, or a first part of them, based on the space after entry `at`. */
export interface Submission {
  readonly session: string;
  readonly at: number;
  readonly number: number;
  readonly ops: readonly NotesOp[];
}

/** The text of a surface with its authorship: runs of (length, index of author, seconds after t0), written as in runs-code.ts; and what lies beside it, where there is any. */
export interface NotesSnapshot {
  readonly type: string;
  readonly text: string;
  readonly authors: readonly string[];
  readonly t0: number;
  readonly runs: string;
  readonly marks?: readonly Mark[];
  readonly private?: readonly PrivateNote[];
  readonly clock?: LessonClock;
  readonly tally?: Tally;
}

/** Where somebody's cursor is, in the coordinates of the space after entry `at`. */
export interface Here {
  readonly session: string;
  readonly person: string;
  readonly surface?: string;
  readonly anchor?: number;
  readonly head?: number;
  readonly at?: number;
}

export interface Welcome {
  readonly type: "welcome";
  readonly session: string;
  readonly token: string;
  readonly person: string;
  readonly mayWrite: boolean;
  readonly head: number;
  readonly time: number;
  readonly limits: { readonly text: number; readonly submission: number };
}

export interface Snapshot {
  readonly type: "snapshot";
  readonly at: number;
  readonly surface: NotesSnapshot;
}

export interface Ops {
  readonly type: "ops";
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
}

export interface PresenceFrame {
  readonly type: "presence";
  readonly here?: readonly Here[];
  readonly gone?: readonly string[];
}

export interface Refused {
  readonly type: "refused";
  readonly session: string;
  readonly number: number;
  readonly code: string;
  readonly message: string;
  readonly retry: boolean;
}

export interface Resync {
  readonly type: "resync";
  readonly head: number;
}

export interface Closed {
  readonly type: "closed";
  readonly code: string;
  readonly message: string;
  /** With `restarting`: come back after a random time within so many milliseconds. */
  readonly within?: number;
}

export type Frame = Welcome | Snapshot | Ops | PresenceFrame | Refused | Resync | Closed;
