import assert from "node:assert/strict";
import { test } from "node:test";
import { clockWords, partOver, secondsLeft, TimerAnnouncer } from "../../Spaces/Workshop/Light/timer";
import { pagesOf, Pager, partsOf } from "../../Spaces/Workshop/Screen/paging";
import { card, cards, wall } from "./room-server";

test("The time left follows from the server's clock, and stands still while it is paused", () => {
  assert.equal(secondsLeft({ length: 180_000, endsAt: 10_000 }, 9_001), 1);
  assert.equal(secondsLeft({ length: 180_000, endsAt: 10_000 }, 11_000), 0);
  assert.equal(secondsLeft({ length: 180_000, endsAt: 10_000, pausedLeft: 61_000 }, 99_000), 61);
  assert.equal(secondsLeft(null, 1), null);
  assert.equal(partOver({ length: 100, endsAt: 150 }, 110), 0.6);
  assert.deepEqual([0, 9, 60, 605, 3_900].map(clockWords), ["0:00", "0:09", "1:00", "10:05", "1:05:00"]);
});

test("PHONE5: the timer is announced at 1:00 and at 0:10, once each, and at no other time", () => {
  const announcer = new TimerAnnouncer();
  const said = Array.from({ length: 91 }, (_, i) => 90 - i).flatMap(seconds => [seconds, seconds]).map(seconds => [seconds, announcer.at(seconds)] as const).filter(([, words]) => words !== null);
  assert.deepEqual(said, [[60, "One minute left."], [10, "Ten seconds left."]]);
});

test("A timer that begins with a minute, and one that was slept over, say nothing late", () => {
  const announcer = new TimerAnnouncer();
  assert.equal(announcer.at(null), null);
  assert.equal(announcer.at(60), null);
  assert.equal(announcer.at(90), null);
  assert.equal(announcer.at(30), null);
});

test("A timer that is extended announces its minute again", () => {
  const announcer = new TimerAnnouncer();
  const say = [70, 60, 50, 120, 61, 60].map(seconds => announcer.at(seconds));
  assert.deepEqual(say, [null, "One minute left.", null, null, null, "One minute left."]);
});

const many = (count: number, text = "Short") => cards(...Array.from({ length: count }, (_, i) => card(`c${String(i).padStart(2, "0")}`, { order: `i${String(i).padStart(2, "0")}1`, content: { text } })));

test("SCREEN1: a page holds three short cards, two of middle length, or one long one or picture", () => {
  assert.deepEqual(pagesOf(wall({ cards: many(7) })).map(page => page.cards.length), [3, 3, 1]);
  assert.deepEqual(pagesOf(wall({ cards: many(3, "x".repeat(150)) })).map(page => page.cards.length), [2, 1]);
  assert.deepEqual(pagesOf(wall({ cards: many(2, "x".repeat(900)) })).map(page => page.cards.length), [1, 1]);
  assert.equal(partsOf(card("c", { content: { text: "", image: "i1" } })), 3);
});

test("Sections begin a page of their own", () => {
  const two = wall({ sections: [{ id: "s1", title: "A", prompt: "", order: "a" }, { id: "s2", title: "B", prompt: "", order: "b" }], cards: cards(card("a"), card("b", { section: "s2" })) });
  assert.deepEqual(pagesOf(two).map(page => page.section), ["s1", "s2"]);
  assert.deepEqual(pagesOf(two, "s2").map(page => page.section), ["s2"]);
});

test("Pages turn by themselves every ten seconds, and begin again after the last", () => {
  const pages = pagesOf(wall({ cards: many(7) }));
  const pager = new Pager();
  assert.deepEqual([0, 9_999, 10_000, 19_000, 20_000, 30_000].map(now => pager.at(pages, now)), [0, 0, 1, 1, 2, 0]);
});

test("A card that has come is turned to, calmly, and is new for ten seconds", () => {
  const pager = new Pager();
  pager.at(pagesOf(wall({ cards: many(6) })), 0);
  const more = pagesOf(wall({ cards: many(7) }));
  pager.arrived("c06", 1_000);
  assert.equal(pager.at(more, 1_000), 0);
  assert.equal(pager.at(more, 4_000), 2);
  assert.equal(pager.isNew("c06", 10_999), true);
  assert.equal(pager.isNew("c06", 11_000), false);
  assert.equal(pager.at(more, 13_999), 2);
});

test("What is read stays when cards come before it or go", () => {
  const pager = new Pager();
  const all = many(7);
  pager.at(pagesOf(wall({ cards: all })), 0);
  assert.equal(pager.at(pagesOf(wall({ cards: all })), 10_000), 1);
  const before = { ...cards(card("first", { pinned: true, content: { text: "x".repeat(900) } })), ...all };
  assert.equal(pagesOf(wall({ cards: before }))[pager.at(pagesOf(wall({ cards: before })), 11_000)]!.cards[0]!.id, "c03");
  assert.equal(pager.at([], 12_000), 0);
});
