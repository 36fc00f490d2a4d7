import { noVotes, withVote, type OwnVotes, type Rating } from "../../../Surfaces/Rating/rating";
import type { CardContent, Standing, Wall } from "../../../Surfaces/Wall/wall";
import type { Own } from "../Light/workshop";
import type { PhoneOp } from "./phone-ops";

/** Something that was done from this page: answered already, or still on the phone. */
export interface Deed {
  readonly op: PhoneOp;
  readonly isIn: boolean;
  /** Of a vote that is in: the round that was open then. */
  readonly round?: Vote;
}

type Vote = "first" | "second";

export interface MyCard {
  readonly id: string;
  readonly section: string;
  readonly content: CardContent;
  readonly standing: Standing;
  readonly ask: string | null;
  /** False while it, or the last change of it, waits to be sent. */
  readonly isIn: boolean;
}

export interface MineOnWall {
  readonly cards: readonly MyCard[];
  /** Taken back from this page; they can be put up again. */
  readonly takenBack: readonly MyCard[];
  isMine(card: string): boolean;
  isMyComment(comment: string): boolean;
  reacted(card: string, kind: string): boolean;
  /** Comments that are not in the wall as it is known, by card. */
  readonly comments: readonly { readonly card: string; readonly id: string; readonly text: string; readonly isIn: boolean }[];
  readonly takenBackComments: ReadonlySet<string>;
}

/**
 * What on a wall is one's own: as the server said, and what was done since, in its order.
 * @param seen cards as they were before, for those that were taken back: the server says nothing of them any more
 */
export function mineOnWall(surface: string, wall: Wall, own: Own, deeds: readonly Deed[], seen: ReadonlyMap<string, MyCard> = new Map()): MineOnWall {
  const said = own.walls?.[surface];
  const cards = new Map<string, MyCard>();
  const takenBack = new Map<string, MyCard>();
  const ids = new Set([...(said?.cards ?? []), ...Object.values(wall.cards).filter(card => card.mine).map(card => card.id)]);
  const reactions = new Set((said?.reactions ?? []).map(({ card, kind }) => `${card} ${kind}`));
  const ownComments = new Set([...(said?.comments ?? []), ...Object.values(wall.cards).flatMap(card => (card.comments ?? []).filter(comment => comment.mine).map(comment => comment.id))]);
  const comments: { card: string; id: string; text: string; isIn: boolean }[] = [];
  const takenBackComments = new Set<string>();
  for (const id of ids) {
    const card = wall.cards[id];
    if (card) cards.set(id, { id, section: card.section, content: card.content, standing: card.standing, ask: card.ask ?? null, isIn: true });
  }
  for (const { op, isIn } of deeds) {
    if (op.surface !== surface) continue;
    switch (op.type) {
      case "card-posted": {
        ids.add(op.id);
        if (!cards.has(op.id)) cards.set(op.id, { id: op.id, section: op.section, content: op.content, standing: "shown", ask: null, isIn });
        break;
      }
      case "card-edited": {
        const card = cards.get(op.id);
        if (card) cards.set(op.id, { ...card, content: op.content, ask: null, standing: card.standing === "reword" ? "pending" : card.standing, isIn });
        break;
      }
      case "card-withdrawn": {
        const [from, to] = op.withdrawn ? [cards, takenBack] : [takenBack, cards];
        const card = from.get(op.id) ?? (op.withdrawn ? seen.get(op.id) : undefined);
        from.delete(op.id);
        if (card) to.set(op.id, { ...card, isIn });
        break;
      }
      case "reacted":
        if (op.on) reactions.add(`${op.id} ${op.kind}`);
        else reactions.delete(`${op.id} ${op.kind}`);
        break;
      case "card-commented":
        ownComments.add(op.comment);
        if (!wall.cards[op.id]?.comments?.some(comment => comment.id === op.comment)) comments.push({ card: op.id, id: op.comment, text: op.text, isIn });
        break;
      case "card-comment-withdrawn":
        if (op.withdrawn) takenBackComments.add(op.comment);
        else takenBackComments.delete(op.comment);
        break;
    }
  }
  return {
    cards: [...cards.values()],
    takenBack: [...takenBack.values()],
    isMine: card => ids.has(card),
    isMyComment: comment => ownComments.has(comment),
    reacted: (card, kind) => reactions.has(`${card} ${kind}`),
    comments,
    takenBackComments,
  };
}

/** One's own votes: as the server said, and what was chosen since. */
export function myVotes(surface: string, rating: Rating, own: Own, deeds: readonly Deed[]): OwnVotes {
  let votes = own.ratings?.[surface] ?? noVotes;
  for (const { op, round } of deeds) {
    if (op.type === "voted" && op.surface === surface) votes = withVote(votes, round ?? roundOf(rating, op.statement), op.statement, op.voice, op.level);
  }
  return votes;
}

/** The round that a vote on this statement is for now. */
export function roundOf(rating: Rating, statement: string): Vote {
  const stage = rating.statements.find(other => other.id === statement)?.stage;
  return stage === undefined || stage === "waiting" || stage === "vote" || stage === "reveal" || stage === "talk" ? "first" : "second";
}
