import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet } from "@codemirror/state";
import { Others, toConfirmed, toShown } from "../../Surfaces/Notes/presence";

const insert = (length: number, at: number, text: string) => ChangeSet.of({ from: at, insert: text }, length);
const cut = (length: number, from: number, to: number) => ChangeSet.of({ from, to }, length);

function at(sequence: number): Others {
  const others = new Others("v1");
  others.restart(sequence);
  return others;
}

const here = (session: string, anchor: number, head: number, atSequence: number, surface = "v1") =>
  ({ type: "presence", here: [{ session, person: `p-${session}`, surface, anchor, head, at: atSequence }] }) as const;
const places = (others: Others) => others.cursors().map(cursor => [cursor.session, cursor.anchor, cursor.head]);

test("A cursor stands where it was pointed", () => {
  const others = at(5);
  others.receive(here("b", 3, 7, 5), 0);
  assert.deepEqual(places(others), [["b", 3, 7]]);
});

test("A cursor moves with the text before it", () => {
  const others = at(5);
  others.receive(here("b", 3, 7, 5), 0);
  others.follow(6, "c", insert(10, 0, "xx"), 0);
  others.follow(7, "c", cut(12, 6, 8), 0);
  assert.deepEqual(places(others), [["b", 5, 7]]);
});

test("An author's own insertion carries their cursor along; another's at the same place does not", () => {
  const others = at(5);
  others.receive(here("b", 3, 3, 5), 0);
  others.follow(6, "b", insert(10, 3, "abc"), 0);
  assert.deepEqual(places(others), [["b", 6, 6]]);
  others.follow(7, "c", insert(13, 6, "zzz"), 0);
  assert.deepEqual(places(others), [["b", 6, 6]]);
});

test("A place from before what the viewer holds is mapped over the entries since", () => {
  const others = at(5);
  others.follow(6, "c", insert(10, 0, "xx"), 0);
  others.follow(7, "b", insert(12, 5, "y"), 0);
  others.receive(here("b", 3, 3, 5), 0);
  assert.deepEqual(places(others), [["b", 6, 6]]);
  others.receive(here("b", 5, 5, 6), 0);
  assert.deepEqual(places(others), [["b", 6, 6]]);
});

test("A place from after what the viewer holds waits until the viewer is there", () => {
  const others = at(5);
  others.receive(here("b", 12, 12, 7), 0);
  assert.deepEqual(places(others), []);
  others.follow(6, "c", insert(10, 0, "xx"), 0);
  assert.deepEqual(places(others), []);
  others.follow(7, "c", insert(12, 0, "yy"), 0);
  others.follow(8, "c", insert(14, 0, "zz"), 0);
  assert.deepEqual(places(others), [["b", 14, 14]]);
});

test("A place is reached by entries that are not about the text, too", () => {
  const others = at(5);
  others.receive(here("b", 4, 4, 9), 0);
  others.reached(9);
  assert.deepEqual(places(others), [["b", 4, 4]]);
});

test("A place too old to be mapped, or outside the text, is not shown", () => {
  const others = at(5);
  others.receive(here("b", 4, 4, 2), 0);
  assert.deepEqual(places(others), []);
  others.receive(here("b", 40, 40, 5), 0);
  others.follow(6, "c", insert(10, 0, "x"), 0);
  assert.deepEqual(places(others), []);
});

test("Who is on another surface is here, without a cursor", () => {
  const others = at(5);
  others.receive(here("b", 4, 4, 5, "v2"), 0);
  assert.deepEqual(places(others), []);
  assert.deepEqual(others.people(), ["p-b"]);
});

test("Own sessions have no flag, and who is gone has none either", () => {
  const others = at(5);
  others.own.add("a");
  others.receive(here("a", 1, 1, 5), 0);
  others.receive(here("b", 2, 2, 5), 0);
  assert.deepEqual(places(others), [["b", 2, 2]]);
  others.receive({ type: "presence", here: [], gone: ["b"] }, 0);
  assert.deepEqual(places(others), []);
  assert.deepEqual(others.people(), []);
});

test("Writing makes somebody active, pointing does not", () => {
  const others = at(5);
  others.receive(here("b", 2, 2, 5), 100);
  others.receive(here("b", 3, 3, 5), 900);
  assert.equal(others.cursors()[0]!.active, 100);
  others.follow(6, "b", insert(10, 3, "x"), 1500);
  assert.equal(others.cursors()[0]!.active, 1500);
});

test("One's own cursor is told in the coordinates of the confirmed text", () => {
  // Confirmed: 0123456789. Shown after "ab" at 2 and the deletion of what was 5 and 6.
  const unconfirmed = [{ changes: insert(10, 2, "ab") }, { changes: cut(12, 7, 9) }];
  assert.equal(toConfirmed(2, unconfirmed), 2);
  assert.equal(toConfirmed(3, unconfirmed), 2);
  assert.equal(toConfirmed(4, unconfirmed), 2);
  assert.equal(toConfirmed(6, unconfirmed), 4);
  assert.equal(toConfirmed(7, unconfirmed), 5);
  assert.equal(toConfirmed(10, unconfirmed), 10);
  assert.equal(toShown(4, unconfirmed), 6);
  assert.equal(toShown(10, unconfirmed), 10);
  assert.equal(toShown(99, unconfirmed), 10);
});
