import assert from "node:assert/strict";
import { test } from "node:test";
import { RoomStore } from "../../Spaces/Workshop/Light/store";
import { card, cards, ops, room, snapshot, wall, welcome } from "./room-server";

function looking(space = room()) {
  const store = new RoomStore();
  store.receive(welcome());
  store.receive(snapshot(5, space));
  return store;
}

test("A room is its snapshot and what was told since", () => {
  const store = looking();
  assert.equal(store.receive(ops(5, 7, { type: "card-told", surface: "w1", card: card("c1") }, { type: "card-counted", surface: "w1", id: "c1", counts: { agree: 2 } })), "changed");
  assert.deepEqual(store.room?.walls["w1"]?.cards["c1"]?.counts, { agree: 2 });
  assert.equal(store.at, 7);
});

test("WALL7: what is told twice ends at the same wall", () => {
  const store = looking();
  const frame = ops(5, 6, { type: "card-told", surface: "w1", card: card("c1") });
  store.receive(frame);
  const before = store.room;
  assert.equal(store.receive(frame), "nothing");
  assert.equal(store.room, before);
});

test("A gap asks to watch again from the cursor, and changes nothing", () => {
  const store = looking();
  assert.equal(store.receive(ops(8, 9, { type: "card-told", surface: "w1", card: card("c9") })), "gap");
  assert.equal(store.at, 5);
  assert.deepEqual(store.room?.walls["w1"]?.cards, {});
});

test("A cursor moves past entries that are not told", () => {
  const store = looking();
  assert.equal(store.receive(ops(5, 40)), "nothing");
  assert.equal(store.at, 40);
});

test("WALL6: a change of what one may see begins anew", () => {
  const store = looking();
  assert.equal(store.receive({ type: "resync", head: 9 }), "anew");
  assert.equal(store.at, undefined);
});

test("A card that goes leaves the wall and every screen", () => {
  const store = looking(room({ walls: { w1: wall({ cards: cards(card("c1")), focus: "c1" }) } }));
  store.receive(ops(5, 6, { type: "card-gone", surface: "w1", id: "c1" }));
  assert.deepEqual(store.room?.walls["w1"]?.cards, {});
  assert.equal(store.room?.walls["w1"]?.focus, null);
});

test("What is told of a wall leaves its cards where they are", () => {
  const store = looking(room({ walls: { w1: wall({ cards: cards(card("c1")) }) } }));
  const { cards: _, ...bare } = wall({ locked: true });
  store.receive(ops(5, 6, { type: "wall-told", surface: "w1", wall: bare }));
  assert.equal(store.room?.walls["w1"]?.locked, true);
  assert.ok(store.room?.walls["w1"]?.cards["c1"]);
});

test("What is told of the room takes the place of all of it but the surfaces", () => {
  const store = looking(room({ signal: "stop-and-jot", timer: { length: 60_000, endsAt: 1 } }));
  store.receive(ops(5, 6, { type: "room-told", room: { title: "Another title", current: null } }));
  assert.equal(store.room?.title, "Another title");
  assert.equal(store.room?.signal, undefined);
  assert.equal(store.room?.timer, undefined);
  assert.ok(store.room?.walls["w1"]);
});

test("An op of a type that this page does not know is passed over", () => {
  const store = looking();
  assert.equal(store.receive(ops(5, 6, { type: "moon-told" } as never)), "nothing");
  assert.equal(store.at, 6);
});

test("A card that comes is an arrival once; a wall that is shown at once is none", () => {
  const store = looking();
  const arrived: string[] = [];
  store.arrived = ({ card: { id } }) => arrived.push(id);
  store.receive(ops(5, 6, { type: "card-told", surface: "w1", card: card("c1") }));
  store.receive(ops(6, 7, { type: "card-told", surface: "w1", card: card("c1", { pinned: true }) }));
  store.receive(snapshot(8, room({ walls: { w1: wall({ cards: cards(card("c1"), card("c2")) }) } })));
  assert.deepEqual(arrived, ["c1", "c2"]);
  store.receive(snapshot(9, room({ walls: { w1: wall({ revealed: false }) } })));
  store.receive(snapshot(10, room({ walls: { w1: wall({ cards: cards(card("c3"), card("c4")) }) } })));
  assert.deepEqual(arrived, ["c1", "c2"]);
  // Told in the one stream, shown in the next.
  store.receive(snapshot(11, room({ walls: { w1: wall({ revealed: false }) } })));
  const { cards: _, ...bare } = wall();
  store.receive(ops(11, 12, { type: "wall-told", surface: "w1", wall: bare }));
  store.receive(snapshot(12, room({ walls: { w1: wall({ cards: cards(card("c5")) }) } })));
  assert.deepEqual(arrived, ["c1", "c2"]);
});

test("SHOP3: who waits at the door has nothing but the title", () => {
  const store = new RoomStore();
  store.receive(welcome({ own: { name: "Wren", standing: "waiting" }, mayWrite: false }));
  store.receive(snapshot(5, { title: "Systems for coaching" } as never));
  assert.equal(store.isAtTheDoor, true);
  assert.equal(store.name, "Wren");
  assert.deepEqual(store.room?.walls, {});
});
