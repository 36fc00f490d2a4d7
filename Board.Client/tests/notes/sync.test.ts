import assert from "node:assert/strict";
import { test } from "node:test";
import { history, redo, undo } from "@codemirror/commands";
import type { Welcome } from "../../Live/wire";
import { Sync } from "../../Surfaces/Notes/sync";
import { Server } from "./server";

function welcome(session: string, head = 0): Welcome {
  return { type: "welcome", session, token: `t-${session}`, person: session, mayWrite: true, head, time: 0, limits: { text: 2_000_000, submission: 262_144 } };
}

function join(server: Server, session: string): Sync {
  const sync = new Sync("cycle-1", "v1", history());
  sync.receive(welcome(session, server.log.length));
  sync.receive({ type: "snapshot", at: server.log.length, surface: { type: "notes", text: server.doc.toString(), authors: [], t0: 0, runs: "" } });
  return sync;
}

const type = (sync: Sync, from: number, insert: string, to = from) => sync.edit({ changes: { from, to, insert }, userEvent: "input.type" });
const text = (sync: Sync) => sync.state.doc.toString();

function push(server: Server, sync: Sync): void {
  const submission = sync.toSubmit();
  if (submission) assert.equal(server.submit(sync.session, submission), null);
}

const pull = (server: Server, sync: Sync) => sync.receive(server.since(sync.at!));

test("An own entry in the stream is the acknowledgement", () => {
  const server = new Server("abc");
  const a = join(server, "a");
  type(a, 3, "d");
  assert.equal(a.unconfirmed.length, 1);
  push(server, a);
  assert.equal(a.unconfirmed.length, 1);
  const reaction = pull(server, a);
  assert.equal(a.unconfirmed.length, 0);
  assert.equal(a.first, 2);
  assert.equal(reaction.taken.length, 1);
  assert.equal(reaction.transactions[0]!.docChanged, false);
  assert.equal(text(a), "abcd");
});

test("The case that batching breaks ends the same for everybody", () => {
  const server = new Server("abc");
  const [a, b] = [join(server, "a"), join(server, "b")];
  type(a, 1, "X");
  type(b, 1, "", 3);
  type(b, 1, "Y");
  push(server, a);
  push(server, b);
  pull(server, a);
  pull(server, b);
  assert.equal(text(a), server.doc.toString());
  assert.equal(text(b), server.doc.toString());
});

test("Updates that arrive together are taken one at a time", () => {
  const server = new Server("abc");
  const [a, b] = [join(server, "a"), join(server, "b")];
  type(a, 1, "X");
  type(b, 1, "", 3);
  type(b, 1, "Y");
  push(server, b);
  const reaction = pull(server, a);
  assert.equal(reaction.transactions.length, 2);
  push(server, a);
  pull(server, a);
  pull(server, b);
  assert.equal(text(a), server.doc.toString());
  assert.equal(text(b), server.doc.toString());
});

test("One submission is under way at a time, and takes everything that gathered with it the next time", () => {
  const server = new Server();
  const a = join(server, "a");
  type(a, 0, "a");
  push(server, a);
  type(a, 1, "b");
  type(a, 2, "c");
  assert.equal(a.toSubmit(), null);
  pull(server, a);
  const next = a.toSubmit()!;
  assert.equal(next.number, 2);
  assert.equal(next.ops.length, 2);
});

test("A submission repeated after a lost connection is done once", () => {
  const server = new Server();
  const a = join(server, "a");
  type(a, 0, "once");
  push(server, a);
  a.lost();
  push(server, a);
  pull(server, a);
  assert.equal(server.doc.toString(), "once");
  assert.equal(text(a), "once");
});

test("A partly confirmed submission is repeated from its first unconfirmed update", () => {
  const server = new Server();
  const a = join(server, "a");
  for (const letter of "abcd") type(a, a.state.doc.length, letter);
  push(server, a);
  a.receive(server.since(0, 2));
  assert.equal(a.toSubmit(), null);
  a.lost();
  const again = a.toSubmit()!;
  assert.deepEqual([again.number, again.ops.length, again.at], [3, 2, 2]);
  assert.equal(server.submit("a", again), null);
  pull(server, a);
  assert.equal(text(a), "abcd");
  assert.equal(server.doc.toString(), "abcd");
});

test("An entry of the own session with another number is somebody else's text", () => {
  const server = new Server("z");
  const a = join(server, "a");
  type(a, 1, "new");
  a.receive({
    type: "ops", from: 0, to: 1,
    entries: [{ seq: 1, at: 0, by: "a", session: "a", n: 9, op: { type: "notes-edit", surface: "v1", changes: [[0, "old"], 1] } }],
  });
  assert.equal(text(a), "oldznew");
  assert.equal(a.unconfirmed.length, 1);
  assert.equal(a.first, 1);
});

test("A number that was used elsewhere is not used again", () => {
  const server = new Server("z");
  const a = join(server, "a");
  a.receive({
    type: "ops", from: 0, to: 1,
    entries: [{ seq: 1, at: 0, by: "a", session: "a", n: 3, op: { type: "notes-edit", surface: "v1", changes: [[0, "old"], 1] } }],
  });
  type(a, 0, "x");
  assert.equal(a.toSubmit()!.number, 4);
});

test("A gap is noticed, and nothing of the frame is taken", () => {
  const server = new Server();
  const [a, b] = [join(server, "a"), join(server, "b")];
  for (const letter of "abc") {
    type(b, 0, letter);
    push(server, b);
    pull(server, b);
  }
  a.receive(server.since(0, 1));
  const reaction = a.receive(server.since(2));
  assert.equal(reaction.watch, true);
  assert.equal(a.at, 1);
  assert.equal(text(a), "a");
  assert.deepEqual(a.watchRequest(), { space: "cycle-1", surface: "v1", token: "t-a", at: 1, keep: false });
});

test("A frame that comes twice changes nothing the second time", () => {
  const server = new Server();
  const [a, b] = [join(server, "a"), join(server, "b")];
  type(b, 0, "b");
  push(server, b);
  pull(server, a);
  const reaction = a.receive(server.since(0));
  assert.equal(reaction.watch, undefined);
  assert.equal(reaction.transactions.length, 0);
  assert.equal(text(a), "b");
});

test("The cursor moves past entries that this viewer may not see", () => {
  const a = join(new Server("z"), "a");
  a.receive({ type: "ops", from: 0, to: 7, entries: [] });
  assert.equal(a.at, 7);
});

test("A snapshot that crosses with typing is not taken; the entries are asked for instead", () => {
  const a = join(new Server("abc"), "a");
  type(a, 0, "x");
  const reaction = a.receive({ type: "snapshot", at: 9, surface: { type: "notes", text: "other", authors: [], t0: 0, runs: "" } });
  assert.equal(reaction.watch, true);
  assert.equal(text(a), "xabc");
  assert.equal(a.watchRequest().keep, true);
});

test("A later snapshot replaces only what differs, so the cursor stays", () => {
  const a = join(new Server("one two three"), "a");
  a.edit({ selection: { anchor: 12 } });
  a.receive({ type: "snapshot", at: 9, surface: { type: "notes", text: "one 2 three", authors: [], t0: 0, runs: "" } });
  assert.equal(text(a), "one 2 three");
  assert.equal(a.state.selection.main.anchor, 10);
  assert.equal(a.unconfirmed.length, 0);
});

test("Who fell too far behind begins again with a snapshot, or with every entry if work is based on what is held", () => {
  const a = join(new Server("abc"), "a");
  assert.equal(a.receive({ type: "resync", head: 9000 }).watch, true);
  assert.deepEqual(a.watchRequest(), { space: "cycle-1", surface: "v1", token: "t-a" });
  type(a, 0, "x");
  assert.deepEqual(a.watchRequest(), { space: "cycle-1", surface: "v1", token: "t-a", at: 0, keep: true });
});

test("A history that was set back before what unconfirmed work is based on is told, not papered over", () => {
  const server = new Server();
  const [a, b] = [join(server, "a"), join(server, "b")];
  type(b, 0, "b");
  push(server, b);
  pull(server, a);
  assert.equal(a.receive({ type: "resync", head: 0 }).watch, true);
  type(a, 0, "x");
  assert.equal(a.receive({ type: "resync", head: 0 }).broken, true);
});

test("A history that does not fit the text leaves the text as it was", () => {
  const a = join(new Server("abc"), "a");
  const entry = (seq: number, changes: [number, [number, string]]) => ({ seq, at: 0, by: "b", session: "b", n: seq, op: { type: "notes-edit", surface: "v1", changes } });
  const reaction = a.receive({ type: "ops", from: 0, to: 2, entries: [entry(1, [3, [0, "d"]]), entry(2, [99, [0, "x"]])] });
  assert.equal(reaction.broken, true);
  assert.equal(text(a), "abc");
  assert.equal(a.at, 0);
});

test("A history that does not fit is noticed with unconfirmed edits, too", () => {
  const a = join(new Server("abc"), "a");
  type(a, 1, "x");
  const entry = { seq: 1, at: 0, by: "b", session: "b", n: 1, op: { type: "notes-edit", surface: "v1", changes: [4, [0, "y"]] as const } };
  assert.equal(a.receive({ type: "ops", from: 0, to: 1, entries: [entry] }).broken, true);
  assert.equal(text(a), "axbc");
});

test("A refusal frees the way; one that belongs to another submission is ignored", () => {
  const a = join(new Server(), "a");
  type(a, 0, "x");
  a.toSubmit();
  const refusal = { type: "refused", session: "a", number: 1, code: "busy", message: "", retry: true } as const;
  assert.equal(a.receive({ ...refusal, number: 8 }).refused, undefined);
  assert.equal(a.receive({ ...refusal, session: "b" }).refused, undefined);
  assert.equal(a.underWay, true);
  assert.equal(a.receive(refusal).refused?.code, "busy");
  assert.equal(a.underWay, false);
  assert.equal(a.unconfirmed.length, 1);
});

test("A new session takes over only when everything that the old one did is known", () => {
  const server = new Server();
  const a = join(server, "a");
  type(a, 0, "sent");
  push(server, a);
  type(a, 4, " not sent");
  a.renew();
  assert.equal(a.watchRequest().token, undefined);
  a.receive(welcome("a2", server.log.length));
  assert.equal(a.toSubmit(), null);
  pull(server, a);
  const submission = a.toSubmit()!;
  assert.deepEqual([submission.session, submission.number, submission.ops.length], ["a2", 1, 1]);
  server.submit("a", submission);
  pull(server, a);
  assert.equal(server.doc.toString(), "sent not sent");
  assert.equal(text(a), "sent not sent");
});

test("A submission holds at most 500 edits, and at most the bytes that were agreed", () => {
  const a = join(new Server(), "a");
  for (let i = 0; i < 600; i++) type(a, 0, "é");
  assert.equal(a.toSubmit()!.ops.length, 500);
  a.lost();
  const small = a.toSubmit({ ops: 500, bytes: 1000 })!;
  assert.ok(new TextEncoder().encode(JSON.stringify(small.ops)).length <= 1002);
  assert.ok(small.ops.length > 5);
  a.lost();
  assert.equal(a.toSubmit({ ops: 500, bytes: 1 })!.ops.length, 1);
});

test("Undo takes back only one's own work", () => {
  const server = new Server();
  const [a, b] = [join(server, "a"), join(server, "b")];
  type(a, 0, "mine ");
  push(server, a);
  pull(server, a);
  pull(server, b);
  type(b, 5, "theirs");
  push(server, b);
  pull(server, a);
  assert.equal(text(a), "mine theirs");
  const dispatch = (transaction: import("@codemirror/state").Transaction) => { a.state = transaction.state; };
  assert.equal(undo({ state: a.state, dispatch }), true);
  assert.equal(text(a), "theirs");
  assert.equal(undo({ state: a.state, dispatch }), false);
  assert.equal(redo({ state: a.state, dispatch }), true);
  assert.equal(text(a), "mine theirs");
  push(server, a);
  pull(server, a);
  pull(server, b);
  assert.equal(text(b), "mine theirs");
});

test("Undo after somebody deleted part of one's work takes back the rest", () => {
  const server = new Server();
  const [a, b] = [join(server, "a"), join(server, "b")];
  type(a, 0, "abcdef");
  push(server, a);
  pull(server, a);
  pull(server, b);
  type(b, 1, "", 4);
  push(server, b);
  pull(server, a);
  assert.equal(text(a), "aef");
  const dispatch = (transaction: import("@codemirror/state").Transaction) => { a.state = transaction.state; };
  undo({ state: a.state, dispatch });
  assert.equal(text(a), "");
});
