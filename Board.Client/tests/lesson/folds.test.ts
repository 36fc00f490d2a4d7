import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, Text } from "@codemirror/state";
import { foldedWords, foldsOf } from "../../Surfaces/Notes/Lesson/folds";
import { stretchAt } from "../../Surfaces/Notes/Lesson/stretch";
import type { Mark } from "../../Surfaces/Notes/marks";

const doc = Text.of(["evidence", "I wonder", "", "Maybe", "evidence", "I wonder too"]);
const interpretation = (id: string, from: number, to: number, rest: Partial<Mark> = {}): Mark => ({ id, kind: "interpretation", by: "a", at: 0, from, to, quote: "x", ...rest });

test("Interpretations on neighbouring lines fold together, over a blank line too", () => {
  const folds = foldsOf(doc, [interpretation("c", 34, 46), interpretation("a", 9, 17), interpretation("b", 19, 24)]);
  assert.deepEqual(folds.map(({ first, last, marks }) => [first, last, marks.map(mark => mark.id).join("")]), [[2, 4, "ab"], [6, 6, "c"]]);
});

test("What was taken away, and what lost its words to another's line, is not folded", () => {
  assert.deepEqual(foldsOf(doc, [interpretation("a", 9, 17, { removed: true }), interpretation("b", 0, 0)]), []);
});

test("A fold says how many it holds", () => assert.deepEqual([foldedWords(1), foldedWords(2)], ["1 interpretation, folded", "2 interpretations, folded"]));

test("A tag is about the selection, the line, or the last words before an empty line", () => {
  const at = (anchor: number, head = anchor) => stretchAt(EditorState.create({ doc: "  first line \n\nthird", selection: { anchor, head } }));
  assert.deepEqual(at(4, 13), { from: 4, to: 12 });
  assert.deepEqual(at(5), { from: 2, to: 12 });
  assert.deepEqual(at(14), { from: 2, to: 12 });
  assert.deepEqual(at(17), { from: 15, to: 20 });
  assert.equal(stretchAt(EditorState.create({ doc: " " })), null);
});
