import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, Text } from "@codemirror/state";
import { splitsPair, wellFormed, wholeCharacters } from "../../Surfaces/Notes/surrogates";
import { seeded } from "../random";

const of = (doc: string) => EditorState.create({ doc, extensions: wholeCharacters });
const ranges = (state: EditorState, from: number, to: number, insert: string) => {
  const transaction = state.update({ changes: { from, to, insert: Text.of([insert]) }, userEvent: "input.type" });
  const found: [number, number, string][] = [];
  transaction.changes.iterChanges((fromA, toA, _fromB, _toB, text) => found.push([fromA, toA, text.toString()]));
  return { text: transaction.newDoc.toString(), changes: found, head: transaction.newSelection.main.head };
};

test("An emoji that turns into another one is replaced as a whole", () => {
  const { text, changes } = ranges(of("a😀b"), 2, 3, "\ude01");
  assert.equal(text, "a😁b");
  assert.deepEqual(changes, [[1, 3, "😁"]]);
});

test("The first half of a pair is replaced together with the second", () => {
  const { text, changes } = ranges(of("a😀b"), 1, 2, "\ud83e");
  assert.equal(text, "a\u{1fa00}b".replace("\u{1fa00}", "\ud83e\ude00"));
  assert.deepEqual(changes, [[1, 3, "\ud83e\ude00"]]);
});

test("To delete half a character deletes it all", () => {
  assert.equal(ranges(of("a😀b"), 2, 3, "").text, "ab");
  assert.equal(ranges(of("a😀b"), 1, 2, "").text, "ab");
  assert.equal(ranges(of("😀𝒳"), 1, 3, "").text, "");
});

test("Typing within a character goes behind it", () => {
  assert.equal(ranges(of("😀"), 1, 1, "x").text, "😀x");
});

test("Half a pair out of nowhere becomes a replacement character", () => {
  assert.equal(ranges(of("ab"), 1, 1, "\ud83d").text, "a\ufffdb");
  assert.equal(ranges(of("ab"), 1, 1, "\ude00").text, "a\ufffdb");
  assert.equal(ranges(of("ab"), 1, 2, "x\ude00y").text, "ax\ufffdy");
});

test("Whole characters are left alone, and so is the transaction", () => {
  const { text, changes, head } = ranges(of("a😀b"), 1, 3, "👍🏽");
  assert.equal(text, "a👍🏽b");
  assert.deepEqual(changes, [[1, 3, "👍🏽"]]);
  assert.equal(head, 0);
});

test("The event that caused a change is still known after it was widened", () => {
  const transaction = of("😀").update({ changes: { from: 1, to: 2, insert: Text.of(["\ude01"]) }, userEvent: "input.type.compose" });
  assert.equal(transaction.isUserEvent("input.type.compose"), true);
});

test("Well-formed text is told from the rest", () => {
  assert.equal(wellFormed("a😀é漢"), "a😀é漢");
  assert.equal(wellFormed("\ud83d\ud83d\ude00\ude00"), "\ufffd😀\ufffd");
  assert.equal(splitsPair(Text.of(["😀"]), 1), true);
  assert.equal(splitsPair(Text.of(["😀"]), 2), false);
});

test("However text is torn, what comes out is whole characters only", () => {
  const bits = ["a", "😀", "\n", "𝒳", "é", "\ud83d", "\ude00"];
  const random = seeded(7);
  let state = of("😀a𝒳");
  for (let i = 0; i < 5000; i++) {
    const from = random(state.doc.length + 1);
    const to = Math.min(state.doc.length, from + random(4));
    const insert = Text.of((bits[random(bits.length)]! + bits[random(bits.length)]!).split("\n"));
    state = state.update({ changes: { from, to, insert } }).state;
    const text = state.doc.toString();
    assert.equal(wellFormed(text), text, `step ${i}`);
    if (state.doc.length > 60) state = of("😀a𝒳");
  }
});
