import assert from "node:assert/strict";
import { test } from "node:test";
import type { Traveller } from "../../Live/connection";
import type { WatchRequest } from "../../Live/wire";
import { Follower } from "../../Spaces/Workshop/Light/follower";
import type { RoomFrames } from "../../Spaces/Workshop/Light/frames";
import { RoomStore } from "../../Spaces/Workshop/Light/store";
import { FakeClock } from "../fake-clock";
import { ops, snapshot, welcome } from "./room-server";

function world() {
  const watches: { request: WatchRequest; frame: (frame: RoomFrames) => void; ended: () => void; stopped: boolean }[] = [];
  const log: string[] = [];
  const clock = new FakeClock();
  const store = new RoomStore();
  let traveller!: Traveller;
  const connection = {
    join: (one: Traveller) => { traveller = one; return () => {}; },
    watch: <F>(request: WatchRequest, frame: (frame: F) => void, ended: () => void) => {
      const watch = { request, frame: frame as (frame: RoomFrames) => void, ended, stopped: false };
      watches.push(watch);
      return () => { watch.stopped = true; };
    },
    comeBack: (ms: number) => { log.push(`back in ${ms}`); },
  };
  const follower = new Follower(connection, clock, store, { space: "workshop-k", seat: "participant" }, {
    changed: () => {}, welcomed: ({ session }) => log.push(`welcomed ${session}`), lost: () => log.push("lost"), closed: ({ code }) => log.push(`closed ${code}`),
  }, () => 400, () => 0.5);
  return { watches, log, clock, store, follower, up: () => traveller.up(), down: () => traveller.down() };
}

test("After a lost connection the same session goes on from where the page is", () => {
  const { watches, up, down, log } = world();
  up();
  watches[0]!.frame(welcome());
  watches[0]!.frame(snapshot(5));
  watches[0]!.frame(ops(5, 9));
  down();
  up();
  assert.deepEqual(watches[1]!.request, { space: "workshop-k", seat: "participant", token: "t-k1", at: 9 });
  assert.deepEqual(log, ["welcomed k1", "lost"]);
});

test("After a resync the page begins anew, in its session", () => {
  const { watches, up } = world();
  up();
  watches[0]!.frame(welcome());
  watches[0]!.frame(snapshot(5));
  watches[0]!.frame({ type: "resync", head: 7 });
  assert.equal(watches[0]!.stopped, true);
  assert.deepEqual(watches[1]!.request, { space: "workshop-k", seat: "participant", token: "t-k1" });
});

test("A gap is asked for from the cursor", () => {
  const { watches, up } = world();
  up();
  watches[0]!.frame(welcome());
  watches[0]!.frame(snapshot(5));
  watches[0]!.frame(ops(8, 9));
  assert.equal(watches[1]!.request.at, 5);
});

test("A session that the server does not know gives way to a new one", () => {
  const { watches, up, follower, log } = world();
  follower.token = "t-old";
  up();
  assert.equal(watches[0]!.request.token, "t-old");
  watches[0]!.frame({ type: "closed", code: "unknown-session", message: "" });
  assert.equal(watches[1]!.request.token, undefined);
  assert.deepEqual(log, []);
});

test("A server that restarts is left alone for a part of the time that it asked for", () => {
  const { watches, up, log } = world();
  up();
  watches[0]!.frame({ type: "closed", code: "restarting", message: "", within: 2_000 });
  assert.deepEqual(log, ["back in 1000"]);
});

test("A closed door is told, and not knocked at again", async () => {
  const { watches, up, log, clock } = world();
  up();
  watches[0]!.frame({ type: "closed", code: "closed-door", message: "" });
  await clock.pass(60_000);
  assert.deepEqual(log, ["closed closed-door"]);
  assert.equal(watches.length, 1);
});

test("A server in trouble is asked again after a while", async () => {
  const { watches, up, log, clock } = world();
  up();
  watches[0]!.frame({ type: "closed", code: "unreadable", message: "" });
  await clock.pass(9_999);
  assert.equal(watches.length, 1);
  await clock.pass(1);
  assert.equal(watches.length, 2);
  assert.deepEqual(log, ["closed unreadable"]);
});

test("A stream that ends without a word is opened again, less and less often", async () => {
  const { watches, up, clock } = world();
  up();
  for (const [after, count] of [[250, 2], [500, 3], [1_000, 4]] as const) {
    watches.at(-1)!.ended();
    await clock.pass(after - 1);
    assert.equal(watches.length, count - 1);
    await clock.pass(1);
    assert.equal(watches.length, count);
  }
});

test("The server's clock is known from its welcome", () => {
  const { watches, up, follower } = world();
  up();
  watches[0]!.frame(welcome({ time: 1_000 }));
  assert.equal(follower.offset, 600);
});
