import assert from "node:assert/strict";
import { test } from "node:test";
import { codeFrom, codeWords, scanned, strangersIn } from "../../Spaces/Workshop/Phone/code-entry";
import { contentFrom } from "../../Spaces/Workshop/Phone/content";
import { join } from "../../Spaces/Workshop/Phone/door";
import { Drafts, nothingYet, places } from "../../Spaces/Workshop/Phone/drafts";
import { blocksOf, piecesOf } from "../../Spaces/Workshop/Phone/page-text";
import { drawId } from "../../Spaces/Workshop/Phone/phone-ops";
import { memoryShelf } from "../../Spaces/Workshop/Phone/shelf";
import { statusOf } from "../../Spaces/Workshop/Phone/status";
import { Way } from "../../Spaces/Workshop/Phone/way";

test("A code is read however it is typed", () => {
  for (const typed of ["K7M4QX", "k7m 4qx", "k7m-4qx", " K7M 4QX ", "https://board.example/join#K7M4QX.secret"]) assert.equal(codeFrom(typed), "K7M4QX", typed);
  assert.equal(codeFrom("K7M4QXZZ"), "K7M4QX");
  assert.equal(codeWords("K7M4QX"), "K7M 4QX");
  assert.equal(codeWords("K7"), "K7");
});

test("Characters that no code holds are named", () => {
  assert.equal(codeFrom("OIA01"), "");
  assert.equal(strangersIn("K7M 4O1"), "O1");
});

test("A scanned address brings the code and the secret, or nothing", () => {
  assert.deepEqual(scanned("#K7M4QX.abc-DEF_123"), { code: "K7M4QX", secret: "abc-DEF_123" });
  assert.deepEqual(scanned("#k7m4qx"), { code: "K7M4QX", secret: "" });
  for (const other of ["", "#", "#K7M", "#K7M4QO.abc", "#K7M4QX.a/b", "#K7M4QX.abc?x"]) assert.equal(scanned(other), null, other);
});

test("The door's refusals come as words, and no answer is not a refusal", async () => {
  const answering = (status: number, body: unknown) => (async () => new Response(JSON.stringify(body), { status })) as typeof fetch;
  assert.deepEqual(await join("K7M4QX", "", "", answering(200, { room: "k", title: "T" })), { kind: "in", room: "k" });
  assert.deepEqual(await join("K7M4QX", "", "", answering(404, { code: "unknown-code", message: "No room has this code." })), { kind: "refused", code: "unknown-code", words: "No room has this code." });
  assert.deepEqual(await join("K7M4QX", "", "", (async () => { throw new TypeError(); }) as typeof fetch), { kind: "unreached" });
});

test("Drafts are kept apart for each question, and gone when they are empty", () => {
  const shelf = memoryShelf(true);
  const drafts = new Drafts(shelf, "k");
  drafts.keep(places.answer("w1", "s1"), { ...nothingYet, text: "One" });
  drafts.keep(places.answer("w1", "s2"), { ...nothingYet, text: "Two" });
  assert.equal(new Drafts(shelf, "k").of(places.answer("w1", "s1")).text, "One");
  assert.equal(new Drafts(shelf, "other").of(places.answer("w1", "s1")).text, "");
  drafts.keep(places.answer("w1", "s1"), nothingYet);
  assert.equal(shelf.names().length, 1);
});

test("A card needs words, a link or a picture, and no more words than it holds", () => {
  assert.equal(contentFrom(nothingYet), null);
  assert.equal(contentFrom({ ...nothingYet, text: "  \n" }), null);
  assert.equal(contentFrom({ ...nothingYet, text: "x".repeat(1_001) }), null);
  assert.deepEqual(contentFrom({ ...nothingYet, text: " One form. " }), { text: "One form.", link: null, image: null, alt: "" });
  assert.equal(contentFrom({ ...nothingYet, link: "example.org/a" })?.link, "https://example.org/a");
  assert.equal(contentFrom({ ...nothingYet, text: "a", link: "javascript:alert(1)" }), null);
  assert.equal(contentFrom({ ...nothingYet, link: "https://me:secret@example.org" }), null);
  assert.deepEqual(contentFrom({ ...nothingYet, image: "i1", alt: " A form " }), { text: "", link: null, image: "i1", alt: "A form" });
});

test("A text page has paragraphs, lists and addresses, and nothing else", () => {
  assert.deepEqual(blocksOf("Hello\nthere\n\n- one\n- two\nend").map(block => block.kind), ["paragraph", "list", "paragraph"]);
  assert.deepEqual(piecesOf("See https://example.org/a, then <b>talk</b>."), [
    { kind: "words", words: "See " }, { kind: "link", address: "https://example.org/a", host: "example.org" }, { kind: "words", words: ", then <b>talk</b>." }]);
  assert.deepEqual(piecesOf("javascript:alert(1)"), [{ kind: "words", words: "javascript:alert(1)" }]);
});

test("Ids are 16 letters and figures, and each is as likely as another", () => {
  assert.match(drawId(), /^[a-z0-9]{16}$/);
  // Bytes from 252 on would make some letters likelier: they are drawn again.
  let draws = 0;
  assert.equal(drawId(count => new Uint8Array(count).fill(draws++ === 0 ? 255 : 0)), "a".repeat(16));
});

test("The corner says what matters most", () => {
  const say = (isLive: boolean, unsent: number) => statusOf({ isLive, unsent, keeps: true, hasDraft: false }).words;
  assert.equal(say(true, 0), "Live");
  assert.equal(say(false, 1), "1 waiting to be sent");
  assert.equal(say(false, 0), "Reconnecting");
  assert.equal(say(true, 2), "Sending");
});

const askedBy = (way: Way) => way.asked?.number ?? null;

test("PHONE2: a phone goes along with the room, but not away under somebody's hands", () => {
  const way = new Way();
  way.follow({ current: "w1" }, false);
  assert.equal(way.at, "w1");
  way.follow({ current: "w2" }, true);
  assert.equal(way.at, "w1");
  assert.equal(way.isWithTheRoom, false);
  way.join();
  way.follow({ current: "w3" }, false);
  assert.equal(way.at, "w3");
});

test("Who reads what was before stays there when the room goes on", () => {
  const way = new Way();
  way.follow({ current: "w2" }, false);
  way.go("w1");
  way.follow({ current: "w3" }, false);
  assert.equal(way.at, "w1");
});

test("A call asks once, and takes no for an answer; the next one asks again", () => {
  const way = new Way();
  way.follow({ current: "w2" }, false);
  way.go("w1");
  way.follow({ current: "w2", call: { activity: "w2", locked: false, number: 1 } }, false);
  assert.equal(askedBy(way), 1);
  way.answer(false);
  assert.equal(askedBy(way), null);
  assert.equal(way.at, "w1");
  way.follow({ current: "w2", call: { activity: "w2", locked: false, number: 2 } }, false);
  assert.equal(askedBy(way), 2);
  way.answer(true);
  assert.equal(way.at, "w2");
});

test("Who is there already is not asked", () => {
  const way = new Way();
  way.follow({ current: "w1" }, false);
  way.follow({ current: "w1", call: { activity: "w1", locked: false, number: 1 } }, false);
  assert.equal(askedBy(way), null);
});

test("PHONE2: a locked call brings everybody, whatever they do, and keeps them", () => {
  const way = new Way();
  way.follow({ current: "w1" }, false);
  way.go("w0");
  way.follow({ current: "w1", call: { activity: "w1", locked: true, number: 1 } }, true);
  assert.equal(way.at, "w1");
  assert.equal(way.go("w0"), false);
  way.follow({ current: "w1", call: null }, false);
  assert.equal(way.go("w0"), true);
});
