import { clock } from "../../../Live/clock";
import { LiveConnection } from "../../../Live/connection";
import { hubAt } from "../../../Live/signalr";
import { followTheBrowser } from "../../../Live/wakefulness";
import { Follower } from "../Light/follower";
import { RoomStore } from "../Light/store";
import { secondsLeft } from "../Light/timer";
import { h, patch, type Made } from "../Light/view";
import { activityOf, phaseOf } from "../Light/workshop";
import type { Wall } from "../../../Surfaces/Wall/wall";
import { pagesOf, Pager } from "./paging";
import { cardsView, focusView, headline, hiddenView, normsView, ownView, phaseScreen, ratingScreen, sideView, signalLine, textPages } from "./screen-views";
import { becomeScreen, fit, keepAwake, wholeScreenOnF } from "./screen-device";

const shownCards = (wall: Wall) => Object.keys(wall.cards).length;
const turnText = 20_000;

/** The projector's page: it shows where the room is, and can do nothing. */
export async function openScreen(main: HTMLElement, key: string): Promise<void> {
  const content = document.createElement("div");
  const side = document.createElement("aside");
  content.className = "pmain";
  side.className = "pside";
  main.replaceChildren(content, side);
  keepAwake();
  wholeScreenOnF();

  const store = new RoomStore();
  const pager = new Pager();
  const connection = new LiveConnection(polling => hubAt("/live", polling), clock);
  let closed: string | null = null;
  let shownWall = "";
  let downSince = Date.now();
  const say = (title: string, words: string): void => {
    patch(content, [headline(title), h("p", { class: "detail", key: "detail" }, words)]);
    patch(side, []);
  };

  const draw = () => {
    if (closed !== null) return say("This screen is closed.", closed);
    const { room, here } = store;
    if (!room) return say("Opening the room", Date.now() - downSince > 8_000 ? "The connection is slow or gone. It is tried again and again." : "One moment.");
    const now = Date.now();
    const at = activityOf(room, room.current);
    const wall = at ? room.walls[at.id] : undefined;
    const rating = at ? room.ratings[at.id] : undefined;
    const phases = phaseOf(at ? room.protocols[at.id] : undefined);
    const isRating = rating && at && (at.kind === "rating" || phases.now?.on === "rating");
    const isWall = wall && at && (at.kind === "wall" || phases.now?.on === "wall");
    let page = "";
    let parts: (Made | null)[];
    if (room.ended) parts = [headline("Thank you for being here."), h("p", { class: "detail", key: "detail" }, "What was written can still be read, on your phones.")];
    else if (!at) parts = [signalLine(room.signal), headline(room.title), h("p", { class: "detail", key: "detail" }, "Scan the code, or type it, and you are in. No account needed."), normsView(room.norms ?? [])];
    else if (isRating) parts = [signalLine(room.signal), phaseScreen(phases.now, phases.next), ...ratingScreen(rating, here?.people ?? null)];
    else if (isWall) {
      const name = `${at.id} ${wall.revealed}`;
      if (name !== shownWall) pager.begin();
      shownWall = name;
      const focused = wall.focus ? wall.cards[wall.focus] : undefined;
      const pages = pagesOf(wall, phases.now?.section);
      const index = pager.at(pages, now);
      const shown = pages[index];
      const asked = shown ? shown.section : phases.now?.section ?? null;
      const sections = wall.sections.filter(section => !section.removed);
      const section = sections.find(other => other.id === asked) ?? (sections.length === 1 ? sections[0] : undefined);
      if (pages.length > 1 && !focused) page = `${index + 1} of ${pages.length}`;
      parts = [
        focused ? null : signalLine(room.signal),
        headline(section?.prompt || section?.title || at.title),
        phaseScreen(phases.now, phases.next),
        focused ? focusView(key, focused) : shown ? cardsView(key, shown, card => pager.isNew(card.id, now)) : section?.private ? ownView() : !wall.revealed ? hiddenView(wall.writers ?? 0) : h("p", { class: "quietline", key: "none" }, "The first card shows here."),
      ];
      // Several questions and nothing written yet: all of them are asked.
      if (!shown && !section && sections.length > 1) parts.push(h("ul", { class: "questions", key: "questions" }, ...sections.map(other => h("li", {}, other.prompt || other.title))));
    } else if (at.kind === "page") {
      const pages = textPages(room.pages[at.id]?.text ?? "");
      const index = Math.floor(now / turnText) % pages.length;
      if (pages.length > 1) page = `${index + 1} of ${pages.length}`;
      parts = [signalLine(room.signal), headline(at.title), h("div", { class: "ptext", key: `text-${index}` }, ...pages[index]!)];
    } else parts = [signalLine(room.signal ?? phases.now?.signal), headline(phases.now?.name ?? at.title), phaseScreen(phases.now, phases.next, true)];
    patch(content, parts.filter((part): part is Made => part !== null));
    fit(content);
    patch(side, sideView({
      key, room, page, seconds: room.ended ? null : secondsLeft(room.timer, now + follower.offset),
      cards: isWall && (wall.revealed || shownCards(wall) > 0) ? shownCards(wall) : null, people: here?.people ?? null, hands: here?.hands ?? 0,
      isLive: follower.isWelcomed || now - downSince < 2_000,
    }));
    document.title = `${room.title} · Board`;
  };

  store.arrived = ({ surface, card }) => { if (surface === store.room?.current) pager.arrived(card.id, Date.now()); };
  const refused = await becomeScreen(key);
  if (refused !== null) return say("This is not a screen of the workshop yet.", refused);
  const follower = new Follower(connection, clock, store, { space: `workshop-${key}`, seat: "screen" }, {
    changed: () => {
      if (!follower.isWelcomed && downSince === 0) downSince = Date.now();
      if (follower.isWelcomed) downSince = 0;
      draw();
    },
    welcomed: () => { closed = null; },
    lost: () => {},
    closed: ({ message }) => {
      closed = message;
      draw();
    },
  });
  followTheBrowser(connection, { leaving: () => {}, back: () => {} });
  connection.start();
  setInterval(draw, 500);
  draw();
}
