import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox, type SubmitAnswer } from "../../Spaces/Workshop/Phone/outbox";
import { OutboxSlot } from "../../Spaces/Workshop/Phone/outbox-slot";
import type { PhoneOp } from "../../Spaces/Workshop/Phone/phone-ops";
import { memoryShelf, type Shelf } from "../../Spaces/Workshop/Phone/shelf";
import { FakeClock, settled } from "../fake-clock";

const posted = (id: string): PhoneOp => ({ type: "card-posted", surface: "w1", id, section: "s1", order: "i", content: { text: `Words of ${id}` } });
const reacted = (on: boolean): PhoneOp => ({ type: "reacted", surface: "w1", id: "c9", kind: "agree", on });

/** The server's rule for a session's numbers, and a network that may lose the way there or the way back. */
class Server {
  readonly done: PhoneOp[] = [];
  readonly submissions: { session: string; number: number; op: PhoneOp }[] = [];
  lose: "" | "submission" | "answer" = "";
  refuse: ((op: PhoneOp) => SubmitAnswer["refused"] | undefined) | null = null;
  readonly #numbers = new Map<string, number>();

  submit = async ({ session, number, ops }: { session: string; number: number; ops: readonly PhoneOp[] }): Promise<SubmitAnswer> => {
    this.submissions.push({ session, number, op: ops[0]! });
    if (this.lose === "submission") throw new Error("lost");
    const answer = this.#take(session, number, ops[0]!);
    if (this.lose === "answer") throw new Error("lost");
    return answer;
  };

  #take(session: string, number: number, op: PhoneOp): SubmitAnswer {
    const last = this.#numbers.get(session) ?? 0;
    if (number <= last) return { sequence: number, refused: null };
    if (number !== last + 1) return { refused: { code: "out-of-step", message: "" } };
    const refused = this.refuse?.(op);
    if (refused) return { refused };
    this.#numbers.set(session, number);
    this.done.push(op);
    return { sequence: this.done.length, refused: null };
  }
}

async function tab(server: Server, shelf: Shelf, locks?: LockManager, name = "tab") {
  const clock = new FakeClock();
  const log: string[] = [];
  const slot = await OutboxSlot.claim(shelf, "k", name, locks);
  const outbox = new Outbox(slot, server.submit, clock, {
    changed: () => {}, done: op => log.push(`done ${op.type}`), refused: (op, { code }) => log.push(`refused ${op.type} ${code}`), renew: () => log.push("renew"), doubt: () => log.push("doubt"),
  }, () => 7);
  return { outbox, clock, log, slot };
}

/** Web Locks as one browser has them. */
function locksOf(): LockManager {
  const held = new Set<string>();
  return {
    async request(name: string, _: unknown, run: (lock: unknown) => unknown) {
      if (held.has(name)) return run(null);
      held.add(name);
      try {
        return await run({});
      } finally {
        held.delete(name);
      }
    },
  } as unknown as LockManager;
}

test("What is done is sent and answered, one after the other, with numbers in a row", async () => {
  const server = new Server();
  const { outbox, log } = await tab(server, memoryShelf(true));
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  outbox.add(posted("b"));
  await settled();
  assert.deepEqual(server.submissions.map(({ session, number }) => [session, number]), [["k1", 1], ["k1", 2]]);
  assert.deepEqual(log, ["done card-posted", "done card-posted"]);
  assert.deepEqual(outbox.unsent, []);
});

test("PHONE1, OP3: a post whose answer is lost is repeated under its number, and done once", async () => {
  const server = new Server();
  const { outbox, log } = await tab(server, memoryShelf(true));
  outbox.welcomed("k1", "t1");
  server.lose = "answer";
  outbox.add(posted("a"));
  await settled();
  assert.equal(server.done.length, 1);
  assert.equal(outbox.unsent.length, 1);
  server.lose = "";
  outbox.lost();
  outbox.welcomed("k1", "t1");
  await settled();
  assert.deepEqual(server.submissions.map(({ number }) => number), [1, 1]);
  assert.equal(server.done.length, 1);
  assert.deepEqual(log, ["done card-posted"]);
});

test("PHONE1: a post survives the page, with its session and its number", async () => {
  const server = new Server();
  const shelf = memoryShelf(true);
  const locks = locksOf();
  const first = await tab(server, shelf, locks);
  first.outbox.welcomed("k1", "t1");
  server.lose = "answer";
  first.outbox.add(posted("a"));
  first.outbox.add(posted("b"));
  await settled();
  first.slot.release();
  await settled();
  server.lose = "";
  const second = await tab(server, shelf, locks);
  assert.equal(second.outbox.token, "t1");
  assert.deepEqual(second.outbox.unsent.map(op => op.type), ["card-posted", "card-posted"]);
  second.outbox.welcomed("k1", "t1");
  await settled();
  assert.deepEqual(server.submissions.map(({ number }) => number), [1, 1, 2]);
  assert.deepEqual(server.done, [posted("a"), posted("b")]);
});

test("Offline, things are kept and nothing is sent; they leave in order when there is a session", async () => {
  const server = new Server();
  const { outbox } = await tab(server, memoryShelf(true));
  outbox.add(posted("a"));
  outbox.add(posted("b"));
  await settled();
  assert.equal(server.submissions.length, 0);
  outbox.welcomed("k1", "t1");
  await settled();
  assert.deepEqual(server.done, [posted("a"), posted("b")]);
});

test("In another session numbers begin anew, and what is unsent goes along", async () => {
  const server = new Server();
  const { outbox } = await tab(server, memoryShelf(true));
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  await settled();
  server.lose = "submission";
  outbox.add(posted("b"));
  await settled();
  server.lose = "";
  outbox.lost();
  outbox.welcomed("k2", "t2");
  await settled();
  assert.deepEqual(server.submissions.at(-1), { session: "k2", number: 1, op: posted("b") });
  assert.equal(server.done.length, 2);
});

test("A refusal for good is told, and its number is free for the next", async () => {
  const server = new Server();
  const { outbox, log } = await tab(server, memoryShelf(true));
  server.refuse = op => (op.type === "card-posted" && op.id === "a" ? { code: "locked", message: "Locked." } : undefined);
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  outbox.add(posted("b"));
  await settled();
  assert.deepEqual(log, ["refused card-posted locked", "done card-posted"]);
  assert.deepEqual(server.submissions.map(({ number }) => number), [1, 1]);
  assert.deepEqual(server.done, [posted("b")]);
});

test("A refusal for now is kept, said in words, and tried again", async () => {
  const server = new Server();
  const { outbox, clock } = await tab(server, memoryShelf(true));
  let busy = true;
  server.refuse = () => (busy ? { code: "busy", message: "The server is busy.", retry: true } : undefined);
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  await settled();
  assert.equal(outbox.waiting, "The server is busy.");
  busy = false;
  await clock.pass(2_000);
  assert.equal(outbox.waiting, null);
  assert.deepEqual(server.done, [posted("a")]);
});

test("A session out of step is given up for another one, and nothing is lost", async () => {
  const server = new Server();
  const { outbox, log } = await tab(server, memoryShelf(true));
  server.refuse = () => ({ code: "out-of-step", message: "" });
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  await settled();
  assert.deepEqual(log, ["renew"]);
  server.refuse = null;
  outbox.welcomed("k2", "t2");
  await settled();
  assert.deepEqual(server.done, [posted("a")]);
});

test("A connection that does not answer is doubted after 15 s", async () => {
  const server = new Server();
  server.submit = () => new Promise(() => {});
  const { outbox, log, clock } = await tab(server, memoryShelf(true));
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  await clock.pass(14_999);
  assert.deepEqual(log, []);
  await clock.pass(1);
  assert.deepEqual(log, ["doubt"]);
});

test("A method that fails on a living connection is doubted, too", async () => {
  const server = new Server();
  const { outbox, log, clock } = await tab(server, memoryShelf(true));
  server.lose = "submission";
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  await clock.pass(15_000);
  assert.deepEqual(log, ["doubt"]);
});

test("Of two reactions to one card that have not left, the later one is sent", async () => {
  const server = new Server();
  const { outbox } = await tab(server, memoryShelf(true));
  outbox.add(reacted(true));
  outbox.add(reacted(false));
  outbox.welcomed("k1", "t1");
  await settled();
  assert.deepEqual(server.done, [reacted(false)]);
});

test("What has left can't be dropped any more; what has not, can", async () => {
  const server = new Server();
  server.submit = () => new Promise(() => {});
  const { outbox } = await tab(server, memoryShelf(true));
  outbox.welcomed("k1", "t1");
  outbox.add(posted("a"));
  outbox.add(posted("b"));
  assert.equal(outbox.drop("posted w1 a"), false);
  assert.equal(outbox.drop("posted w1 b"), true);
});

test("Two tabs never share a session, and the second takes nothing from a living first", async () => {
  const server = new Server();
  const shelf = memoryShelf(true);
  const locks = locksOf();
  const first = await tab(server, shelf, locks);
  first.outbox.welcomed("k1", "t1");
  server.lose = "submission";
  first.outbox.add(posted("a"));
  await settled();
  const second = await tab(server, shelf, locks);
  assert.equal(second.outbox.token, undefined);
  assert.deepEqual(second.outbox.unsent, []);
});

test("What a dead second tab left behind is sent by the next one, once", async () => {
  const server = new Server();
  const shelf = memoryShelf(true);
  const locks = locksOf();
  const first = await tab(server, shelf, locks);
  const second = await tab(server, shelf, locks);
  second.outbox.add(posted("b"));
  first.slot.release();
  second.slot.release();
  await settled();
  const next = await tab(server, shelf, locks);
  next.outbox.welcomed("k3", "t3");
  await settled();
  assert.deepEqual(server.done, [posted("b")]);
  next.slot.release();
  await settled();
  assert.deepEqual((await tab(server, shelf, locks)).outbox.unsent, []);
});

test("Where the browser has no locks, each tab has a place of its own and takes over what is there", async () => {
  const server = new Server();
  const shelf = memoryShelf(true);
  const first = await tab(server, shelf, undefined, "one");
  first.outbox.add(posted("a"));
  const second = await tab(server, shelf, undefined, "two");
  assert.equal(second.outbox.token, undefined);
  assert.deepEqual(second.outbox.unsent, [posted("a")]);
});

test("What is on the phone and can't be read is passed over", async () => {
  const shelf = memoryShelf(true);
  shelf.put("outbox k 0", "{\"unsent\":");
  const { outbox } = await tab(new Server(), shelf, locksOf());
  assert.deepEqual(outbox.unsent, []);
});
