// Between what somebody types and what stands on a card.
import { linkFrom, type CardContent } from "../../../Surfaces/Wall/wall";
import { nothingYet, places, type Draft } from "./drafts";
import type { PhoneOp } from "./phone-ops";

/** As many characters as a card holds. */
export const longest = 1_000;

/** What was typed as a card holds it; null where a card can't. */
export function contentFrom(draft: Draft): { text: string; link: string | null; image: string | null; alt: string } | null {
  const text = draft.text.trim();
  const link = draft.link === "" ? null : linkFrom(draft.link);
  if (text === "" && link === null && draft.image === "" || text.length > longest || draft.link !== "" && link === null) return null;
  return { text, link, image: draft.image || null, alt: draft.image ? draft.alt.trim() : "" };
}

/** What a card holds, to be changed. */
export const draftOf = (content: CardContent): Draft => ({ text: content.text, link: content.link ?? "", image: content.image ?? "", alt: content.alt ?? "" });

/** Where what was done was typed, and what was typed, so that it is there again if the server refuses it. */
export function placeOf(op: PhoneOp): [place: string, draft: Draft | null] {
  switch (op.type) {
    case "card-posted": return [places.answer(op.surface, op.section), draftOf(op.content)];
    case "card-edited": return [places.change(op.surface, op.id), draftOf(op.content)];
    case "card-withdrawn": return [places.change(op.surface, op.id), null];
    case "card-commented": return [places.comment(op.surface, op.id), { ...nothingYet, text: op.text }];
    case "reacted":
    case "card-comment-withdrawn": return [places.comment(op.surface, op.id), null];
    case "voted": return [`${op.surface} ${op.statement}`, null];
  }
}
