import assert from "node:assert/strict";
import { test } from "node:test";
import { clocked, noClock, type LessonClock } from "../../Surfaces/Notes/lesson-clock";
import { readClock } from "../../Surfaces/Notes/Lesson/phase-form";
import { ago, clockTime, clockWords, stateOf, when } from "../../Surfaces/Notes/Lesson/when";

const ten = 10 * 3_600_000;
const minutes = (count: number) => ten + count * 60_000;
const timeOfDay = () => "9:59";
const said = (...ops: [type: "clock-started" | "clock-paused" | "clock-resumed" | "clock-ended", at: number][]): LessonClock =>
  ops.reduce((clock, [type, at]) => clocked(clock, { type }, at), noClock);

test("The clock shows minutes and seconds, and hours from the first on", () => {
  assert.equal(clockTime(0), "00:00");
  assert.equal(clockTime(645_999), "10:45");
  assert.equal(clockTime(3_723_000), "1:02:03");
  assert.equal(clockWords(645_000), "10 minutes 45 seconds");
  assert.equal(clockWords(61_000), "1 minute 1 second");
});

test("A line says its lesson minute, over a pause", () => {
  const clock = said(["clock-started", minutes(0)], ["clock-paused", minutes(10)], ["clock-resumed", minutes(15)]);
  assert.equal(when(clock, minutes(5), timeOfDay).text, "05:00");
  assert.equal(when(clock, minutes(12), timeOfDay).text, "10:00");
  assert.equal(when(clock, minutes(20), timeOfDay).text, "15:00");
});

test("What was written before the lesson says the time of day", () => {
  const before = when(said(["clock-started", minutes(0)]), minutes(-1), timeOfDay);
  assert.deepEqual([before.text, before.before], ["9:59", true]);
  assert.equal(when(noClock, minutes(0), timeOfDay).before, true);
});

test("An ended clock can go on", () => {
  assert.equal(stateOf(noClock), "waiting");
  assert.equal(stateOf(said(["clock-started", 0])), "running");
  assert.equal(stateOf(said(["clock-started", 0], ["clock-paused", 5])), "paused");
  assert.equal(stateOf(said(["clock-started", 0], ["clock-ended", 5])), "ended");
  assert.equal(stateOf(said(["clock-started", 0], ["clock-ended", 5], ["clock-resumed", 9])), "running");
});

test("How long ago something was stays true", () => {
  const date = () => "Tue, Nov 24";
  assert.equal(ago(0, 59_000, date), "just now");
  assert.equal(ago(0, 120_000, date), "2 min ago");
  assert.equal(ago(0, 7_200_000, date), "2 h ago");
  assert.equal(ago(0, 90_000_000, date), "Tue, Nov 24");
});

test("A part's beginning is read as people write it", () => {
  assert.equal(readClock("09:30"), 570_000);
  assert.equal(readClock("1:02:03"), 3_723_000);
  assert.equal(readClock("9"), 540_000);
  for (const wrong of ["", "9:75", "a", "1:2:3:4", "-1"]) assert.equal(readClock(wrong), null, wrong);
});
