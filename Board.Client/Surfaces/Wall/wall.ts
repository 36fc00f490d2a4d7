// A wall as a light page is told of it (PROTOCOL.md, "The wall surface"): how it is, never what was done.

export type Standing = "shown" | "pending" | "reword" | "set-aside";

export interface CardContent {
  readonly text: string;
  readonly link?: string | null;
  readonly image?: string | null;
  readonly alt?: string;
}

export interface CardComment {
  readonly id: string;
  readonly at: number;
  readonly text: string;
  readonly standing: Standing;
  readonly name?: string | null;
  readonly mine?: boolean;
}

export interface Card {
  readonly id: string;
  readonly section: string;
  readonly order: string;
  readonly content: CardContent;
  readonly at: number;
  readonly standing: Standing;
  readonly edited?: boolean;
  readonly pinned?: boolean;
  readonly group?: string | null;
  readonly ask?: string | null;
  readonly comments?: readonly CardComment[];
  readonly counts?: Readonly<Record<string, number>> | null;
  readonly name?: string | null;
  readonly mine?: boolean;
}

export interface ReactionKind {
  readonly id: string;
  readonly name: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
  readonly order: string;
  readonly removed?: boolean;
  /** Nobody but whoever wrote a card sees it. */
  readonly private?: boolean;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly dissolved?: boolean;
}

export interface WallSettings {
  readonly namesShown: boolean;
  readonly moderation: "after" | "before";
  readonly comments: boolean;
  readonly sort: "placed" | "newest" | "most-reactions";
  readonly reactions: readonly ReactionKind[];
  /** Dots that each person may give on this wall; 0 or left out for none. */
  readonly dots?: number;
  readonly dotsHidden?: boolean;
}

/** A wall without its cards. */
export interface WallFrame {
  readonly settings: WallSettings;
  readonly revealed: boolean;
  readonly locked: boolean;
  readonly focus?: string | null;
  readonly sections: readonly Section[];
  readonly groups?: readonly Group[];
  /** How many people have put something up; left out where nobody is told. */
  readonly writers?: number;
}

export interface Wall extends WallFrame {
  readonly cards: Readonly<Record<string, Card>>;
}

/** What a page is told of a wall. */
export type WallTold =
  | { readonly type: "wall-told"; readonly surface: string; readonly wall: WallFrame }
  | { readonly type: "card-told"; readonly surface: string; readonly card: Card }
  | { readonly type: "card-gone"; readonly surface: string; readonly id: string }
  | { readonly type: "card-counted"; readonly surface: string; readonly id: string; readonly counts: Readonly<Record<string, number>> };

/** The wall after it. What is told twice, or late, ends at the same wall. */
export function foldWall(wall: Wall | undefined, told: WallTold): Wall | undefined {
  if (told.type === "wall-told") {
    // Cards that come along would be a snapshot's; a frame has none, and those that are known stay.
    const cards = (told.wall as Partial<Wall>).cards;
    return { ...told.wall, cards: cards && Object.keys(cards).length > 0 ? cards : wall?.cards ?? {} };
  }
  if (!wall) return wall;
  switch (told.type) {
    case "card-told":
      return { ...wall, cards: { ...wall.cards, [told.card.id]: told.card } };
    case "card-gone": {
      const { [told.id]: gone, ...cards } = wall.cards;
      return gone ? { ...wall, cards, focus: wall.focus === told.id ? null : wall.focus ?? null } : wall;
    }
    case "card-counted": {
      const card = wall.cards[told.id];
      return card ? { ...wall, cards: { ...wall.cards, [told.id]: { ...card, counts: told.counts } } } : wall;
    }
  }
}

/** How many cards of the room there are to read: what others see, too. One's own that waits, or of a hidden wall, is not the room's yet. */
export function readable(wall: Wall, isMine: (card: string) => boolean): number {
  return Object.values(wall.cards).filter(card => !isMine(card.id) || wall.revealed && card.standing === "shown").length;
}

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Sections that are there, in their order. */
export function sectionsOf(wall: WallFrame): Section[] {
  return wall.sections.filter(section => !section.removed).sort((a, b) => text(a.order, b.order) || text(a.id, b.id));
}

export const reactions = (card: Card) => Object.values(card.counts ?? {}).reduce((sum, count) => sum + count, 0);

/** Cards of a section as the wall sorts them, pinned ones first. */
export function cardsOf(wall: Wall, section: string): Card[] {
  const { sort } = wall.settings;
  return Object.values(wall.cards).filter(card => card.section === section).sort((a, b) =>
    Number(b.pinned ?? false) - Number(a.pinned ?? false)
    || (sort === "newest" ? b.at - a.at : sort === "most-reactions" ? reactions(b) - reactions(a) : text(a.order, b.order))
    || a.at - b.at || text(a.id, b.id));
}

/** The place for a card that is put up now, after all others of its section that this page knows. */
export function lastPlace(wall: Wall, section: string): string | null {
  let last: string | null = null;
  for (const card of Object.values(wall.cards)) if (card.section === section && (last === null || card.order > last)) last = card.order;
  return last;
}

/** What is shown of an address: whose it is. */
export function hostOf(link: string): string {
  try {
    return new URL(link).host;
  } catch {
    return "";
  }
}

/** An address as somebody types it, or null where it is none that a card may hold. */
export function linkFrom(typed: string): string | null {
  const words = typed.trim();
  if (words === "" || /\s/.test(words)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(words) && !/^[^/]*\.[^/]*:\d/.test(words) ? words : `https://${words}`);
    const fits = (url.protocol === "https:" || url.protocol === "http:") && url.host.includes(".") && url.username === "" && url.password === "";
    return fits && url.href.length <= 2000 ? url.href : null;
  } catch {
    return null;
  }
}
