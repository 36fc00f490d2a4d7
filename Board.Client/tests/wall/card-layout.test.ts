import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsFor, place } from "../../Surfaces/Wall/card-layout";
import { seeded } from "../random";

const cards = (...heights: number[]) => heights.map((height, at) => ({ id: `c${at}`, height }));
const told = (spots: { column: number; top: number }[]) => spots.map(({ column, top }) => `${column}:${top}`).join(" ");

test("Cards go into the shortest column, the first one where several are", () => {
  const { spots, height } = place(cards(100, 40, 50, 20), 3, 10);
  assert.equal(told(spots), "0:0 1:0 2:0 1:50");
  assert.equal(height, 100);
});

test("A card keeps its column when another comes before it", () => {
  const kept = new Map([["c1", 0], ["c2", 1]]);
  assert.equal(told(place(cards(30, 100, 40), 2, 10, kept).spots), "0:0 0:40 1:0");
});

test("WALL13: a card that comes at the end moves none of the others", () => {
  const random = seeded(20_261_127);
  for (let run = 0; run < 200; run++) {
    const columns = 1 + random(5);
    const before = Array.from({ length: 1 + random(40) }, (_, at) => ({ id: `c${at}`, height: 60 + random(200) }));
    const first = place(before, columns, 16);
    const kept = new Map(before.map(({ id }, at) => [id, first.spots[at]!.column]));
    const then = place([...before, { id: "new", height: 90 }], columns, 16, kept);
    assert.deepEqual(then.spots.slice(0, -1), first.spots, `run ${run}`);
    assert.ok(then.height >= first.height);
  }
});

test("Where there are fewer columns now, a column that is gone is not kept", () => assert.equal(told(place(cards(10, 10), 1, 4, new Map([["c0", 2], ["c1", 0]])).spots), "0:0 0:14"));

test("A wall without cards has no height", () => assert.deepEqual(place([], 3, 16), { spots: [], height: 0 }));

test("There are as many columns as are wanted, or as have room, and one at least", () => {
  assert.equal(columnsFor(1000, 3, 16), 3);
  assert.equal(columnsFor(400, 3, 16), 2);
  assert.equal(columnsFor(90, 3, 16), 1);
});
