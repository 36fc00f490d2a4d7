// What is around a question: the header, where the room is, the call to come, the agenda, the door.
import { activityOf, begunOf, nextOf, type Activity, type Phase } from "../Light/workshop";
import { counted, heading, linkTo } from "../Light/parts";
import { signalOf } from "../Light/signals";
import { clockWords, secondsLeft } from "../Light/timer";
import { h, icon, type Made } from "../Light/view";
import type { Desk } from "./desk";
import { blocksOf, type Piece } from "./page-text";
import type { Status } from "./status";
import { signalView, timeView } from "./wall-views";

export const brand = (): Made => h("span", { class: "brand" }, h("img", { src: "/_content/Board.Client/icon.svg", alt: "", width: 30, height: 30 }), "Board");

export const headerView = (title: string, status: Status): Made => h("div", { class: "hd", key: "hd" }, h("b", { class: "grow" }, title), statusPill(status));

/** On screens that are read: what the room is asked to do and the time stand above it, where they move nothing when they come and go. */
export function readingHeader(desk: Desk, status: Status, showsTime: boolean): Made {
  const signal = signalOf(desk.room.signal);
  const seconds = desk.room.ended || !showsTime ? null : secondsLeft(desk.room.timer, desk.serverNow());
  return h("div", { class: "hd", key: "hd" }, signal && icon(signal.icon), h("b", { class: "grow" }, signal?.name ?? desk.room.title),
    seconds === null ? null : h("b", { class: "hdtime", role: "timer", "aria-label": `${clockWords(seconds)} left` }, clockWords(seconds)), statusPill(status));
}

const statusPill = ({ kind, icon: drawing, words }: Status): Made => h("span", { class: `pill ${kind}` }, icon(drawing), words);

/** Asks whether to come along, where a phone is not taken along by itself. */
export function callView(desk: Desk): Made | null {
  const { asked } = desk.way;
  if (asked) {
    const where = activityOf(desk.room, asked.activity)?.title;
    return h("section", { class: "nextup call", key: "call", role: "region", "aria-label": "Call" }, icon("people"),
      h("div", { class: "grow" }, h("b", {}, "The facilitator asks everyone to come here"), where && h("span", {}, where)),
      h("div", { class: "row tight" }, h("button", { type: "button", class: "btn primary", onclick: () => desk.answer(true) }, "Go"), h("button", { type: "button", class: "btn", onclick: () => desk.answer(false) }, "Not now")));
  }
  if (desk.way.isWithTheRoom || desk.room.ended) return null;
  const current = activityOf(desk.room, desk.room.current);
  return h("section", { class: "nextup", key: "call", role: "region", "aria-label": "Where the room is" }, icon("people"),
    h("div", { class: "grow" }, h("b", {}, current ? `The room is at: ${current.title}` : "The room is between two activities")),
    h("button", { type: "button", class: "btn", onclick: () => desk.visit(desk.room.current ?? null) }, "Go there"));
}

/** Raise a hand, be ready, find one's way: at the foot of every screen but the writing one. */
export function footView(desk: Desk): Made {
  return h("div", { class: "foot", key: "foot", role: "group", "aria-label": "In this room" },
    desk.room.ended ? null : h("button", { type: "button", class: "btn ghost", "aria-pressed": String(desk.hand), disabled: !desk.isLive, onclick: () => desk.raise(!desk.hand, desk.ready) }, icon("hand"), desk.hand ? "Hand is up" : "Raise hand"),
    desk.room.ended ? null : h("button", { type: "button", class: "btn ghost", "aria-pressed": String(desk.ready), disabled: !desk.isLive, onclick: () => desk.raise(desk.hand, !desk.ready) }, icon("tick"), "I’m ready"),
    h("button", { type: "button", class: "btn ghost", "aria-label": "Agenda and more", onclick: () => desk.go({ name: "agenda" }) }, icon("list"), "Agenda"));
}

export function agendaView(desk: Desk): Made[] {
  const { room } = desk;
  const begun = begunOf(room);
  const held = desk.way.isHeld;
  return [h("div", { class: "mid upper", key: "agenda" },
    heading("Where we are"),
    held ? h("p", { class: "banner warn" }, icon("lock"), "The facilitator keeps everyone together for now.") : null,
    begun.length === 0 ? h("p", { class: "muted" }, "Nothing has begun yet.") : null,
    h("ul", { class: "choices" }, ...begun.map(activity => h("li", { key: activity.id }, h("button", {
      type: "button", class: "choicecard", disabled: held && desk.way.at !== activity.id, "aria-current": desk.way.at === activity.id ? "true" : null, onclick: () => desk.visit(activity.id),
    }, h("b", {}, activity.title), h("span", {}, activity.id === room.current && !room.ended ? "The room is here" : kindWords(activity)))))),
    room.norms?.length ? h("section", { key: "norms" }, h("h2", {}, "How we work together"), h("ul", { class: "plainlist" }, ...room.norms.map(norm => h("li", {}, norm)))) : null,
    room.language?.length ? h("section", { key: "language" }, h("h2", {}, "Words we share"), h("dl", {}, ...room.language.flatMap(({ word, meaning }) => [h("dt", {}, word), h("dd", {}, meaning)]))) : null),
    h("div", { class: "bot", key: "bot" },
      h("button", { type: "button", class: "btn lg primary", onclick: () => history.back() }, "Back"),
      h("button", { type: "button", class: "btn lg ghost", onclick: () => desk.leave() }, icon("door"), "Leave this room"))];
}

const kindWords = ({ kind }: Activity) => ({ wall: "Cards of the room", rating: "A rating", page: "To read", protocol: "A protocol" })[kind];

export function pageView(desk: Desk, title: string, text: string): Made {
  const pieces = (line: readonly Piece[]) => line.map(piece => (piece.kind === "words" ? piece.words : linkTo(piece.address, true)));
  return h("div", { class: "mid upper", key: "page" }, signalView(desk), timeView(desk), heading(title),
    h("div", { class: "textpage" }, ...blocksOf(text).map(block => block.kind === "list" ? h("ul", { class: "plainlist" }, ...block.items.map(item => h("li", {}, pieces(item))))
      : h("p", {}, block.lines.flatMap((line, i) => [i > 0 ? h("br", {}) : null, ...pieces(line)])))));
}

/** Above what a phase is done on: what is now, and what is next. */
export function phaseView(now: Phase | null, next: Phase | null): Made | null {
  if (!now) return null;
  return h("section", { class: "phasenow", key: "phase", "aria-label": "Now" }, h("p", { class: "sm strong" }, `Now: ${now.name}`), now.do && h("p", {}, now.do), next && h("p", { class: "sm quiet" }, `Next: ${next.name}`));
}

export function talkPhaseView(desk: Desk, title: string, now: Phase | null, next: Phase | null): Made {
  return h("div", { class: "mid", key: "talkphase" }, signalView(desk, now?.signal), timeView(desk), heading(now?.name ?? title, { class: "center" }),
    h("p", { class: "ask center" }, now?.do ?? "It begins in a moment."), next && h("p", { class: "muted center" }, `Next: ${next.name}`));
}

export function nextView(desk: Desk): Made | null {
  const next = desk.way.isWithTheRoom ? nextOf(desk.room) : null;
  return next && h("div", { class: "nextline", key: "next" }, icon("people"), h("div", {}, h("b", {}, `Next: ${next.title}`), next.minutes > 0 ? h("span", {}, counted(next.minutes, "minute", "minutes")) : null));
}

export function restView(desk: Desk): Made {
  const { ended, title } = desk.room;
  return h("div", { class: "mid", key: "rest" }, signalView(desk), timeView(desk), heading(ended ? "This workshop is over." : "You’re in.", { class: "center" }),
    h("p", { class: "muted center" }, ended ? "Thank you for being here. What was written can still be read, under Agenda." : `${title} goes on here. Keep this page open; the next question comes by itself.`),
    desk.people && !ended ? h("p", { class: "sm quiet center" }, desk.people === 1 ? "You are the first one here" : `${desk.people} people are here`) : null);
}

export function doorView(title: string): Made[] {
  return [h("div", { class: "mid", key: "door" }, icon("door", "huge"), heading("You’re at the door.", { class: "center" }), h("p", { class: "muted center" }, `Somebody who leads “${title}” lets you in. Keep this page open; it goes on by itself.`))];
}

export function closedView(words: string): Made[] {
  return [h("div", { class: "mid", key: "closed" }, brand(), heading("This room is not open to this phone."), h("p", { class: "muted" }, words),
    h("p", { class: "sm quiet" }, "What you wrote and have not sent is still kept on this phone.")),
    h("div", { class: "bot", key: "bot" }, h("a", { class: "btn primary lg", href: "/join" }, "Enter a code"))];
}
