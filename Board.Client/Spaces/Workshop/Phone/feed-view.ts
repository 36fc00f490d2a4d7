import type { Card, ReactionKind, Wall } from "../../../Surfaces/Wall/wall";
import type { Drawing } from "../Light/icons";
import { contentOf, counted, heading } from "../Light/parts";
import { h, icon, type Made } from "../Light/view";
import type { Desk } from "./desk";
import { places } from "./drafts";
import type { MineOnWall, MyCard } from "./mine";
import { cardsInWords, closedView, imageAt, standingView, writeButton, type Asked } from "./wall-views";

/** After the reveal: everybody's cards, one's own among them. */
/** A wall with one question says which it was; several name their sections. */
function question(wall: Asked["wall"]): Made | null {
  const asked = wall.sections.find(section => !section.removed);
  const words = asked?.prompt || asked?.title;
  return words ? h("p", { class: "muted", key: "question" }, words) : null;
}

export function feedView(desk: Desk, asked: Asked): (Made | null)[] {
  const { surface, wall } = asked;
  const mine = desk.mine(surface, wall);
  const shown = desk.order.of(wall);
  const count = shown.reduce((sum, { cards }) => sum + cards.length, 0);
  const several = wall.sections.filter(section => !section.removed).length > 1;
  const onTheirWay = mine.cards.filter(card => !wall.cards[card.id]);
  return [
    h("div", { class: "row between feedhead", key: "head" }, heading(cardsInWords(count)), h("span", { class: "pill info" }, icon("person"), wall.settings.namesShown ? "Names shown" : "Names hidden")),
    several ? null : question(wall),
    h("div", { class: "feed", key: "feed" },
      ...onTheirWay.map(card => pendingCard(desk, card)),
      ...shown.flatMap(({ section, cards }) => [
        several && cards.length > 0 ? h("h2", { key: `s-${section}` }, wall.sections.find(other => other.id === section)?.title ?? "") : null,
        ...cards.map(card => cardView(desk, asked, card, mine)),
      ]).filter(part => part !== null),
      count === 0 && onTheirWay.length === 0 ? h("p", { class: "muted" }, "Nobody has put anything up yet.") : null),
    wall.settings.dots ? h("p", { class: "sm strong", key: "dots" }, dotsWords(wall, Object.keys(wall.cards).filter(id => mine.reacted(id, "dot")).length)) : null,
    // Below what is read, so that nothing moves under a hand when the wall is locked, or opens, or others write.
    h("div", { class: "bot", key: "bot" },
      desk.order.differs(wall) ? h("button", { type: "button", class: "btn", key: "settle", onclick: () => desk.settleFeed() }, icon("again"), "Sort anew") : null,
      writeButton(desk, asked, mine.cards.length > 0 ? "Write another" : "Write"),
      mine.cards.length > 0 ? h("button", { type: "button", class: "btn ghost", onclick: () => desk.go({ name: "sent" }) }, "Change what you sent") : null,
      closedView(asked)),
  ];
}

function pendingCard(desk: Desk, card: MyCard): Made {
  return h("article", { class: "pcard me", key: card.id }, ...contentOf(card.content, imageAt(desk, card.isIn)), h("footer", {}, "Yours", standingView(card)));
}

/** Cards that are described already. A full wall is drawn with each reaction of a full room, and most of it stays as it is. */
const described = new WeakMap<Card, { readonly as: string; readonly made: Made }>();

function cardView(desk: Desk, asked: Asked, card: Card, mine: MineOnWall): Made {
  if (mine.isMine(card.id) || desk.talking === card.id || desk.refusedAt(places.comment(asked.surface, card.id)) !== null) return describe(desk, asked, card, mine);
  const { wall, closed } = asked;
  const as = [closed !== null, wall.focus === card.id, groupOf(wall, card)?.name ?? "", wall.settings.comments, ...kindsOf(wall).map(kind => `${kind.id} ${kind.name} ${mine.reacted(card.id, kind.id)}`)].join("|");
  const kept = described.get(card);
  if (kept?.as === as) return kept.made;
  const made = describe(desk, asked, card, mine);
  described.set(card, { as, made });
  return made;
}

const groupOf = (wall: Wall, card: Card) => wall.groups?.find(other => other.id === card.group && !other.dissolved);

function describe(desk: Desk, { surface, wall, closed }: Asked, card: Card, mine: MineOnWall): Made {
  const own = mine.isMine(card.id);
  const group = groupOf(wall, card);
  const refused = desk.refusedAt(places.comment(surface, card.id));
  const standing = own ? mine.cards.find(other => other.id === card.id) : undefined;
  return h("article", { class: own ? "pcard me" : "pcard", key: card.id },
    ...contentOf(standing?.content ?? card.content, imageAt(desk, true)),
    standing ? standingView(standing) : null,
    h("footer", {},
      h("span", { class: "grow who" }, own ? "Yours" : card.name ?? "", wall.focus === card.id ? h("span", { class: "pill warn" }, "On the screen now") : null, card.pinned ? h("span", { class: "pill warn" }, icon("pin"), "Pinned") : null, group ? h("span", { class: "pill" }, group.name) : null),
      wall.settings.comments ? h("button", { type: "button", class: "react", "aria-expanded": String(desk.talking === card.id), onclick: () => desk.talk(desk.talking === card.id ? null : card.id), "aria-label": commentsWords(card) }, icon("talk"), countWords(card.comments?.length ?? 0)) : null,
      ...kindsOf(wall).map(kind => reactionView(desk, surface, card, kind, mine.reacted(card.id, kind.id), closed !== null))),
    desk.talking === card.id ? talkView(desk, surface, card, mine, closed, refused) : refused && h("p", { class: "fielderr", role: "alert", key: "refused" }, icon("warning"), refused));
}

/** Nothing for none. */
const countWords = (count: number) => (count > 0 ? String(count) : null);

const commentsWords = (card: Card) => `Comments: ${card.comments?.length ?? 0}`;

const drawings: Readonly<Record<string, Drawing>> = { agree: "heart", more: "more", dot: "dot" };

/** Where there is a vote with dots, a dot is one more way to react. */
const kindsOf = ({ settings }: Wall): readonly ReactionKind[] => (settings.dots ? [...settings.reactions, { id: "dot", name: "Your dot" }] : settings.reactions);

function dotsWords({ settings }: Wall, given: number): string {
  const left = Math.max(0, (settings.dots ?? 0) - given);
  return `${left === 0 ? "All your dots are given" : `You have ${counted(left, "dot", "dots")} to give`}; a card takes one of yours.${settings.dotsHidden ? " Nobody sees yet how many a card has." : ""}`;
}

function reactionView(desk: Desk, surface: string, card: Card, kind: ReactionKind, on: boolean, closed: boolean): Made {
  const count = card.counts?.[kind.id] ?? 0;
  return h("button", {
    type: "button", class: on ? "react on" : "react", key: kind.id, disabled: closed, "aria-pressed": String(on), title: kind.name,
    "aria-label": `${kind.name}: ${count}${on ? ", one is yours" : ""}`,
    onclick: () => desk.do({ type: "reacted", surface, id: card.id, kind: kind.id, on: !on }),
  }, icon(drawings[kind.id] ?? "heart"), countWords(count));
}

function talkView(desk: Desk, surface: string, card: Card, mine: MineOnWall, closed: string | null, refused: string | null): Made {
  const place = places.comment(surface, card.id);
  const onTheirWay = mine.comments.filter(comment => comment.card === card.id && !mine.takenBackComments.has(comment.id));
  const shown = (card.comments ?? []).filter(comment => !mine.takenBackComments.has(comment.id));
  // With each comment that is sent the field is another one, and empty.
  const field = `words-${onTheirWay.length + (card.comments ?? []).filter(comment => mine.isMyComment(comment.id)).length}`;
  return h("div", { class: "talk", key: "talk" },
    h("ul", { "aria-label": counted(shown.length, "comment", "comments") },
      ...shown.map(comment => h("li", { key: comment.id }, h("p", { class: "words" }, comment.text),
        h("p", { class: "xs quiet row tight" }, mine.isMyComment(comment.id) ? "Yours" : comment.name ?? "", comment.standing === "pending" ? " · waits for the facilitator’s look" : comment.standing === "set-aside" ? " · set aside" : "",
          mine.isMyComment(comment.id) ? h("button", { type: "button", class: "btn ghost", onclick: () => desk.do({ type: "card-comment-withdrawn", surface, id: card.id, comment: comment.id, withdrawn: true }) }, "Take it back") : null))),
      ...onTheirWay.map(comment => h("li", { key: comment.id }, h("p", { class: "words" }, comment.text), h("p", { class: "xs quiet" }, comment.isIn ? "Yours" : "Waiting to be sent")))),
    closed ? h("p", { class: "sm muted" }, closed) : h("form", { onsubmit: event => { event.preventDefault(); desk.comment(surface, card.id); } },
      h("label", { class: "label", for: `c-${card.id}` }, "Your comment"),
      h("textarea", { class: "input", id: `c-${card.id}`, rows: 2, maxlength: 500, key: field, value: desk.draft(place).text, oninput: event => desk.type(place, { ...desk.draft(place), text: (event.target as HTMLTextAreaElement).value }) }),
      refused && h("p", { class: "fielderr", role: "alert" }, icon("warning"), refused),
      h("button", { type: "submit", class: "btn" }, icon("send"), "Send")));
}
