// A headless editor on Board's live protocol (Board.Server/Live/PROTOCOL.md), as the page's own editor does it:
// one submission under way, edits made meanwhile travel together in the next, and an entry of the own session
// with the number of the first unconfirmed edit is the acknowledgement.

import { collab, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { ChangeSet, EditorState } from "@codemirror/state";
import { AckQueue, Socket } from "./socket.mjs";

const RECORD_END = "\u001e";
const PING = JSON.stringify({ type: 6 }) + RECORD_END;
const PING_INTERVAL_MS = 10_000; // the server gives up a client that is silent for 20 s
const MOST_EDITS_A_SUBMISSION = 500;
const WATCH_ID = "1";

const MESSAGE = { streamItem: 2, completion: 3, streamInvocation: 4, ping: 6, close: 7 };

export class BoardClient {
  onRemote = () => {};
  acks = new AckQueue();
  at = 0; // the cursor into the space's history; other surfaces' entries count in it, so it is not the collab version
  confirmed = 0; // the number of our last acknowledged edit
  underWay = 0; // how many edits the submission under way holds
  #rest = "";

  /** @param {{ space: string, surface: string }} document @param {string} cookie of somebody who may write there */
  static async join(port, document, cookie, { defer = false } = {}) {
    const socket = await Socket.connect(`ws://127.0.0.1:${port}/live`, {
      headers: { Cookie: cookie, Origin: `http://127.0.0.1:${port}` },
      isInitialState: defer ? (frame) => frame.includes('"type":"snapshot"') : undefined,
    });
    const client = new BoardClient(socket, document);
    await (defer ? Promise.race([socket.arrived, client.failed]) : Promise.race([client.ready, client.failed]));
    return client;
  }

  constructor(socket, document) {
    this.socket = socket;
    this.document = document;
    this.ready = new Promise((resolve) => (this.markReady = resolve));
    this.failed = new Promise((_, reject) => (this.fail = reject));
    this.failed.catch((error) => this.closed || console.error(String(error)));
    this.pings = setInterval(() => socket.send(PING), PING_INTERVAL_MS);
    socket.ws.on("close", (code) => this.fail(new Error(`Board closed the connection (${code}).`)));
    socket.onMessage = (data) => this.#read(data);
    socket.send(JSON.stringify({ protocol: "json", version: 1 }) + RECORD_END);
  }

  get bytesIn() {
    return this.socket.bytesIn;
  }

  edit(position, deleted, inserted) {
    const acknowledged = this.acks.wait();
    this.state = this.state.update({ changes: { from: position, to: position + deleted, insert: inserted } }).state;
    this.#submit();
    return acknowledged;
  }

  open() {
    this.socket.open();
  }

  text() {
    return this.state.doc.toString();
  }

  close() {
    this.closed = true;
    clearInterval(this.pings);
    this.socket.close();
  }

  #read(data) {
    const records = (this.#rest + data).split(RECORD_END);
    this.#rest = records.pop();
    for (const record of records) {
      const message = JSON.parse(record);
      if (message.type === MESSAGE.streamItem) this.#take(message.item);
      else if (message.type === undefined) this.#watch(message);
      else if (message.type === MESSAGE.completion || message.type === MESSAGE.close) this.fail(new Error(`Board ended the stream: ${record}`));
    }
  }

  #watch({ error }) {
    if (error) return this.fail(new Error(`Board refused the handshake: ${error}`));
    this.#send({ type: MESSAGE.streamInvocation, invocationId: WATCH_ID, target: "Watch", arguments: [{ ...this.document }] });
  }

  #take(frame) {
    switch (frame.type) {
      case "welcome":
        this.session = frame.session;
        break;
      case "snapshot":
        this.at = frame.at;
        this.state = EditorState.create({ doc: frame.surface.text, extensions: collab({ startVersion: 0, clientID: this.session }) });
        this.markReady();
        break;
      case "ops":
        this.#takeEntries(frame);
        break;
      case "refused":
      case "closed":
      case "resync":
        // None of these belongs in a measured run, so none is worked around.
        this.fail(new Error(`Board sent ${JSON.stringify(frame)}`));
    }
  }

  #takeEntries({ from, to, entries }) {
    if (from !== this.at) return this.fail(new Error(`Board left out entries: at ${this.at}, got a frame from ${from}.`));
    for (const entry of entries) this.#takeEntry(entry);
    this.at = to;
    this.#submit();
  }

  /** One update at a time: receiving several together would compose them before mapping, and diverge. */
  #takeEntry({ session, n, op }) {
    const transaction = receiveUpdates(this.state, [{ clientID: session, changes: ChangeSet.fromJSON(op.changes) }]);
    this.state = transaction.state;
    if (session === this.session) {
      if (n !== ++this.confirmed) this.fail(new Error(`Board acknowledged edit ${n}, expected ${this.confirmed}.`));
      this.underWay--;
      this.acks.acknowledge();
      return;
    }
    const patches = [];
    transaction.changes.iterChanges((fromA, toA, fromB, _toB, inserted) => patches.push([fromB, toA - fromA, inserted.toString()]), true);
    this.onRemote(patches);
  }

  #submit() {
    if (this.underWay > 0) return;
    const updates = sendableUpdates(this.state).slice(0, MOST_EDITS_A_SUBMISSION);
    if (updates.length === 0) return;
    this.underWay = updates.length;
    const ops = updates.map((update) => ({ type: "notes-edit", surface: this.document.surface, changes: update.changes.toJSON() }));
    this.#send({ type: 1, target: "Submit", arguments: [{ session: this.session, at: this.at, number: this.confirmed + 1, ops }] });
  }

  #send(message) {
    this.socket.send(JSON.stringify(message) + RECORD_END);
  }
}
