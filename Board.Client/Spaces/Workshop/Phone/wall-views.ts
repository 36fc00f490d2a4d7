// Asked, written, sent: the screens of a wall up to the point where everybody reads.
import { readable, sectionsOf, type Section, type Wall } from "../../../Surfaces/Wall/wall";
import { contentOf, counted, heading } from "../Light/parts";
import { signalOf } from "../Light/signals";
import { clockWords, secondsLeft } from "../Light/timer";
import { h, icon, type Made } from "../Light/view";
import { phaseOf, type Protocol } from "../Light/workshop";
import type { Desk } from "./desk";
import { places } from "./drafts";
import type { MyCard } from "./mine";

/** Where the room's people may write, and why not where they may not. */
export interface Asked {
  readonly surface: string;
  readonly wall: Wall;
  /** The sections that are asked now: all of the wall's, or the one of a protocol's phase. */
  readonly sections: readonly Section[];
  readonly closed: string | null;
}

export function askedOf(desk: Desk, surface: string, wall: Wall, protocol: Protocol | undefined): Asked {
  const all = sectionsOf(wall);
  const { now } = phaseOf(protocol);
  const phase = now?.on === "wall" ? now : null;
  const sections = phase?.section ? all.filter(section => section.id === phase.section) : all;
  const closed = desk.room.ended ? "This workshop is over. What you wrote is here to read."
    : protocol && (phase?.writes ?? "nobody") !== "everyone" ? "Now is not the time for writing. What you began is kept on this phone."
    : wall.locked ? "The facilitator has locked this wall. What you began is kept on this phone, and can be sent when it opens again."
    : null;
  return { surface, wall, sections, closed };
}

/** The server shows a picture from when a card with it is in; before that this page does, if it still has it. */
export const imageAt = (desk: Desk, isIn: boolean) => (id: string) => desk.preview(id) ?? (isIn ? `/room/${desk.key}/images/${encodeURIComponent(id)}?size=s` : null);

export function signalView(desk: Desk, override?: string | null): Made | null {
  const signal = signalOf(override ?? desk.room.signal);
  return signal && h("div", { class: "signal" }, icon(signal.icon), h("b", {}, signal.name), h("span", {}, signal.meaning));
}

export function timeView(desk: Desk): Made | null {
  const seconds = desk.room.ended ? null : secondsLeft(desk.room.timer, desk.serverNow());
  if (seconds === null) return null;
  const paused = typeof desk.room.timer?.pausedLeft === "number";
  return h("div", { class: "bigtime", role: "timer", "aria-label": `${paused ? "Paused, " : ""}${clockWords(seconds)} left` }, clockWords(seconds), paused && h("small", {}, "Paused"));
}

export function askView(desk: Desk, asked: Asked): (Made | null)[] {
  const { wall, sections, closed, surface } = asked;
  const mine = desk.mine(surface, wall);
  const only = sections.length === 1 ? sections[0]! : null;
  const write = (section: Section) => () => desk.go({ name: "compose", section: section.id });
  return [
    h("div", { class: "mid", key: "mid" },
      signalView(desk),
      timeView(desk),
      rewordView(desk, asked, mine.cards),
      heading(only ? only.prompt || only.title : sections.length > 0 ? "Choose a question" : "Look at the screen", { class: only ? "ask center" : "center", key: "h" }),
      sections.length === 0 ? h("p", { class: "muted center" }, "There is nothing to write yet.") : null,
      only ? null : h("ul", { class: "choices" }, ...sections.map(section => h("li", { key: section.id },
        h("button", { type: "button", class: "choicecard", disabled: closed !== null, onclick: write(section) }, h("b", {}, section.title), section.prompt && h("span", {}, section.prompt))))),
    ),
    h("div", { class: "bot", key: "bot" },
      closedView(asked),
      only ? h("button", { type: "button", class: "btn primary lg", disabled: closed !== null, onclick: write(only) }, icon("pencil"), desk.draft(places.answer(surface, only.id)).text ? "Go on writing" : "Start writing") : null,
      mine.cards.length > 0 ? h("button", { type: "button", class: "btn lg", onclick: () => desk.go({ name: "sent" }) }, `What you sent (${mine.cards.length})`) : null,
      readButton(desk, surface, wall),
      desk.people ? h("p", { class: "sm quiet center" }, desk.people === 1 ? "You are the first one here" : `${desk.people} people are here`) : null),
  ];
}

/** To the cards of the room, where there are any to read. */
export function readButton(desk: Desk, surface: string, wall: Wall): Made | null {
  const count = readable(wall, desk.mine(surface, wall).isMine);
  return count > 0 ? h("button", { type: "button", class: "btn lg", key: "read", onclick: () => desk.go({ name: "feed" }) }, `Read the room’s cards (${count})`) : null;
}

/** Stays in its place while nobody may write, so that nothing moves under a hand. */
export function writeButton(desk: Desk, { surface, sections, closed }: Asked, words: string): Made | null {
  const only = sections.length === 1 ? sections[0]! : null;
  const hasBegun = only !== null && desk.draft(places.answer(surface, only.id)).text !== "";
  return sections.length === 0 ? null
    : h("button", { type: "button", class: "btn lg", disabled: closed !== null, onclick: () => desk.go(only ? { name: "compose", section: only.id } : { name: "ask" }) }, icon("plus"), hasBegun ? "Go on writing" : words);
}

export const closedView = ({ closed }: Asked): Made | null => (closed ? h("p", { class: "banner warn", role: "note", key: "closed" }, icon("lock"), closed) : null);

/** Said before anybody types. */
export function namesWords(wall: Wall, section: string, name: string): string {
  if (wall.sections.find(other => other.id === section)?.private) return "Only you see what you write here, not the facilitator either.";
  if (!wall.settings.namesShown) return "Names are hidden: nobody is told who wrote this, not the facilitator either.";
  return name ? `Names show: your card says “${name}”.` : "Names show on this wall. You gave none, so your card has none.";
}

export function sentView(desk: Desk, asked: Asked): (Made | null)[] {
  const { surface, wall, closed } = asked;
  const mine = desk.mine(surface, wall);
  const allIn = mine.cards.every(card => card.isIn);
  const asksForWords = mine.cards.some(card => card.standing === "reword");
  const { writers } = wall;
  return [
    h("div", { class: "mid upper", key: "mid" },
      h("div", { key: "h" },
        heading(mine.cards.length === 0 ? "Nothing is up." : !allIn ? "It’s kept on this phone." : asksForWords ? "Say it once more." : "It’s in."),
        h("p", { class: "muted lead" }, mine.cards.length === 0 ? "What you take back is on no wall." : !allIn ? "It goes out by itself when the connection is back. You can close this page; it is sent when you come again."
          : asksForWords ? "The room does not see a card while other words for it are asked for." : afterwards(wall, mine.cards))),
      ...mine.cards.map(card => myCardView(desk, asked, card)),
      ...mine.takenBack.map(card => h("div", { class: "mine back", key: `back-${card.id}` }, h("p", {}, "Taken back: ", h("q", {}, card.content.text || "a picture or a link")),
        closed ? null : h("footer", {}, h("button", { type: "button", class: "btn", onclick: () => desk.do({ type: "card-withdrawn", surface, id: card.id, withdrawn: false }) }, "Put it up again")))),
      writers !== undefined && desk.people ? h("div", { key: "n" }, h("p", { class: "sm strong" }, `${writers} of ${Math.max(writers, desk.people)} have sent`),
        h("div", { class: "people", "aria-hidden": "true" }, ...Array.from({ length: Math.min(60, Math.max(writers, desk.people)) }, (_, i) => h("i", { class: i < writers ? null : "w" })))) : null,
    ),
    h("div", { class: "bot", key: "bot" },
      closedView(asked),
      readable(wall, mine.isMine) > 0 ? h("button", { type: "button", class: "btn primary lg", onclick: () => desk.go({ name: "feed" }) }, "Read the room’s cards") : null,
      writeButton(desk, asked, mine.cards.length === 0 ? "Write" : "Write another")),
  ];
}

function afterwards(wall: Wall, cards: readonly MyCard[]): string {
  if (cards.every(card => wall.sections.find(section => section.id === card.section)?.private)) return "Only you see it.";
  if (cards.some(card => card.standing === "pending")) return "A facilitator looks at it before the room does.";
  return wall.revealed ? "Everybody in the room can read it." : "The room reads it when the facilitator reveals the wall.";
}

export function myCardView(desk: Desk, asked: Asked, card: MyCard): Made {
  const refused = desk.refusedAt(places.change(asked.surface, card.id));
  return h("article", { class: "mine", key: card.id, "aria-label": "Your card" },
    ...contentOf(card.content, imageAt(desk, card.isIn)),
    standingView(card),
    refused && h("p", { class: "fielderr", role: "alert" }, icon("warning"), refused),
    h("footer", {},
      asked.closed ? null : h("button", { type: "button", class: "btn", onclick: () => desk.go({ name: "compose", section: card.section, card: card.id }) }, card.standing === "reword" ? "Word it differently" : "Edit"),
      h("button", { type: "button", class: "btn ghost", onclick: () => desk.do({ type: "card-withdrawn", surface: asked.surface, id: card.id, withdrawn: true }) }, "Take it back")));
}

export function standingView(card: Pick<MyCard, "standing" | "ask" | "isIn">): Made | null {
  if (!card.isIn) return h("p", { class: "pill warn" }, icon("phone"), "Waiting to be sent");
  switch (card.standing) {
    case "pending": return h("p", { class: "pill info" }, "Waits for the facilitator’s look");
    case "reword": return h("p", { class: "banner warn" }, h("span", {}, h("b", {}, "The facilitator asks you to word this differently. "), card.ask ?? ""));
    case "set-aside": return h("p", { class: "pill plum" }, "Set aside: only you and the facilitator see it");
    default: return null;
  }
}

/** A card that somebody asks one to word differently is shown before the next question. */
function rewordView(desk: Desk, asked: Asked, cards: readonly MyCard[]): Made | null {
  const waiting = cards.filter(card => card.standing === "reword" && card.isIn);
  if (waiting.length === 0) return null;
  return h("div", { class: "stack", key: "reword" }, ...waiting.map(card => myCardView(desk, asked, card)));
}

export const cardsInWords = (count: number): string => counted(count, "thought from the room", "thoughts from the room");
