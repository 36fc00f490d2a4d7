import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, comeBackAfter, holdBack } from "../../Live/backoff";
import { Poison } from "../../Live/poison";

test("Waiting doubles from 0.2 s to 10 s, with a random part of up to one half", () => {
  assert.equal(backoff(0, 0.999999) > 199, true);
  assert.equal(backoff(0, 0), 100);
  assert.equal(backoff(3, 0), 800);
  assert.equal(backoff(5, 0), 3200);
  assert.equal(backoff(6, 0), 5000);
  assert.equal(backoff(1000, 0), 5000);
  for (const random of [0, 0.3, 0.999]) assert.ok(backoff(50, random) <= 10_000);
});

test("A refused submission that may succeed later waits 2 s, then longer", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 9].map(holdBack), [2000, 4000, 8000, 16000, 30000, 30000]);
});

test("A submission that ends the connection three times is halved, down to one op, and then stopped", () => {
  const poison = new Poison(500);
  const die = (count: number) => {
    poison.sent(7, count, 0);
    return poison.died(100);
  };
  assert.deepEqual([die(3), die(3), die(3)], ["repeat", "repeat", "halve"]);
  assert.equal(poison.most, 2);
  assert.deepEqual([die(2), die(2), die(2)], ["repeat", "repeat", "halve"]);
  assert.equal(poison.most, 1);
  assert.deepEqual([die(1), die(1), die(1)], ["repeat", "repeat", "stop"]);
});

test("A connection that dies long after a submission, or without one, blames nothing", () => {
  const poison = new Poison(500);
  for (let i = 0; i < 10; i++) {
    poison.sent(1, 1, 0);
    assert.equal(poison.died(60_000), "repeat");
    assert.equal(poison.died(60_000), "repeat");
  }
});

test("Different submissions are not blamed for each other, and an answer clears the blame", () => {
  const poison = new Poison(500);
  for (let number = 1; number < 9; number++) {
    poison.sent(number, 1, 0);
    assert.equal(poison.died(1), "repeat");
  }
  poison.most = 4;
  poison.sent(9, 4, 0);
  poison.died(1);
  poison.sent(9, 4, 0);
  poison.answered();
  assert.equal(poison.most, 500);
  poison.sent(9, 4, 0);
  assert.equal(poison.died(1), "repeat");
});

test("A server that goes down is come back to within the time that it said, and within a minute whatever it said", () => {
  assert.equal(comeBackAfter({}, 0.5), 1_500);
  assert.equal(comeBackAfter({ within: 8_000 }, 0.5), 4_000);
  assert.equal(comeBackAfter({ within: 0 }, 0.9), 0);
  assert.equal(comeBackAfter({ within: -1 }, 0.5), 1_500);
  assert.equal(comeBackAfter({ within: 1e12 }, 0.5), 30_000);
});
