// Hosts the notes' real clients for the convergence fuzz: `Sync` with CodeMirror's collab, and `Pending`. The first argument
// is the bundle to take them from. Each line of standard input is { id, do, … }, each answer { standing, … } or { error }.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { ChangeSet, Pending, Sync } = await import(pathToFileURL(process.argv[2]).href);
const [space, surface] = ["cycle-c1", "v1"];

/** A page with the text. */
class Editor {
  #sync = new Sync(space, surface);

  get standing() {
    const { at, session, first, unconfirmed, underWay } = this.#sync;
    return { at: at ?? null, session, first, unconfirmed: unconfirmed.length, underWay };
  }

  edit({ changes }) { this.#sync.edit({ changes: ChangeSet.fromJSON(changes) }); }
  text() { return { text: this.#sync.state.doc.toString() }; }
  watch() { return { request: this.#sync.watchRequest() }; }
  submit({ most }) { return { submission: this.#sync.toSubmit({ ops: most, bytes: 200_000 }) }; }
  lost() { this.#sync.lost(); }
  renew() { this.#sync.renew(); }

  receive({ frame }) {
    const { watch, refused, broken } = this.#sync.receive(frame);
    return { watch: watch === true, refused: refused !== undefined, broken: broken === true };
  }

  store() {
    const { session, token, at, first, unconfirmed } = this.#sync;
    const updates = unconfirmed.map(update => update.changes.toJSON());
    return { outbox: updates.length > 0 ? { session, token: token ?? "", at, first, updates } : null };
  }
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
    this.#pending = new Pending(session, surface, at, updates.map((changes, i) => ({ number: first + i, changes })));
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
    const updates = (this.#pending.submission({ ops: Infinity, bytes: Infinity })?.ops ?? []).map(op => op.changes);
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
