import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "../../Spaces/Workshop/Light/view";

const keys = (...children: Parameters<typeof h>[2][]) => h("div", {}, ...children).children.map(child => (typeof child === "string" ? child : child.key));

test("A part keeps its element when one appears before it, so that a press ends on what it began on", () => {
  const [another] = keys(null, h("button", {}, "Write another"));
  const [read, stillAnother] = keys(h("button", {}, "Read the room’s cards"), h("button", {}, "Write another"));
  assert.equal(stillAnother, another);
  assert.notEqual(read, another);
});

test("A key of one's own stays, and words need none", () => {
  assert.deepEqual(keys("Taken back: ", h("q", { key: "q" }), h("b")), ["Taken back: ", "q", "~2"]);
});
