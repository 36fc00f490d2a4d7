import assert from "node:assert/strict";
import { test } from "node:test";
import { clocked, noClock } from "../../Surfaces/Notes/lesson-clock";
import { median, nextSweep, of, percent, shares, talkTimes } from "../../Surfaces/Tally/numbers";
import { noTally, tallied, type TallyOp } from "../../Surfaces/Tally/tally";

const minute = 60_000;

test("The median is the middle, or between the two in the middle", () => {
  assert.equal(median([]), null);
  assert.equal(median([5, 1, 3]), 3);
  assert.equal(median([5_200, 3_900, 4_100, 4_300]), 4_200);
});

test("What was taken back is not counted", () => {
  const ops: TallyOp[] = [{ type: "counted", id: "a", counter: "open" }, { type: "counted", id: "b", counter: "open" }, { type: "tally-taken-back", id: "a", takenBack: true }];
  assert.deepEqual(of(ops.reduce((tally, op) => tallied(tally, op, "me", 0), noTally), "open").map(mark => mark.id), ["b"]);
});

test("A sweep is due at the next full step after the last", () => {
  assert.equal(nextSweep(null, 5), 5 * minute);
  assert.equal(nextSweep(15 * minute, 5), 20 * minute);
  assert.equal(nextSweep(17 * minute, 5), 20 * minute);
  assert.equal(nextSweep(14.5 * minute, 5), 20 * minute);
});

test("Percents are whole", () => assert.equal(percent({ value: 22, of: 24 }), 92));

test("A pause of the lesson is nobody's talk", () => {
  let clock = clocked(noClock, { type: "clock-started" }, 0);
  clock = clocked(clock, { type: "clock-paused" }, 4 * minute);
  clock = clocked(clock, { type: "clock-resumed" }, 10 * minute);
  const turns = [["teacher", 0], ["group", 3 * minute], ["off", 12 * minute]] as const;
  const tally = turns.reduce((tally, [to, at]) => tallied(tally, { type: "talk-turned", to }, "me", at), noTally);
  assert.deepEqual(talkTimes(tally, clock, 20 * minute), { teacher: 3 * minute, student: 0, group: 3 * minute, silence: 0 });
});

test("Shares add up to 100", () => {
  assert.deepEqual(shares([1, 1, 1]), [34, 33, 33]);
  assert.deepEqual(shares([0, 0]), [0, 0]);
});
