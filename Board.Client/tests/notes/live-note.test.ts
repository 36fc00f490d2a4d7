import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveNote, type NotePage, type Shown } from "../../Surfaces/Notes/live-note";
import { Outbox } from "../../Surfaces/Notes/outbox";
import { Recovery } from "../../Surfaces/Notes/recovery";
import { Sync } from "../../Surfaces/Notes/sync";
import { FakeClock, settled } from "../fake-clock";
import { seeded } from "../random";
import { Far, type Line } from "./far";
import { MemoryStore } from "./memory-store";

class Tab {
  readonly clock = new FakeClock();
  readonly sync = new Sync("cycle-1", "v1");
  readonly line: Line;
  readonly note: LiveNote;
  readonly store: MemoryStore;
  shown: Shown | null = null;
  comeBack: number | null = null;
  changes = 0;
  received = 0;
  readonly writers: string[] = [];

  constructor(far: Far, readonly person: string, store: MemoryStore | null = new MemoryStore()) {
    this.line = far.line(person);
    far.clocks.push(this.clock);
    this.store = store ?? new MemoryStore();
    const page: NotePage = {
      receive: (transactions, shown) => {
        if (transactions.length > 0) assert.equal(transactions.at(-1)!.state, this.sync.state);
        this.shown = shown ?? this.shown;
        this.received++;
      },
      act: op => {
        this.sync.edit({ effects: op });
        this.note.edited();
      },
      welcomed: () => {},
      wrote: writer => this.writers.push(writer),
      changed: () => { this.changes++; },
      comeBack: ms => { this.comeBack = ms; },
    };
    this.note = new LiveNote(this.sync, "v1", person, this.line, this.clock, page, () => 1_790_000_000_000);
    if (store) this.note.sender.outbox = new Outbox(store, person);
    this.line.travellers.add(this.note);
  }

  type(at: number, insert: string, to = at): void {
    this.sync.edit({ changes: { from: at, to, insert } });
    this.note.edited();
  }

  get text(): string {
    return this.sync.state.doc.toString();
  }

  facts = () => this.note.facts();
}

async function open(far: Far, ...people: string[]): Promise<Tab[]> {
  const tabs = people.map(person => new Tab(far, person));
  for (const tab of tabs) tab.line.up();
  await far.quiet();
  return tabs;
}

test("Two people write into one text, and both know when it is saved", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  assert.equal(ana.facts().phase, "live");
  ana.type(3, "d");
  ben.type(0, "_");
  assert.equal(ana.facts().unsent, 1);
  await far.quiet();
  assert.equal(ana.text, "_abcd");
  assert.equal(ben.text, "_abcd");
  assert.equal(ana.facts().unsent, 0);
  assert.deepEqual(ana.writers, ["ben"]);
  assert.equal(far.server.doc.toString(), "_abcd");
});

test("Nothing is sent before it is stored on the device", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.store.hold();
  ana.type(0, "a");
  await far.quiet();
  assert.equal(far.submissions.length, 0);
  ana.type(1, "b");
  ana.store.release();
  await far.quiet();
  assert.equal(far.server.doc.toString(), "ab");
});

test("An edit is unsent in the same moment, not when the device has answered", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.store.hold();
  const changed = ana.changes;
  ana.type(0, "a");
  assert.ok(ana.changes > changed);
  assert.equal(ana.facts().unsent, 1);
  assert.equal(ana.facts().stored, false);
});

test("What is confirmed is not kept on the device any longer", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "a");
  await far.quiet();
  assert.deepEqual(await ana.store.sessions("ana"), []);
});

test("Where the device does not store, it is said, and writing goes on", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.store.fails = true;
  ana.type(0, "a");
  await settled();
  assert.equal(ana.facts().keeps, false);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
});

test("What is typed offline is sent after coming back, once", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.type(3, "1");
  await settled();
  ana.line.cut(true);
  ana.type(4, "2");
  ben.type(0, "_");
  await far.quiet();
  assert.equal(ana.facts().phase, "down");
  assert.equal(ana.facts().unsent, 2);
  ana.line.up();
  await far.quiet();
  assert.equal(ana.text, "_abc12");
  assert.equal(ben.text, "_abc12");
  assert.equal(ana.facts().phase, "live");
  assert.equal(ana.facts().unsent, 0);
});

test("Who comes back with much of their own takes in what happened bit by bit, and sends when that is done", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.line.cut(false);
  for (let i = 0; i < 300; i++) ana.type(3 + i, "x");
  for (let i = 0; i < 200; i++) ben.type(0, "y");
  await far.quiet();
  const [received, submitted] = [ana.received, far.submissions.length];
  ana.line.up();
  while (ana.line.deliver()) await settled();
  assert.ok(ana.sync.at! > 0 && ana.sync.at! < far.server.log.length);
  assert.equal(far.submissions.length, submitted);
  assert.equal(ana.facts().phase, "down");
  ana.type(0, "meanwhile ");
  await far.quiet();
  assert.ok(ana.received - received > 20);
  assert.equal(far.server.doc.toString().length, 3 + 300 + 200 + 10);
  assert.equal(ana.text, far.server.doc.toString());
  assert.equal(ben.text, ana.text);
  assert.equal(ana.facts().phase, "live");
});

test("A refusal that passes is repeated after two seconds, and says why meanwhile", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  far.refuse = () => ({ code: "disk-full", message: "The disk is full.", retry: true });
  ana.type(0, "a");
  await far.quiet();
  assert.equal(ana.facts().waiting, "The disk is full.");
  assert.equal(ana.facts().unsent, 1);
  far.refuse = null;
  await ana.clock.pass(1_999);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "");
  await ana.clock.pass(1);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
  assert.equal(ana.facts().waiting, undefined);
});

test("A final refusal stops sending and keeps the text, here and on the device", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  far.refuse = () => ({ code: "text-full", message: "This note is full.", retry: false });
  ana.type(0, "a");
  await far.quiet();
  ana.type(1, "b");
  await far.quiet();
  await ana.clock.pass(120_000);
  assert.equal(ana.facts().refused, "This note is full.");
  assert.equal(far.submissions.length, 1);
  assert.equal(ana.text, "ab");
  assert.equal((await ana.store.sessions("ana"))[0]!.updates.length, 2);
  far.refuse = null;
  ana.note.sender.retry();
  await far.quiet();
  assert.equal(far.server.doc.toString(), "ab");
});

test("An answer that is overdue makes the submission be repeated", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  const { submit } = ana.line;
  ana.line.submit = () => {};
  ana.type(0, "a");
  await far.quiet();
  ana.line.submit = submit;
  await ana.clock.pass(14_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "");
  await ana.clock.pass(1_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
});

test("A submission that kills the connection three times is not sent for ever", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "a");
  await settled();
  for (let i = 0; i < 3; i++) {
    await settled();
    ana.line.cut(false);
    ana.line.up();
    await far.lines[0]!.deliver();
    await settled();
  }
  await far.quiet();
  assert.match(ana.facts().waiting!, /does not get through/);
  const sent = far.submissions.length;
  await ana.clock.pass(59_000);
  await far.quiet();
  assert.equal(far.submissions.length, sent);
  await ana.clock.pass(1_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "a");
});

test("A server that does not know the session any more gets the rest under a new one, once", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "accepted");
  await settled();
  ana.line.cut(true);
  ana.type(8, " later");
  far.forgetsTokens = true;
  ana.line.up();
  await far.quiet();
  assert.equal(far.server.doc.toString(), "accepted later");
  assert.equal(ana.text, "accepted later");
  assert.equal(ana.facts().phase, "live");
});

test("A closed door is final, in words", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.note.receive({ type: "closed", code: "closed-door", message: "It isn't shared with you." });
  assert.equal(ana.facts().phase, "closed");
  assert.equal(ana.facts().closed, "It isn't shared with you.");
  ana.line.cut(false);
  ana.line.up();
  assert.equal(ana.line.watchers.size, 0);
});

test("A server that restarts is come back to within three seconds, not by everybody at once", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.note.receive({ type: "closed", code: "restarting", message: "" });
  assert.ok(ana.comeBack! >= 0 && ana.comeBack! < 3_000);
  assert.notEqual(ana.facts().phase, "closed");
});

test("A server that says how long it stays away is come back to within that time", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.note.receive({ type: "closed", code: "restarting", message: "", within: 0 });
  assert.equal(ana.comeBack, 0);
  assert.notEqual(ana.facts().phase, "closed");
});

test("What is unconfirmed shows as one's own from now on", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(3, "\nmine");
  const { runs, authorship } = ana.note.shown();
  const hand = runs.hand(4, 8)!;
  assert.equal(authorship.authors[hand.author], "ana");
});

test("A moved cursor is told; one that moves by writing is not", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  await ana.clock.pass(1_000);
  const told = far.points.length;
  ana.sync.edit({ selection: { anchor: 2 } });
  ana.note.edited();
  await ana.clock.pass(100);
  assert.deepEqual(far.points.at(-1), { session: "s1", surface: "v1", anchor: 2, head: 2, at: 0 });
  assert.equal(far.points.length, told + 1);
  ana.sync.edit({ changes: { from: 2, insert: "x" }, selection: { anchor: 3 } });
  ana.note.edited();
  await far.quiet();
  await ana.clock.pass(1_000);
  assert.equal(far.points.length, told + 1);
});

test("Who has not touched the text has no cursor", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  await ana.clock.pass(5_000);
  ana.line.cut(false);
  ana.line.up();
  await far.quiet();
  await ana.clock.pass(5_000);
  assert.equal(far.points.length, 0);
});

test("Deleting moves the cursor for everybody without a word", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  ana.sync.edit({ selection: { anchor: 3 } });
  ana.note.edited();
  await ana.clock.pass(100);
  ana.sync.edit({ changes: { from: 2, to: 3 }, selection: { anchor: 2 } });
  ana.note.edited();
  await ana.clock.pass(100);
  await far.quiet();
  await ana.clock.pass(1_000);
  assert.deepEqual(far.points.map(point => point.head), [3]);
});

test("Who comes later is told where the cursors are in the text that they got", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "xy");
  await far.quiet();
  await ana.clock.pass(1_000);
  const told = far.points.length;
  ana.note.receive({ type: "presence", here: [{ session: "s9", person: "ben" }] });
  await ana.clock.pass(1_000);
  assert.equal(far.points.length, told);
  ana.type(0, "z");
  await far.quiet();
  await ana.clock.pass(1_000);
  ana.note.receive({ type: "presence", here: [{ session: "s10", person: "cem" }] });
  await ana.clock.pass(1_000);
  assert.equal(far.points.at(-1)!.at, far.server.log.length);
});

test("However fast a cursor moves, it is told at most ten times a second", async () => {
  const far = new Far("abcdefghij".repeat(10));
  const [ana] = await open(far, "ana") as [Tab];
  await ana.clock.pass(1_000);
  const told = far.points.length;
  for (let i = 0; i < 100; i++) {
    ana.sync.edit({ selection: { anchor: i } });
    ana.note.edited();
    await ana.clock.pass(10);
  }
  assert.ok(far.points.length - told <= 11, `${far.points.length - told}`);
  await ana.clock.pass(200);
  assert.equal(far.points.at(-1)!.anchor, 99);
});

function recover(far: Far, clock: FakeClock, store: MemoryStore, person: string) {
  const line = far.line(person);
  const news: string[] = [];
  return store.sessions(person).then(([stored]) => {
    const recovery = new Recovery(line, clock, { space: "cycle-1", surface: "v1" }, stored!, {
      left: count => news.push(`left ${count}`),
      done: sent => news.push(`done ${sent}`),
      failed: (why, text) => news.push(`failed ${why} ${text}`),
    });
    line.travellers.add(recovery);
    line.up();
    return { line, news };
  });
}

test("A tab that is killed leaves its unsent edits behind, and the next one sends them", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.type(3, "1");
  await settled();
  ana.line.cut(true);
  ana.type(4, "2");
  ana.type(5, "3");
  await settled();
  ben.type(0, "_");
  await far.quiet();
  const { news } = await recover(far, new FakeClock(), ana.store, "ana");
  await far.quiet();
  assert.equal(far.server.doc.toString(), "_abc123");
  assert.equal(ben.text, "_abc123");
  assert.deepEqual(news, ["left 2", "done 2"]);
});

test("Left-behind edits that had arrived after all are not sent again", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.type(0, "once");
  await settled();
  ana.line.cut(true);
  const { news } = await recover(far, new FakeClock(), ana.store, "ana");
  await far.quiet();
  assert.equal(far.server.doc.toString(), "once");
  assert.deepEqual(news, ["done 0"]);
});

test("Left-behind edits survive a server that forgot the session, and one that is busy", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.line.cut(false);
  ana.type(0, "kept");
  await settled();
  far.forgetsTokens = true;
  far.refuse = () => ({ code: "busy", message: "", retry: true });
  const clock = new FakeClock();
  const { news } = await recover(far, clock, ana.store, "ana");
  await far.quiet();
  far.refuse = null;
  await clock.pass(2_000);
  await far.quiet();
  assert.equal(far.server.doc.toString(), "kept");
  assert.deepEqual(news, ["left 1", "left 1", "done 1"]);
});

test("Left-behind edits that are refused for good give their text to the person", async () => {
  const far = new Far();
  const [ana] = await open(far, "ana") as [Tab];
  ana.line.cut(false);
  ana.type(0, "my words");
  await settled();
  far.refuse = () => ({ code: "closed-door", message: "It isn't shared with you.", retry: false });
  const { news } = await recover(far, new FakeClock(), ana.store, "ana");
  await far.quiet();
  assert.equal(news.at(-1), "failed It isn't shared with you. my words");
});

for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
  test(`Whatever happens to the connections, everybody ends with the same text and nothing is lost or doubled (seed ${seed})`, async () => {
    const random = seeded(seed);
    const far = new Far("start");
    const tabs = await open(far, "ana", "ben", "cem") as Tab[];
    const words: string[] = [];
    for (let step = 0; step < 400; step++) {
      const tab = tabs[random(3)]!;
      const length = tab.sync.state.doc.length;
      switch (random(8)) {
        case 0:
        case 1:
        case 2: {
          const word = `<${words.length}>`;
          words.push(word);
          tab.type(random(length + 1), word);
          break;
        }
        case 3:
          tab.line.cut(random(2) === 0);
          break;
        case 4:
          if (!tab.line.isUp) tab.line.up();
          break;
        case 5:
          await settled();
          break;
        default:
          tab.line.deliver();
      }
    }
    for (const tab of tabs) if (!tab.line.isUp) tab.line.up();
    await far.quiet();
    const text = far.server.doc.toString();
    for (const tab of tabs) {
      assert.equal(tab.text, text);
      assert.equal(tab.facts().unsent, 0);
    }
    assert.equal(text.replace(/[^<]/g, "").length, words.length);
    assert.equal([...text].sort().join(""), [...("start" + words.join(""))].sort().join(""));
  });
}

const sixLastWeek = { type: "thread-started", id: "m1", from: 0, to: 3, comment: "c1", text: " Six last week. " } as const;

test("What is said beside the text is shown at once, counts as unsent, is kept, and reaches the others", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  assert.equal(ana.note.act(sixLastWeek), null);
  assert.equal(ana.note.shown().lesson.marks[0]!.comments![0]!.text, "Six last week.");
  assert.equal(ana.facts().unsent, 1);
  await settled();
  assert.equal((await ana.store.sessions("ana"))[0]?.updates.length, 1);
  await far.quiet();
  assert.equal(ana.facts().unsent, 0);
  assert.deepEqual(await ana.store.sessions("ana"), []);
  assert.deepEqual(ben.shown!.lesson.marks, ana.shown!.lesson.marks);
  assert.deepEqual(ben.shown!.lesson.marks[0]!.quote, "abc");
});

test("What is said while offline is sent with what is typed when the connection is back", async () => {
  const far = new Far("abc");
  const [ana, ben] = await open(far, "ana", "ben") as [Tab, Tab];
  ana.line.cut(false);
  ana.type(3, "d");
  ana.note.act({ type: "look-for-tagged", id: "m1", from: 0, to: 4, code: "3b" });
  ana.type(0, "_");
  ben.type(3, "!");
  await far.quiet();
  assert.equal(ana.facts().unsent, 3);
  ana.line.up();
  await far.quiet();
  assert.equal(ana.text, ben.text);
  assert.deepEqual(ana.note.shown().lesson.marks.map(({ from, to }) => [from, to]), ben.note.shown().lesson.marks.map(({ from, to }) => [from, to]));
  assert.equal(ana.facts().unsent, 0);
});

test("Times of what is unconfirmed are the server's, as far as it is known", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  const before = Date.now();
  ana.note.act({ type: "clock-started" });
  const ahead = ana.note.serverTime(0);
  const { from } = ana.note.shown().lesson.clock.runs[0]!;
  assert.ok(from >= before + ahead && from <= Date.now() + ahead);
});

test("What the server would not take is said, and not sent", async () => {
  const far = new Far("abc");
  const [ana] = await open(far, "ana") as [Tab];
  assert.match(ana.note.act({ ...sixLastWeek, text: " \n" })!, /no words/);
  assert.match(ana.note.act({ ...sixLastWeek, text: "x".repeat(2_005) })!, /5 characters too long/);
  assert.match(ana.note.act({ ...sixLastWeek, to: 4 })!, /has changed/);
  assert.match(ana.note.act({ type: "phase-marked", id: "p1", name: " " })!, /needs a name/);
  assert.equal(ana.facts().unsent, 0);
  assert.match(new Tab(new Far(), "ben").note.act(sixLastWeek)!, /not here yet/);
});
