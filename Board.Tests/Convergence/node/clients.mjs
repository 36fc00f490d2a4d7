// Hosts the notes' real clients for the convergence fuzz: `Sync` with CodeMirror's collab, `Lesson`, and `Pending`. The first argument
// is the bundle to take them from. Each line of standard input is { id, do, … }, each answer { standing, … } or { error }.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { ChangeSet, firstPart, Lesson, liveOp, Pending, Sync, workOf } = await import(pathToFileURL(process.argv[2]).href);
const [space, surface] = ["cycle-c1", "v1"];

/** A page with the text. */
class Editor {
  #sync = new Sync(space, surface);
  #lesson = new Lesson({ type: "notes", text: "", authors: [], t0: 0, runs: "" });

  get standing() {
    const { at, session, first, unconfirmed, underWay } = this.#sync;
    return { at: at ?? null, session, first, unconfirmed: unconfirmed.length, underWay };
  }

  edit({ changes }) { this.#sync.edit({ changes: ChangeSet.fromJSON(changes) }); }
  act({ op }) {
    const { surface: _, ...live } = op;
    this.#sync.edit({ effects: liveOp.of(live) });
  }

  text() { return { text: this.#sync.state.doc.toString() }; }
  watch() { return { request: this.#sync.watchRequest() }; }
  submit({ most }) { return { submission: this.#sync.toSubmit({ ops: most, bytes: 200_000 }) }; }
  lost() { this.#sync.lost(); }
  renew() { this.#sync.renew(); }

  receive({ frame }) {
    const { watch, refused, broken, snapshot, taken } = this.#sync.receive(frame);
    if (snapshot) this.#lesson = new Lesson(snapshot);
    for (const { entry, changes } of taken) this.#lesson.receive(entry, changes);
    if (!broken) this.#show("somebody");
    return { watch: watch === true, refused: refused !== undefined, broken: broken === true };
  }

  aside({ person }) {
    const { marks, private: notes, clock, tally } = this.#show(person);
    return { aside: { marks, private: notes, clock, tally } };
  }

  /** What the page shows is always for the text that it shows. */
  #show(person) {
    const lesson = this.#lesson.shown(person, this.#sync.unconfirmed.map(update => ({ ...workOf(update), at: 0 })));
    if (!lesson.text.eq(this.#sync.state.doc)) throw new Error("What is shown beside the text is for another text.");
    for (const { from, to } of lesson.marks) if (from < 0 || to < from || to > lesson.text.length) throw new Error("A mark lies outside of the text.");
    return lesson;
  }

  store() {
    const { session, token, at, first, unconfirmed } = this.#sync;
    const updates = firstPart(unconfirmed.map(workOf), surface, { ops: Infinity, bytes: Infinity });
    return { outbox: updates.length > 0 ? { session, token: token ?? "", at, first, updates } : null };
  }
}

/** An op as it travels, as a device keeps it. */
function stored({ surface: _, ...op }) {
  return op.type === "notes-edit" ? { changes: op.changes } : { op };
}

/**
 * What a page left behind, with what whoever holds the connection adds to it: the token, another session where the old one is
 * not known any more, and one submission under way.
 */
class Errand {
  #pending;
  #token;
  #next = null;
  #head = Infinity;
  #underWay = false;

  constructor({ session, token, at, first, updates }) {
    this.#pending = new Pending(session, surface, at, updates.map((op, i) => ({ number: first + i, ...stored(op) })));
    this.#token = token;
  }

  get standing() {
    const { at, session, first, length } = this.#pending;
    return { at, session, first, unconfirmed: length, underWay: this.#underWay };
  }

  watch() { return { request: { token: this.#token, at: this.#pending.at, keep: true } }; }
  lost() { this.#underWay = false; }

  renew() {
    this.#token = undefined;
    this.#underWay = false;
  }

  store() {
    const { session, at, first } = this.#pending;
    const updates = (this.#pending.submission({ ops: Infinity, bytes: Infinity })?.ops ?? []);
    return { outbox: updates.length > 0 ? { session, token: this.#token ?? "", at, first, updates } : null };
  }

  submit({ most }) {
    const submission = this.#underWay || this.#pending.at < this.#head ? null : this.#pending.submission({ ops: most, bytes: 200_000 });
    if (submission) this.#underWay = true;
    return { submission };
  }

  receive({ frame }) {
    const before = this.#pending.length;
    let [watch, refused] = [frame.type === "resync", false];
    if (frame.type === "ops") watch = !this.#pending.receive(frame);
    if (frame.type === "welcome" || this.#pending.length < before) this.#underWay = false;
    if (frame.type === "welcome") {
      this.#head = frame.head;
      this.#token = frame.token;
      if (frame.session !== this.#pending.session) this.#next = frame.session;
    }
    if (this.#next !== null && this.#pending.at >= this.#head) {
      this.#pending.renew(this.#next);
      this.#next = null;
    }
    if (frame.type === "refused" && frame.session === this.#pending.session && this.#underWay) {
      refused = true;
      this.#underWay = false;
    }
    return { watch, refused, broken: false };
  }
}

const clients = new Map();

function answer(command) {
  if (command.do === "open") clients.set(command.id, command.outbox ? new Errand(command.outbox) : new Editor());
  const client = clients.get(command.id);
  if (command.do === "close") return clients.delete(command.id) && {};
  const result = command.do === "open" ? {} : client[command.do](command) ?? {};
  return { ...result, standing: client.standing };
}

for await (const line of createInterface({ input: process.stdin })) {
  let result;
  try {
    result = answer(JSON.parse(line));
  } catch (error) {
    result = { error: error.stack };
  }
  process.stdout.write(JSON.stringify(result) + "\n");
}
