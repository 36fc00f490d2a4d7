import assert from "node:assert/strict";
import { test } from "node:test";
import { Announcer } from "../../Surfaces/Notes/announcer";
import { timeOfDay } from "../../Surfaces/Notes/time-of-day";
import { FakeClock } from "../fake-clock";

test("Who begins to write is told once, in a batch, and again only after a pause", async () => {
  const [clock, said] = [new FakeClock(), [] as string[]];
  const announcer = new Announcer(clock, words => said.push(words));
  for (let i = 0; i < 100; i++) {
    announcer.wrote("Adaeze");
    if (i === 3) announcer.wrote("Jonas");
    await clock.pass(500);
  }
  assert.deepEqual(said, ["Adaeze and Jonas are writing."]);
  await clock.pass(31_000);
  announcer.wrote("Adaeze");
  await clock.pass(5_000);
  assert.equal(said.at(-1), "Adaeze is writing.");
});

test("The time of a line is the hour and the minute where the reader is", () => {
  assert.equal(timeOfDay("en-US", "America/New_York")(1_790_000_040), "10:14");
  assert.equal(timeOfDay("en-US", "UTC")(1_790_000_040), "2:14");
  assert.equal(timeOfDay("de-DE", "Europe/Berlin")(1_790_000_040), "16:14");
});
