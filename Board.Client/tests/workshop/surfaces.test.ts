import assert from "node:assert/strict";
import { test } from "node:test";
import { agreement, median, openRound, spreadInWords, withCount, type Rating } from "../../Surfaces/Rating/rating";
import { placeAfter } from "../../Surfaces/Wall/card-order";
import { FeedOrder } from "../../Surfaces/Wall/feed-order";
import { cardsOf, hostOf, linkFrom } from "../../Surfaces/Wall/wall";
import { mineOnWall, myVotes, type Deed } from "../../Spaces/Workshop/Phone/mine";
import { card, cards, settings, wall } from "./room-server";

const inIt = (op: Deed["op"]): Deed => ({ op, isIn: true });
const waiting = (op: Deed["op"]): Deed => ({ op, isIn: false });

test("WALL9: places after one another grow and stay short", () => {
  let last = placeAfter(null);
  for (let i = 0; i < 2_000; i++) {
    const next = placeAfter(last);
    assert.ok(next > last, `${last} then ${next}`);
    assert.ok(next.length <= 4 && !next.endsWith("0"));
    last = next;
  }
  assert.ok(placeAfter("zzzz") > "zzzz");
});

test("Pinned cards stand first, and others as the wall sorts them", () => {
  const all = cards(card("a", { order: "b", at: 3 }), card("b", { order: "c", at: 2, counts: { agree: 5 } }), card("c", { order: "d", at: 1, pinned: true }));
  const order = (sort: typeof settings.sort) => cardsOf(wall({ cards: all, settings: { ...settings, sort } }), "s1").map(({ id }) => id).join("");
  assert.equal(order("placed"), "cab");
  assert.equal(order("newest"), "cab");
  assert.equal(order("most-reactions"), "cba");
});

test("PHONE3: what comes while somebody reads is put at the end, until they ask for the wall's order", () => {
  const order = new FeedOrder();
  const ids = (now: Parameters<FeedOrder["of"]>[0]) => order.of(now).flatMap(section => section.cards.map(({ id }) => id)).join("");
  const newest = { ...settings, sort: "newest" as const };
  assert.equal(ids(wall({ settings: newest, cards: cards(card("a", { at: 1 }), card("b", { at: 2 })) })), "ba");
  const more = wall({ settings: newest, cards: cards(card("a", { at: 1 }), card("b", { at: 2 }), card("c", { at: 3 })) });
  assert.equal(ids(more), "bac");
  assert.equal(order.differs(more), true);
  order.settle();
  assert.equal(ids(more), "cba");
  assert.equal(order.differs(more), false);
});

test("One's own cards are those that the server names and those that were sent from here", () => {
  const now = wall({ cards: cards(card("a"), card("b"), card("x")) });
  const mine = mineOnWall("w1", now, { walls: { w1: { cards: ["a"], comments: [], reactions: [{ card: "x", kind: "agree" }] } } }, [
    inIt({ type: "card-posted", surface: "w1", id: "b", section: "s1", order: "i", content: { text: "B" } }),
    waiting({ type: "card-posted", surface: "w1", id: "c", section: "s1", order: "i", content: { text: "C" } }),
    waiting({ type: "card-posted", surface: "w2", id: "d", section: "s1", order: "i", content: { text: "D" } }),
    waiting({ type: "reacted", surface: "w1", id: "x", kind: "agree", on: false }),
  ]);
  assert.deepEqual(mine.cards.map(({ id, isIn }) => [id, isIn]), [["a", true], ["b", true], ["c", false]]);
  assert.equal(mine.isMine("x"), false);
  assert.equal(mine.reacted("x", "agree"), false);
});

test("A card that was taken back can be put up again, and a change of one that was to be reworded waits", () => {
  const now = wall({ cards: cards(card("a", { mine: true, standing: "reword", ask: "No names, please." }), card("b", { mine: true })) });
  const mine = mineOnWall("w1", now, {}, [waiting({ type: "card-edited", surface: "w1", id: "a", content: { text: "Without" } }), inIt({ type: "card-withdrawn", surface: "w1", id: "b", withdrawn: true })]);
  assert.deepEqual(mine.cards.map(({ id, content, standing, ask }) => [id, content.text, standing, ask]), [["a", "Without", "pending", null]]);
  assert.deepEqual(mine.takenBack.map(({ id }) => id), ["b"]);
});

test("A card can be put up again that the server had named as one's own, and says nothing of any more", () => {
  const before = wall({ cards: cards(card("a")) });
  const own = { walls: { w1: { cards: ["a"], comments: [], reactions: [] } } };
  const seen = new Map(mineOnWall("w1", before, own, []).cards.map(mine => [mine.id, mine]));
  const back = inIt({ type: "card-withdrawn", surface: "w1", id: "a", withdrawn: true });
  assert.deepEqual(mineOnWall("w1", wall({ cards: {} }), {}, [back], seen).takenBack.map(({ id }) => id), ["a"]);
  const again = mineOnWall("w1", wall({ cards: {} }), {}, [back, waiting({ type: "card-withdrawn", surface: "w1", id: "a", withdrawn: false })], seen);
  assert.deepEqual([again.cards.map(({ id }) => id), again.takenBack], [["a"], []]);
});

test("A link is an address of the web that holds no password", () => {
  assert.equal(linkFrom("example.org"), "https://example.org/");
  assert.equal(linkFrom("http://example.org/a?b#c"), "http://example.org/a?b#c");
  for (const other of ["", "two words", "javascript:alert(1)", "data:text/html,x", "file:///etc", "https://a:b@example.org", "notanaddress"]) assert.equal(linkFrom(other), null, other);
  assert.equal(hostOf("https://example.org/a"), "example.org");
  assert.equal(hostOf("nothing"), "");
});

const rating = (stage: Rating["statements"][number]["stage"]): Rating => ({
  settings: { levels: [{ name: "Not yet" }, { name: "Starting" }, { name: "In place" }, { name: "Lasting" }], voices: ["COACH", "PRINCIPAL"] }, current: "r1",
  statements: [{ id: "r1", text: "Plans name a focus", stage, first: { voted: 0 }, second: { voted: 0 } }],
});

test("RATE2: which vote is open follows from the stage", () => {
  assert.deepEqual((["waiting", "vote", "reveal", "talk", "vote-again", "agree", "done"] as const).map(stage => openRound(rating(stage).statements[0]!)), [null, "first", null, null, "second", null, null]);
});

test("One's own vote is what was chosen last, in the round that is open", () => {
  const vote = (level: number): Deed => waiting({ type: "voted", surface: "x", statement: "r1", voice: 1, level });
  assert.deepEqual(myVotes("x", rating("vote"), {}, [vote(1), vote(2)]), { voice: 1, first: { r1: 2 }, second: {} });
  assert.deepEqual(myVotes("x", rating("vote-again"), { ratings: { x: { voice: 1, first: { r1: 0 }, second: {} } } }, [vote(3)]), { voice: 1, first: { r1: 0 }, second: { r1: 3 } });
  // What was voted in the first round is not a vote of the second.
  assert.deepEqual(myVotes("x", rating("vote-again"), {}, [{ ...vote(1), isIn: true, round: "first" }]), { voice: 1, first: { r1: 1 }, second: {} });
});

test("The spread is said in words, and how far apart it is", () => {
  const { levels } = rating("reveal").settings;
  assert.equal(spreadInWords([0, 2, 1, 0], levels), "two Starting, one In place");
  assert.equal(spreadInWords([0, 0, 0, 0], levels), "nobody has voted");
  assert.deepEqual([[0, 5, 1, 0], [0, 2, 2, 0], [0, 1, 1, 1], [0, 0, 0, 0]].map(agreement), ["Together", "One step apart", "Far apart", "No votes yet"]);
  assert.deepEqual([[0, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 0]].map(median), [1.5, 1, null]);
});

test("RATE4: a vote changes how many have voted, and nothing else of a rating", () => {
  const statement = { id: "s1", text: "The purpose is clear", stage: "vote-again", first: { voted: 3, spread: [[0, 3]] }, second: { voted: 1 } } as const;
  const rating = { settings: { levels: [{ name: "Not yet" }, { name: "Lasting" }], voices: [] }, current: "s1", statements: [statement, { ...statement, id: "s2" }] };
  const threshold = { level: 1, percent: 80 };
  const counted = withCount(rating, { type: "vote-counted", surface: "r1", statement: "s1", threshold, first: 3, second: 2 });
  assert.deepEqual(counted.statements[0], { ...statement, threshold, second: { voted: 2 } });
  assert.equal(counted.statements[1], rating.statements[1]);
});
