import { currentStatement } from "../../../Surfaces/Rating/rating";
import { readable } from "../../../Surfaces/Wall/wall";
import type { RoomStore } from "../Light/store";
import { secondsLeft, TimerAnnouncer } from "../Light/timer";
import { h, icon, patch, type Made } from "../Light/view";
import { activityOf, phaseOf } from "../Light/workshop";
import { composeHeader, composeView } from "./compose-view";
import { feedView } from "./feed-view";
import { ratingView } from "./rating-view";
import type { RoomDesk } from "./room-desk";
import { agendaView, callView, closedView, doorView, footView, headerView, nextView, pageView, phaseView, readingHeader, restView, talkPhaseView } from "./room-views";
import { statusOf } from "./status";
import { askedOf, askView, readButton, sentView } from "./wall-views";

/** Shows the desk: draws when something has changed, moves the focus when the screen is another one, and speaks calmly. */
export class RoomScreen {
  readonly #page = document.createElement("div");
  readonly #voice = document.createElement("p");
  readonly #announcer = new TimerAnnouncer();
  #due = false;
  #shown = "";
  #downSince = 0;

  constructor(private readonly main: HTMLElement, private readonly desk: RoomDesk, private readonly store: RoomStore) {
    this.#page.className = "phone light";
    this.#voice.className = "sr";
    this.#voice.setAttribute("role", "status");
    main.replaceChildren(this.#page, this.#voice);
  }

  start(): void {
    this.#downSince = Date.now();
    setInterval(() => {
      const words = this.#announcer.at(this.store.room ? secondsLeft(this.store.room.timer, this.desk.serverNow()) : null);
      if (words) this.say(words);
      // The clock, and how long the connection has been away. What is read shows no clock.
      if (!this.#shown.startsWith("feed") || !this.desk.isLive) this.#draw();
    }, 500);
    // A keyboard that covers the page must not cover the field.
    visualViewport?.addEventListener("resize", () => this.main.style.setProperty("--seen", `${Math.round(visualViewport!.height)}px`));
    this.#draw();
  }

  changed(): void {
    if (this.#due) return;
    this.#due = true;
    setTimeout(() => this.#draw(), 16);
  }

  /** To those who listen to the page; what is said is said once. */
  say(words: string): void {
    this.#voice.textContent = "";
    this.#voice.textContent = words;
  }

  #draw(): void {
    this.#due = false;
    if (this.desk.isLive) this.#downSince = 0;
    else if (this.#downSince === 0) this.#downSince = Date.now();
    const [name, parts] = this.#parts();
    this.#page.dataset["screen"] = name.split(" ")[0]!;
    patch(this.#page, parts.filter((part): part is Made => part !== null));
    if (name === this.#shown) return;
    const isFirst = this.#shown === "";
    this.#shown = name;
    scrollTo(0, 0);
    // The title of the page is what somebody hears first when they come back to it.
    const title = this.store.room?.title;
    if (title) document.title = `${title} · Board`;
    if (isFirst) return;
    const target = this.#page.querySelector<HTMLElement>(name.startsWith("compose") ? "textarea" : "h1");
    target?.focus();
    if (target instanceof HTMLTextAreaElement) target.setSelectionRange(target.value.length, target.value.length);
  }

  /** The name of the screen, which is another one where the focus has to move, and what is on it. */
  #parts(): [string, readonly (Made | null)[]] {
    const { desk, store } = this;
    const { room } = store;
    if (desk.isSignedOut && !room) return ["closed", closedView("This phone has not joined it, or not any more. Enter the code on the screen.")];
    if (desk.closed !== null) return ["closed", closedView(desk.closed)];
    if (!room) return ["opening", [h("div", { class: "mid", key: "opening" }, h("h1", { tabindex: "-1", class: "center" }, "Opening the room"), h("p", { class: "muted center" }, Date.now() - this.#downSince > 8_000 ? "The connection is slow or gone. It is tried again and again; nothing is lost." : "One moment."))]];
    // For the first seconds of a lost connection there is nothing to say: most come back by themselves.
    const isLive = desk.isLive || Date.now() - this.#downSince < 2_000;
    const status = statusOf({ isLive, unsent: desk.unsent, keeps: desk.outboxKeeps, hasDraft: false });
    const header = headerView(room.title, status);
    if (store.isAtTheDoor) return ["door", [header, ...doorView(room.title)]];
    const waits = desk.sendingWaits ? h("p", { class: "banner warn", key: "waits" }, icon("phone"), desk.sendingWaits) : null;
    const notice = desk.notice ? h("div", { class: "banner warn", key: "notice" }, h("span", { class: "grow" }, desk.notice), h("button", { type: "button", class: "btn", onclick: () => desk.read() }, "I’ve read it")) : null;
    if (desk.step.name === "agenda") return ["agenda", [header, ...agendaView(desk)]];
    const at = activityOf(room, desk.way.at);
    const around = (name: string, ...parts: readonly (Made | null)[]): [string, readonly (Made | null)[]] => [`${name} ${at?.id ?? ""}`, [header, waits, notice, ...parts, footView(desk), callView(desk)]];
    const reading = (name: string, ...parts: readonly (Made | null)[]): [string, readonly (Made | null)[]] => {
      const [shown, [, ...rest]] = around(name, ...parts);
      return [shown, [readingHeader(desk, status, !name.startsWith("rating")), ...rest]];
    };
    if (!at) return around("rest", restView(desk));
    const protocol = at.kind === "protocol" ? room.protocols[at.id] : undefined;
    const { now, next } = phaseOf(protocol);
    const rating = room.ratings[at.id];
    const wall = room.walls[at.id];
    if (at.kind === "page") return around("page", pageView(desk, at.title, room.pages[at.id]?.text ?? ""), nextView(desk));
    if (rating && (at.kind === "rating" || now?.on === "rating")) return (currentStatement(rating) ? reading : around)(`rating ${rating.current ?? ""}`, phaseView(now, next), ...ratingView(desk, at.id, rating));
    if (!wall || at.kind === "protocol" && now?.on !== "wall" && desk.step.name === "ask") return around("talk", talkPhaseView(desk, at.title, now, next), wall ? readButton(desk, at.id, wall) : null);
    const asked = askedOf(desk, at.id, wall, protocol);
    switch (desk.step.name) {
      case "compose": {
        const { section, card } = desk.step;
        return [`compose ${at.id} ${section} ${card ?? ""}`, [...composeHeader(desk), ...(isLive ? [] : [h("p", { class: "sm quiet", key: "off" }, "No connection. What you write is kept, and sent later.")]), waits, ...composeView(desk, asked, section, card), callView(desk)]];
      }
      case "sent": return reading("sent", phaseView(now, next), ...sentView(desk, asked), nextView(desk));
      case "feed":
        if (wall.revealed || readable(wall, desk.mine(at.id, wall).isMine) > 0) return reading("feed", phaseView(now, next), ...feedView(desk, asked), nextView(desk));
        return around("ask", phaseView(now, next), ...askView(desk, asked));
      default: return around("ask", phaseView(now, next), ...askView(desk, asked));
    }
  }
}
