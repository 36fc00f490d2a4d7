import { agreement, currentStatement, median, openRound, spreadInWords, type Rating, type Statement } from "../../../Surfaces/Rating/rating";
import { hostOf, reactions, type Card } from "../../../Surfaces/Wall/wall";
import { codeWords } from "../Phone/code-entry";
import { blocksOf } from "../Phone/page-text";
import { counted } from "../Light/parts";
import { signalOf } from "../Light/signals";
import { clockWords } from "../Light/timer";
import { h, icon, type Made } from "../Light/view";
import type { Phase, Room } from "../Light/workshop";
import { sizeOf, type CardPage, type Size } from "./paging";

export const headline = (words: string): Made => h("h1", { class: words.length <= 60 ? "huge" : words.length <= 130 ? "large" : "usual", key: "h" }, words);

export function signalLine(id: string | null | undefined): Made | null {
  const signal = signalOf(id);
  return signal && h("p", { class: "signalline", key: "signal" }, icon(signal.icon), h("b", {}, signal.name), h("span", {}, signal.meaning));
}

/** How the room wants to work together, while it gathers. */
export const normsView = (norms: readonly string[]): Made | null =>
  norms.length === 0 ? null : h("section", { class: "pnorms", key: "norms" }, h("h2", {}, "How we work together"), h("ul", {}, ...norms.slice(0, 6).map(norm => h("li", {}, norm))));

/** Another one for another code, for an address that must not hold the code itself. */
const markOf = (code: string) => [...code].reduce((mark, character) => (mark * 31 + character.charCodeAt(0)) & 0xffff, 0);

const imageAt = (key: string, image: string) => `/room/${key}/images/${encodeURIComponent(image)}`;

/** One card for a whole room to read; links are said, for nobody can press them here. */
export function screenCard(key: string, card: Card, size: Size, wide: boolean, isNew: boolean): Made {
  // The heart counts hearts; on a wall whose reactions are others, whatever there are.
  const count = card.counts?.["agree"] ?? reactions(card);
  return h("article", { class: ["pc", size, wide ? "wide" : "", isNew ? "new" : ""].filter(Boolean).join(" "), key: card.id },
    card.content.text ? h("p", { class: "words" }, card.content.text) : null,
    card.content.image ? h("img", { src: imageAt(key, card.content.image), alt: card.content.alt || "A picture without a description" }) : null,
    card.content.link ? h("p", { class: "host" }, icon("link"), hostOf(card.content.link)) : null,
    isNew ? h("span", { class: "just" }, card.name ? `Just in, from ${card.name}` : "Just in") : count > 0 || card.name ? h("span", { class: "hearts" }, count > 0 ? icon("heart") : null, count > 0 ? String(count) : null, card.name ? h("span", { class: "by" }, card.name) : null) : null);
}

export function focusView(key: string, card: Card): Made {
  return h("section", { class: "pcards one focus", key: `focus-${card.id}` }, screenCard(key, card, sizeOf(card.content.text.length, 1), true, false));
}

export function cardsView(key: string, page: CardPage, isNew: (card: Card) => boolean): Made {
  const share = Math.min(3, page.cards.length) as 1 | 2 | 3;
  return h("section", { class: `pcards ${["one", "two", "three"][share - 1]}`, key: "cards" },
    ...page.cards.map((card, i) => {
      const wide = share < 3 || i === 0;
      return screenCard(key, card, wide && share === 3 && card.content.text.length <= 90 ? "large" : share === 3 ? "usual" : sizeOf(card.content.text.length, share), wide, isNew(card));
    }));
}

export function hiddenView(writers: number): Made {
  const written = writers === 0 ? "" : writers === 1 ? "One person has written. " : `${writers} people have written. `;
  return h("p", { class: "quietline", key: "hidden" }, icon("lock"), `${written}Cards show here when the facilitator reveals them.`);
}

/** Of what everybody writes for themselves nothing ever shows here, so it is not promised. */
export function ownView(): Made {
  return h("p", { class: "quietline", key: "own" }, icon("lock"), "Only you see what you write here.");
}

export function ratingScreen(rating: Rating, people: number | null): (Made | null)[] {
  const statement = currentStatement(rating);
  if (!statement) return [h("p", { class: "quietline", key: "q" }, "The first statement comes in a moment.")];
  const round = openRound(statement);
  return [
    headline(statement.text),
    statement.detail ? h("p", { class: "detail", key: "detail" }, statement.detail) : null,
    round ? h("div", { class: "votes", key: "votes" }, h("b", {}, String(statement[round].voted)), h("span", {}, people ? `of ${Math.max(people, statement[round].voted)} have voted` : "have voted"),
      h("p", {}, round === "first" ? "A silent vote, on your phones." : "Vote again. The first vote stays beside it.")) : spreadScreen(rating, statement),
    statement.decision ? h("p", { class: "decided", key: "decided" }, decidedWords(rating, statement)) : null,
  ];
}

function decidedWords(rating: Rating, { decision }: Statement): string {
  const level = decision?.level === null || decision?.level === undefined ? null : rating.settings.levels[decision.level]?.name;
  return [level ? `We agree on “${level}”.` : "", decision?.text ?? ""].filter(Boolean).join(" ");
}

/** A row for each voice, a column for each level; the dots carry no names. */
export function spreadScreen(rating: Rating, statement: Statement): Made | null {
  const shown = statement.second.spread ?? statement.first.spread;
  if (!shown) return null;
  const before = statement.second.spread ? statement.first.spread ?? null : null;
  const { levels, voices } = rating.settings;
  return h("table", { class: "pspread", key: "spread", "--levels": levels.length },
    h("thead", {}, h("tr", {}, h("td", {}), ...levels.map(level => h("th", { scope: "col" }, level.name)), h("td", {}))),
    h("tbody", {}, ...shown.map((row, voice) => h("tr", { key: `v${voice}` }, h("th", { scope: "row" }, voices[voice] ?? "All of us"),
      ...levels.map((_, level) => h("td", { class: median(row) === level ? "mid" : null }, dotsOf(row[level] ?? 0, before?.[voice]?.[level] ?? 0))),
      h("td", { class: "word" }, agreement(row), h("span", { class: "sr" }, `: ${spreadInWords(row, levels)}`))))));
}

function dotsOf(now: number, before: number): Made {
  const rings = Math.max(0, before - now);
  const many = now > 12;
  return h("span", { class: "pdots" }, ...(many ? [h("b", {}, String(now))] : Array.from({ length: now }, () => h("i", { class: "vd" }))), ...(rings > 12 ? [] : Array.from({ length: rings }, () => h("i", { class: "vd ghost" }))));
}

/** As many blocks as a screen holds, by their words. */
export function textPages(text: string): Made[][] {
  const pages: Made[][] = [[]];
  let full = 0;
  for (const block of blocksOf(text)) {
    const lines = block.kind === "list" ? block.items : block.lines;
    const made = lines.map(pieces => pieces.map(piece => (piece.kind === "words" ? piece.words : piece.host)).join(""));
    const weight = made.reduce((sum, line) => sum + 1 + Math.floor(line.length / 55), 0);
    if (full > 0 && full + weight > 10) {
      pages.push([]);
      full = 0;
    }
    full += weight;
    pages.at(-1)!.push(block.kind === "list" ? h("ul", {}, ...made.map(line => h("li", {}, line))) : h("p", {}, made.flatMap((line, i) => (i > 0 ? [h("br", {}), line] : [line]))));
  }
  return pages;
}

export function phaseScreen(phase: Phase | null, next: Phase | null, isNamed = false): Made | null {
  return phase && h("div", { class: "pphase", key: "phase" }, h("p", {}, isNamed ? null : h("b", {}, `${phase.name}. `), phase.do), next ? h("p", { class: "nextphase" }, `Next: ${next.name}`) : null);
}

export interface Side {
  readonly key: string;
  readonly room: Room;
  readonly seconds: number | null;
  readonly cards: number | null;
  readonly people: number | null;
  readonly hands: number;
  readonly isLive: boolean;
  readonly page: string;
}

/** The way in, the time, the counts; and, apart from what is read, that the connection is lost. */
export function sideView({ key, room, seconds, cards, people, hands, isLive, page }: Side): Made[] {
  const code = room.code?.code;
  const open = code && room.joining?.open !== false && !room.ended;
  return [
    h("div", { class: "in", key: "in" }, open ? h("div", { class: "qrbox" }, h("img", { class: "qr", src: `/workshops/${key}/qr.svg?v=${markOf(code)}`, alt: `QR code to join with code ${codeWords(code)}` })) : null,
      open ? h("p", { class: "where" }, `${location.host}/join`, h("span", { class: "pcode" }, codeWords(code))) : h("p", { class: "where" }, room.ended ? "" : "Joining is closed for now")),
    h("div", { class: "low", key: "low" },
      seconds === null ? null : h("div", { class: `ptime ${seconds >= 3600 ? "hours" : seconds >= 600 ? "tens" : ""}`, role: "timer", "aria-label": `${clockWords(seconds)} left` }, clockWords(seconds)),
      h("p", { class: "pcount" }, cards === null ? null : h("span", {}, h("b", {}, String(cards)), cards === 1 ? " card" : " cards"), people === null ? null : h("span", {}, h("b", {}, String(people)), people === 1 ? " person" : " people"),
        hands > 0 ? h("span", {}, icon("hand"), counted(hands, "hand is up", "hands are up")) : null, page ? h("span", { class: "ppage" }, page) : null),
      isLive ? null : h("p", { class: "lost" }, icon("again"), "Reconnecting")),
  ];
}
