// A rating as a page is told of it: counts until it is revealed, then how the votes are spread, never whose they are.

export interface Level {
  readonly name: string;
  readonly hint?: string;
}

export type Stage = "waiting" | "vote" | "reveal" | "talk" | "vote-again" | "agree" | "done";

export interface Round {
  readonly voted: number;
  /** By voice and level, how many; there only once this round is revealed. */
  readonly spread?: readonly (readonly number[])[] | null;
}

export interface Statement {
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  readonly order?: string;
  readonly stage: Stage;
  readonly first: Round;
  readonly second: Round;
  /** What counts for a yes, from the first vote on. */
  readonly threshold?: { readonly level: number; readonly percent: number } | null;
  readonly decision?: { readonly level?: number | null; readonly text: string; readonly dissent?: string } | null;
}

export interface Rating {
  readonly settings: {
    readonly levels: readonly Level[];
    readonly voices: readonly string[];
    readonly threshold?: { readonly level: number; readonly percent: number } | null;
  };
  readonly current: string | null;
  readonly statements: readonly Statement[];
}

/** How many have voted now. */
export interface VoteCounted {
  readonly type: "vote-counted";
  readonly surface: string;
  readonly statement: string;
  readonly threshold: { readonly level: number; readonly percent: number };
  readonly first: number;
  readonly second: number;
}

export function withCount(rating: Rating, told: VoteCounted): Rating {
  const statements = rating.statements.map(statement => statement.id !== told.statement ? statement
    : { ...statement, threshold: told.threshold, first: { ...statement.first, voted: told.first }, second: { ...statement.second, voted: told.second } });
  return { ...rating, statements };
}

/** A person's own votes in one rating; the level by statement. */
export interface OwnVotes {
  readonly voice: number;
  readonly first: Readonly<Record<string, number>>;
  readonly second: Readonly<Record<string, number>>;
}

export const noVotes: OwnVotes = { voice: -1, first: {}, second: {} };

/** Which round is open for votes, if one is. */
export function openRound(statement: Statement): "first" | "second" | null {
  return statement.stage === "vote" ? "first" : statement.stage === "vote-again" ? "second" : null;
}

/** The statement that the room is at; where it has turned to none, the first, once it has begun with it. */
export function currentStatement(rating: Rating): Statement | null {
  const first = rating.statements[0];
  return rating.statements.find(statement => statement.id === rating.current) ?? (first && first.stage !== "waiting" ? first : null);
}

/** Own votes after one more. */
export function withVote(own: OwnVotes, round: "first" | "second", statement: string, voice: number, level: number): OwnVotes {
  return { ...own, voice, [round]: { ...own[round], [statement]: level } };
}

/** How far apart the votes of one voice are, in words; the same rule as the server's. */
export function agreement(row: readonly number[]): "No votes yet" | "Together" | "One step apart" | "Far apart" {
  const votes = row.reduce((sum, count) => sum + count, 0);
  if (votes === 0) return "No votes yet";
  if (Math.max(...row) / votes >= 0.8) return "Together";
  const given = row.flatMap((count, level) => (count > 0 ? [level] : []));
  return given.at(-1)! - given[0]! <= 1 ? "One step apart" : "Far apart";
}

/** The spread of one voice for those who do not see the dots: "two Starting, one Lasting". */
export function spreadInWords(row: readonly number[], levels: readonly Level[]): string {
  const parts = row.flatMap((count, level) => (count > 0 ? [`${inWords(count)} ${levels[level]?.name ?? ""}`] : []));
  return parts.length > 0 ? parts.join(", ") : "nobody has voted";
}

/** The level in the middle; between two of them where the middle lies between two people. Null without votes. */
export function median(row: readonly number[]): number | null {
  const levels = row.flatMap((count, level) => Array.from({ length: count }, () => level));
  return levels.length === 0 ? null : (levels[(levels.length - 1) >> 1]! + levels[levels.length >> 1]!) / 2;
}

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const inWords = (count: number) => words[count] ?? String(count);
