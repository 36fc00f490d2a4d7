import assert from "node:assert/strict";
import { test } from "node:test";
import { spread } from "../../Surfaces/Notes/Lesson/margin-layout";
import { seeded } from "../random";

const at = (...places: [number, number][]) => places.map(([top, height]) => ({ top, height }));

test("What has room stands beside its line", () => assert.deepEqual(spread(at([0, 20], [50, 20]), 4), [0, 50]));

test("What would cover another goes below it", () => assert.deepEqual(spread(at([0, 60], [50, 20], [60, 10]), 4), [0, 64, 88]));

test("What is being read stands beside its line, and those before it make room", () =>
  assert.deepEqual(spread(at([80, 60], [100, 20]), 4, 1), [36, 100]));

test("Nothing goes above the page for what is being read", () => assert.deepEqual(spread(at([0, 60], [10, 20]), 4, 1), [0, 64]));

test("Nothing covers another, wherever they stand", () => {
  const random = seeded(20_261_124);
  for (let run = 0; run < 500; run++) {
    const items = Array.from({ length: 1 + random(12) }, () => ({ top: random(400), height: 10 + random(90) })).sort((a, b) => a.top - b.top);
    const steady = random(items.length + 1) - 1;
    const tops = spread(items, 4, steady);
    items.slice(1).forEach((_, i) => assert.ok(tops[i + 1]! >= tops[i]! + items[i]!.height + 4, `run ${run}: ${JSON.stringify({ items, steady, tops })}`));
    assert.ok(tops[0]! >= 0, `run ${run}`);
  }
});
