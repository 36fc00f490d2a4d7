import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveConnection, type Hub } from "../../Live/connection";
import type { Frame } from "../../Live/wire";
import { FakeClock, settled } from "../fake-clock";

/** The far end of SignalR, in the hands of a test. */
class Far implements Hub {
  started = 0;
  stopped = 0;
  sent: [string, unknown][] = [];
  streams: { request: unknown; subscriber: { next(value: Frame): void; complete(): void; error(error: unknown): void }; disposed: boolean }[] = [];
  #close: (error?: Error) => void = () => {};

  constructor(readonly answer: () => Promise<void>, readonly polling = false) {}

  start(): Promise<void> {
    this.started++;
    return this.answer();
  }

  async stop(): Promise<void> {
    this.stopped++;
  }

  onclose(closed: (error?: Error) => void): void {
    this.#close = closed;
  }

  die(): void {
    this.#close(new Error("gone"));
  }

  stream<T>(_method: string, request: unknown) {
    return {
      subscribe: (subscriber: { next(value: T): void; complete(): void; error(error: unknown): void }) => {
        const stream = { request, subscriber: subscriber as never, disposed: false };
        this.streams.push(stream);
        return { dispose: () => { stream.disposed = true; } };
      },
    };
  }

  async send(method: string, argument: unknown): Promise<void> {
    this.sent.push([method, argument]);
  }

  async invoke<T>(method: string, argument: unknown): Promise<T> {
    this.sent.push([method, argument]);
    return undefined as T;
  }
}

const never = () => new Promise<void>(() => {});
const fails = (error: object = {}) => () => Promise.reject(error);

function world(...answers: (() => Promise<void>)[]) {
  const clock = new FakeClock();
  const hubs: Far[] = [];
  const connection = new LiveConnection(polling => {
    const hub = new Far(answers[hubs.length] ?? (() => Promise.resolve()), polling);
    hubs.push(hub);
    return hub;
  }, clock, () => 0);
  const events: string[] = [];
  connection.join({ up: () => events.push("up"), down: () => events.push("down") });
  return { clock, hubs, connection, events };
}

test("A connection is tried for ever, with growing pauses", async () => {
  const { clock, hubs, connection, events } = world(...Array.from({ length: 12 }, () => fails()));
  connection.start();
  await clock.pass(0);
  assert.equal(hubs.length, 1);
  await clock.pass(100);
  assert.equal(hubs.length, 2);
  await clock.pass(199);
  assert.equal(hubs.length, 2);
  await clock.pass(1);
  assert.equal(hubs.length, 3);
  await clock.pass(60_000);
  assert.equal(hubs.length, 13);
  assert.equal(events.at(-1), "up");
});

test("A connection that dies is opened anew, and everybody is told both times", async () => {
  const { clock, hubs, connection, events } = world();
  connection.start();
  await clock.pass(0);
  await clock.pass(60_000);
  hubs[0]!.die();
  assert.equal(connection.isUp, false);
  await clock.pass(100);
  assert.equal(connection.isUp, true);
  assert.deepEqual(events.filter((event, i) => event !== events[i - 1]), ["up", "down", "up"]);
});

test("An attempt that never answers is given up after 15 s", async () => {
  const { clock, hubs, connection } = world(never);
  connection.start();
  await clock.pass(14_999);
  assert.equal(hubs.length, 1);
  await clock.pass(101);
  assert.equal(hubs[0]!.stopped, 1);
  assert.equal(connection.isUp, true);
});

test("When the network is back, the pause is cut short", async () => {
  const { clock, hubs, connection } = world(...Array.from({ length: 8 }, () => fails()));
  connection.start();
  await clock.pass(7_000);
  const tried = hubs.length;
  await clock.pass(1);
  connection.wake();
  await clock.pass(0);
  assert.equal(hubs.length, tried + 1);
});

test("Waking leaves a living connection alone, unless there is doubt about it", async () => {
  const { clock, hubs, connection } = world();
  connection.start();
  await clock.pass(0);
  connection.wake();
  await clock.pass(0);
  assert.equal(hubs.length, 1);
  connection.wake(true);
  await clock.pass(0);
  assert.equal(hubs.length, 2);
  assert.equal(hubs[0]!.stopped, 1);
  assert.equal(connection.isUp, true);
});

test("What an abandoned connection still says is not heard", async () => {
  const { clock, hubs, connection, events } = world();
  connection.start();
  await clock.pass(0);
  connection.wake(true);
  await clock.pass(0);
  const told = events.length;
  hubs[0]!.die();
  await clock.pass(10_000);
  assert.equal(hubs.length, 2);
  assert.equal(events.length, told);
});

test("A connection that was stopped stays away, also when its attempt succeeds later", async () => {
  let succeed = () => {};
  const { clock, hubs, connection } = world(() => new Promise(resolve => { succeed = resolve; }));
  connection.start();
  await clock.pass(0);
  connection.stop();
  succeed();
  await clock.pass(60_000);
  assert.equal(connection.isUp, false);
  assert.equal(hubs.length, 1);
  connection.start();
  await clock.pass(0);
  assert.equal(connection.isUp, true);
});

test("WebSockets that die young three times in a row give way to long polling", async () => {
  const { clock, hubs, connection } = world();
  connection.start();
  for (let i = 0; i < 3; i++) {
    await clock.pass(5_000);
    assert.equal(connection.isUp, true);
    hubs.at(-1)!.die();
  }
  await clock.pass(5_000);
  assert.deepEqual(hubs.map(hub => hub.polling), [false, false, false, true]);
});

test("A server that restarts is left alone for as long as it asked", async () => {
  const { clock, hubs, connection } = world();
  connection.start();
  await clock.pass(0);
  connection.comeBack(2_500);
  await clock.pass(2_499);
  assert.equal(hubs.length, 1);
  await clock.pass(1);
  assert.equal(hubs.length, 2);
});

test("That nobody is signed in is known, and forgotten with the next success", async () => {
  const { clock, connection } = world(fails({ statusCode: 401 }));
  connection.start();
  await settled();
  assert.equal(connection.signedOut, true);
  await clock.pass(1_000);
  assert.equal(connection.signedOut, false);
});

test("A stream gives its frames until it is stopped; its end is told once", async () => {
  const { clock, hubs, connection } = world();
  connection.start();
  await clock.pass(0);
  const frames: Frame[] = [];
  let ended = 0;
  connection.watch({ space: "cycle-1" }, frame => frames.push(frame), () => ended++);
  const { subscriber } = hubs[0]!.streams[0]!;
  subscriber.next({ type: "resync", head: 1 });
  subscriber.complete();
  subscriber.error(new Error());
  assert.equal(frames.length, 1);
  assert.equal(ended, 1);
  const stop = connection.watch({ space: "cycle-1" }, frame => frames.push(frame), () => ended++);
  stop();
  hubs[0]!.streams[1]!.subscriber.next({ type: "resync", head: 2 });
  hubs[0]!.streams[1]!.subscriber.complete();
  assert.equal(hubs[0]!.streams[1]!.disposed, true);
  assert.deepEqual([frames.length, ended], [1, 1]);
});
