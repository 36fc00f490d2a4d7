// Phones and a projector of a room, on the live protocol (Board.Server/Live/PROTOCOL.md): the door, then one stream each.

import http from "node:http";
import { Socket } from "./socket.mjs";

const RECORD_END = "\u001e";
const PING = JSON.stringify({ type: 6 }) + RECORD_END;
const PING_INTERVAL_MS = 10_000;
const PATIENCE_MS = 60_000;
const MESSAGE = { invocation: 1, streamItem: 2, completion: 3, streamInvocation: 4, close: 7 };
// A browser lets go of a connection that it has no use for; so do we, at once.
const agent = new http.Agent({ keepAlive: false });
let last = 0;

/** A stream of a room, from one seat. */
class Seat {
  onCard = () => {};
  #invocations = new Map();
  #rest = "";

  static async take(port, space, seat, cookie) {
    const socket = await Socket.connect(`ws://127.0.0.1:${port}/live`, { headers: { Cookie: cookie, Origin: `http://127.0.0.1:${port}` } });
    const taken = new this(socket, { space, seat });
    let timer;
    await Promise.race([taken.ready, taken.failed, new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("No picture of the room came.")), PATIENCE_MS)))]);
    clearTimeout(timer);
    return taken;
  }

  constructor(socket, request) {
    Object.assign(this, { socket, request, mark: `b${(++last).toString(36)}` });
    this.ready = new Promise((resolve) => (this.markReady = resolve));
    this.failed = new Promise((_, reject) => (this.fail = reject));
    this.failed.catch((error) => this.closed || console.error(String(error)));
    this.pings = setInterval(() => socket.send(PING), PING_INTERVAL_MS);
    socket.ws.on("close", (code) => this.fail(new Error(`The connection was closed (${code}).`)));
    socket.onMessage = (data) => this.#read(data);
    socket.send(JSON.stringify({ protocol: "json", version: 1 }) + RECORD_END);
  }

  invoke(target, argument) {
    const id = String(this.#invocations.size + 2);
    const answered = new Promise((resolve) => this.#invocations.set(id, resolve));
    this.socket.send(JSON.stringify({ type: MESSAGE.invocation, invocationId: id, target, arguments: [argument] }) + RECORD_END);
    return answered;
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
      else if (message.type === undefined) this.socket.send(JSON.stringify({ type: MESSAGE.streamInvocation, invocationId: "1", target: "Watch", arguments: [this.request] }) + RECORD_END);
      else if (message.type === MESSAGE.completion && message.invocationId !== "1") this.#invocations.get(message.invocationId)(message);
      else if (message.type === MESSAGE.completion || message.type === MESSAGE.close) this.fail(new Error(`The stream ended: ${record}`));
    }
  }

  #take(frame) {
    if (frame.type === "welcome") Object.assign(this, { session: frame.session });
    else if (frame.type === "snapshot") this.markReady();
    else if (frame.type === "ops") for (const { op } of frame.entries) { if (op.type === "card-told") this.onCard(op.card); }
    else if (frame.type === "closed" || frame.type === "resync") this.fail(new Error(`The server sent ${JSON.stringify(frame)}`));
  }
}

/** Somebody who came in with the picture on the screen, and has the room before them. */
export class Phone extends Seat {
  #number = 0;

  static async join(port, room) {
    const { status, cookies, body } = await post(port, "/join", { code: room.code, secret: room.secret, name: "" });
    if (status !== 200) throw new Error(`The door answered ${status}: ${body}`);
    return this.take(port, room.space, "participant", cookies);
  }

  /** Puts a card up, and ends when it is there for good. */
  async post(wall, id, text) {
    const op = { type: "card-posted", surface: wall, id, section: "a", order: "i", content: { text, link: null, image: null, alt: "" } };
    const { result, error } = await this.invoke("Submit", { session: this.session, at: 0, number: ++this.#number, ops: [op] });
    if (error || result.refused) throw new Error(`A card was refused: ${error ?? JSON.stringify(result.refused)}`);
  }
}

/** The projector, opened by whoever facilitates. */
export async function openScreen(port, room) {
  const { status, cookies } = await post(port, `/workshops/${room.space.slice("workshop-".length)}/screen`, {}, room.cookie);
  if (status !== 204) throw new Error(`The screen was not opened (${status}).`);
  return Seat.take(port, room.space, "screen", cookies);
}

function post(port, path, body, cookie = "") {
  const text = JSON.stringify(body);
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text), Origin: `http://127.0.0.1:${port}`, Cookie: cookie };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, path, method: "POST", headers, agent }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      const cookies = (response.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
      resolve({ status: response.statusCode, cookies, body: Buffer.concat(chunks).toString() });
    });
    request.on("error", reject).end(text);
  });
}
