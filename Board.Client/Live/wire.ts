// The live protocol as types; Board.Server/Live/PROTOCOL.md says what they mean.

/** An edit of a text, in the JSON of CodeMirror's ChangeSet: a number keeps, [n] deletes, [n, ...lines] replaces. */
export type Changes = readonly (number | readonly [number, ...string[]])[];

/** One op of a space's history. `at` is milliseconds since 1970 by the server's clock. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly session: string;
  readonly n: number;
  readonly op: { readonly type: string; readonly surface?: string; readonly changes?: Changes };
}

/** What somebody looks at; the stream starts after `at`, or with a snapshot. */
export interface WatchRequest {
  readonly space: string;
  readonly surface?: string;
  readonly token?: string;
  readonly at?: number;
  readonly keep?: boolean;
}

/** All unconfirmed ops of a session from the first on, or a first part of them, based on the space after entry `at`. */
export interface Submission {
  readonly session: string;
  readonly at: number;
  readonly number: number;
  readonly ops: readonly { readonly type: string; readonly surface: string; readonly changes: Changes }[];
}

/** The text of a surface with its authorship: runs of (length, index of author, seconds after t0), written as in runs-code.ts. */
export interface NotesSnapshot {
  readonly type: string;
  readonly text: string;
  readonly authors: readonly string[];
  readonly t0: number;
  readonly runs: string;
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
