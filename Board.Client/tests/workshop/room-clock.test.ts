import assert from "node:assert/strict";
import { test } from "node:test";
import { left, spoken } from "../../Spaces/Workshop/Room/room-clock";

test("A second that has begun is counted whole", () => {
  assert.equal(left(160_000), "2:40");
  assert.equal(left(159_001), "2:40");
  assert.equal(left(1), "0:01");
  assert.equal(left(0), "0:00");
});

test("One minute, ten seconds and the end are said, and nothing else", () => {
  assert.equal(spoken(60_000), "One minute left");
  assert.equal(spoken(59_000), "");
  assert.equal(spoken(9_400), "Ten seconds left");
  assert.equal(spoken(0), "Time is up");
});
