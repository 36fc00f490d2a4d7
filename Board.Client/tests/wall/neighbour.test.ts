import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour } from "../../Surfaces/Wall/neighbour";

const at = (left: number, top: number, height = 80) => ({ left, top, width: 100, height });
// Two columns, and a section to the right.
const boxes = [at(0, 0), at(116, 0, 180), at(0, 96), at(0, 192), at(116, 196), at(400, 0)];

test("Up and down stay in the column", () => {
  assert.equal(neighbour(boxes, 0, "down"), 2);
  assert.equal(neighbour(boxes, 3, "up"), 2);
  assert.equal(neighbour(boxes, 1, "down"), 4);
});

test("Left and right go to the card at the same height", () => {
  assert.equal(neighbour(boxes, 2, "right"), 1);
  assert.equal(neighbour(boxes, 4, "left"), 3);
});

test("Right goes on into the next section", () => assert.equal(neighbour(boxes, 1, "right"), 5));

test("At the edge there is no neighbour", () => {
  assert.equal(neighbour(boxes, 0, "up"), undefined);
  assert.equal(neighbour(boxes, 0, "left"), undefined);
  assert.equal(neighbour(boxes, 9, "up"), undefined);
});
