import type { Rating } from "../../../Surfaces/Rating/rating";
import { placeAfter } from "../../../Surfaces/Wall/card-order";
import { FeedOrder } from "../../../Surfaces/Wall/feed-order";
import { lastPlace, readable, type Wall } from "../../../Surfaces/Wall/wall";
import { signalOf } from "../Light/signals";
import type { RoomStore } from "../Light/store";
import { activityOf, phaseOf, type Room } from "../Light/workshop";
import { contentFrom, draftOf, placeOf } from "./content";
import type { Desk, Step } from "./desk";
import { places, type Draft, type Drafts } from "./drafts";
import { mineOnWall, myVotes, roundOf, type Deed, type MyCard } from "./mine";
import type { Outbox, Refusal } from "./outbox";
import { drawId, subjectOf, type PhoneOp } from "./phone-ops";
import type { Photo } from "./photo";
import { PhotoTray } from "./photo-tray";
import type { Shelf } from "./shelf";
import { Way } from "./way";

interface Outside {
  changed(): void;
  say(words: string): void;
  raise(hand: boolean, ready: boolean): void;
  serverNow(): number;
}

/** Everything that a participant can do, and where on the phone they are. */
export class RoomDesk implements Desk {
  readonly way = new Way();
  step: Step = { name: "ask" };
  isLive = false;
  isSignedOut = false;
  closed: string | null = null;
  /** Something that was refused elsewhere than where this phone is. */
  notice: string | null = null;
  linking = false;
  hand = false;
  ready = false;
  talking: string | null = null;

  #done: readonly Deed[] = [];
  readonly #refusals = new Map<string, string>();
  readonly #orders = new Map<string, FeedOrder>();
  readonly #voices = new Map<string, number>();
  readonly #photos: PhotoTray;
  readonly #revealed = new Map<string, boolean>();
  readonly #phases = new Map<string, string | null>();
  /** One's own cards as they were last: what is taken back is told to nobody, and can be put up again. */
  readonly #seen = new Map<string, MyCard>();
  /** Not known until the room is. */
  #signal: string | null | undefined;
  #depth = 0;

  constructor(readonly key: string, private readonly store: RoomStore, private readonly outbox: Outbox, private readonly drafts: Drafts, private readonly shelf: Shelf, private readonly outside: Outside) {
    this.#photos = new PhotoTray(key, (place, image) => this.type(place, { ...this.drafts.of(place), image }), () => outside.changed());
  }

  get photo(): Photo | null { return this.#photos.current; }
  get room(): Room { return this.store.room!; }
  get name(): string { return this.store.name; }
  get people(): number | null { return this.store.here?.people ?? null; }
  get keeps(): boolean { return this.drafts.keeps; }
  get unsent(): number { return this.outbox.unsent.length; }
  get outboxKeeps(): boolean { return this.outbox.keeps; }
  get sendingWaits(): string | null { return this.outbox.waiting; }
  get deeds(): readonly Deed[] { return [...this.#done, ...this.outbox.unsent.map(op => ({ op, isIn: false }))]; }

  get order(): FeedOrder {
    const at = this.way.at ?? "";
    const order = this.#orders.get(at) ?? new FeedOrder();
    this.#orders.set(at, order);
    return order;
  }

  serverNow(): number { return this.outside.serverNow(); }

  mine(surface: string, wall: Wall) {
    const mine = mineOnWall(surface, wall, this.store.own, this.deeds, this.#seen);
    for (const card of mine.cards) this.#seen.set(card.id, card);
    return mine;
  }

  votes(surface: string, rating: Rating) {
    const votes = myVotes(surface, rating, this.store.own, this.deeds);
    const chosen = this.#voices.get(surface) ?? Number(this.shelf.get(`voice ${this.key} ${surface}`) ?? -1);
    return votes.voice >= 0 ? votes : { ...votes, voice: chosen };
  }

  refusedAt(place: string): string | null { return this.#refusals.get(place) ?? null; }

  /** Something of the room has changed: perhaps it is elsewhere, or shows what was hidden. */
  follow(): void {
    const { room } = this.store;
    if (!room) return;
    const busy = this.step.name === "compose" || this.talking !== null;
    const signal = signalOf(room.signal);
    if (signal && this.#signal !== undefined && room.signal !== this.#signal) this.outside.say(`${signal.name}. ${signal.meaning}.`);
    this.#signal = room.signal ?? null;
    // What is over is nowhere: its people read what they like.
    if (this.way.follow(room.ended ? {} : room, busy) && (this.step.name !== "agenda" || this.way.isHeld)) this.#arrive();
    const wall = this.way.at ? room.walls[this.way.at] : undefined;
    if (!wall || !this.way.at) return;
    const phase = room.protocols[this.way.at]?.current ?? null;
    const isAnother = this.#phases.has(this.way.at) && this.#phases.get(this.way.at) !== phase;
    this.#phases.set(this.way.at, phase);
    // Who looks for their way is not sent off it.
    if (isAnother && !busy && this.step.name !== "agenda") this.#arrive();
    const was = this.#revealed.get(this.way.at);
    this.#revealed.set(this.way.at, wall.revealed);
    if (was === false && wall.revealed) this.order.settle();
    // At the reveal everybody reads; who is still writing finishes first.
    if (was === false && wall.revealed && !busy && activityOf(room, this.way.at)?.kind === "wall") {
      this.step = { name: "feed" };
      this.outside.say("The wall is open now.");
    }
  }

  /** What the server calls one's own holds what was done before; hands are down after a connection that was lost. */
  welcomed(): void {
    // Of what is taken back it says nothing; this page still offers to put it up again.
    this.#done = this.#done.filter(({ op }) => op.type === "card-withdrawn" && !this.store.own.walls?.[op.surface]?.cards.includes(op.id));
    this.closed = null;
    this.photo?.retry();
    if (this.hand || this.ready) this.outside.raise(this.hand, this.ready);
  }

  done(op: PhoneOp): void {
    const rating = op.type === "voted" ? this.room.ratings[op.surface] : undefined;
    this.#done = [...this.#done, { op, isIn: true, ...(op.type === "voted" && rating ? { round: roundOf(rating, op.statement) } : {}) }];
    if (op.type === "card-posted") this.outside.say("Your card is in.");
    if (op.type === "voted") this.outside.say("Your vote is in.");
    this.outside.changed();
  }

  /** The words go back to where they were typed, if nothing else is there, and the reason stands beside them. */
  refused(op: PhoneOp, { message }: Refusal): void {
    const [place, draft] = placeOf(op);
    if (draft && this.drafts.of(place).text === "") this.drafts.keep(place, draft);
    this.#refusals.set(place, message);
    if (op.surface !== this.way.at) this.notice = `${activityOf(this.room, op.surface)?.title ?? "Earlier"}: ${message}`;
    if (op.type === "card-posted" && this.way.at === op.surface && this.step.name !== "compose") this.go({ name: "compose", section: op.section });
    if (op.type === "card-edited" && this.way.at === op.surface && this.step.name === "sent") this.outside.changed();
    this.outside.say(message);
    this.outside.changed();
  }

  preview(image: string): string | null { return this.#photos.preview(image); }

  draft(place: string): Draft { return this.drafts.of(place); }

  type(place: string, draft: Draft): void {
    this.drafts.keep(place, draft);
    this.#refusals.delete(place);
    this.outside.changed();
  }

  do(op: PhoneOp): void {
    this.#refusals.delete(placeOf(op)[0]);
    this.outbox.add(op);
  }

  go(step: Step): void {
    if (step.name === "compose" && step.card) this.#openChange(step.card);
    if (step.name === "compose") void this.#photos.resume(this.way.at ?? "", step.card ? places.change(this.way.at ?? "", step.card) : places.answer(this.way.at ?? "", step.section));
    // From one writing screen to another there is nothing to go back to.
    if (this.step.name !== "compose" || step.name !== "compose") history.pushState({ depth: ++this.#depth, step: this.step }, "");
    this.step = step;
    this.talking = null;
    this.linking = false;
    this.outside.changed();
  }

  /** The phone's own way back. */
  back(state: unknown): void {
    const depth = (state as { depth?: number } | null)?.depth ?? 0;
    this.#depth = depth;
    this.#photos.set();
    this.step = this.step.name === "agenda" || this.step.name === "compose" ? this.#resting() : { name: "ask" };
    this.talking = null;
    this.outside.changed();
  }

  visit(activity: string | null): void {
    if (!this.way.go(activity)) return;
    this.#arrive();
    this.outside.changed();
  }

  answer(come: boolean): void {
    this.way.answer(come);
    if (come) this.#arrive();
    this.outside.changed();
  }

  send(surface: string, wall: Wall, section: string, card?: string): void {
    const place = card ? places.change(surface, card) : places.answer(surface, section);
    // Not without the photo that is on its way.
    if (this.photo && this.photo.state.kind !== "refused") return;
    const content = contentFrom(this.drafts.of(place));
    if (!content) {
      this.#refusals.set(place, this.drafts.of(place).text.trim() === "" ? "Write a few words first, or add a photo or a link." : this.#refusals.get(place) ?? "This can’t be sent as it is. Your words are still here.");
      return this.outside.changed();
    }
    const waiting = this.outbox.unsent.find(op => op.type === "card-posted" && op.id === card);
    this.do(card ? waiting?.type === "card-posted" && this.outbox.drop(subjectOf(waiting)) ? { ...waiting, content } : { type: "card-edited", surface, id: card, content }
      : { type: "card-posted", surface, id: drawId(), section, order: placeAfter(lastPlace(wall, section)), content });
    this.drafts.drop(place);
    this.#photos.drop();
    this.linking = false;
    this.step = { name: "sent" };
    this.outside.changed();
  }

  comment(surface: string, card: string): void {
    const place = places.comment(surface, card);
    const text = this.drafts.of(place).text.trim();
    if (text === "") return;
    this.do({ type: "card-commented", surface, id: card, comment: drawId(), text });
    this.drafts.drop(place);
    this.outside.changed();
  }

  talk(card: string | null): void {
    this.talking = card;
    this.outside.changed();
  }

  choosePhoto(file: Blob, place: string): void { this.#photos.choose(file, this.way.at ?? "", place); }

  dropPhoto(place: string): void {
    this.#photos.drop();
    this.type(place, { ...this.drafts.of(place), image: "", alt: "" });
  }

  read(): void {
    this.notice = null;
    this.outside.changed();
  }

  openLink(): void {
    this.linking = !this.linking;
    this.outside.changed();
  }

  settleFeed(): void {
    this.order.settle();
    this.outside.changed();
  }

  raise(hand: boolean, ready: boolean): void {
    [this.hand, this.ready] = [hand, ready];
    this.outside.raise(hand, ready);
    this.outside.changed();
  }

  chooseVoice(surface: string, voice: number): void {
    this.#voices.set(surface, voice);
    this.shelf.put(`voice ${this.key} ${surface}`, voice < 0 ? null : String(voice));
    this.outside.changed();
  }

  leave(): void { location.assign("/join"); }

  #arrive(): void {
    this.step = this.#resting();
    this.talking = null;
    this.#photos.set();
  }

  /** Where one comes to in an activity: to read where it is open and one has written, else to what is asked. */
  #resting(): Step {
    const wall = this.way.at ? this.store.room?.walls[this.way.at] : undefined;
    if (!wall || !this.way.at) return { name: "ask" };
    const { now } = phaseOf(this.room.protocols[this.way.at]);
    const mine = this.mine(this.way.at, wall);
    const canRead = readable(wall, mine.isMine) > 0;
    // A phase asks anew, or is for reading (and for dots on) what was written in the ones before.
    if (now && this.way.isWithTheRoom) return { name: now.on === "wall" && canRead && (now.writes !== "everyone" || wall.settings.dots) ? "feed" : "ask" };
    const wrote = mine.cards.length > 0;
    return { name: canRead && (wrote || !this.way.isWithTheRoom) ? "feed" : wrote ? "sent" : "ask" };
  }

  /** A card to be changed opens with what it says, unless a change of it was begun. */
  #openChange(card: string): void {
    const surface = this.way.at ?? "";
    const wall = this.room.walls[surface];
    const place = places.change(surface, card);
    const mine = wall && this.mine(surface, wall).cards.find(other => other.id === card);
    if (mine && this.drafts.of(place).text === "") this.drafts.keep(place, draftOf(mine.content));
  }
}
