#!/usr/bin/env node
// How long the page of a long lesson takes to open, and what a viewer of it costs the server.
//
//   node open.mjs [--viewers 20] [--times 5]
//
// The lesson is that of S7. Chromium (BOARD_CHROMIUM, else /usr/bin/chromium) opens it as its coach: first with an empty cache, then
// again. It is open when the notes stand in the editor and say that all is saved, and the controls answer. Then so many viewers open it,
// each in a browser of their own, and what the server's memory grew by is divided among them.

import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import WebSocket from "ws";
import { District, command, environmentOf, onDisk } from "./drivers/board-district.mjs";
import { ProcessMeter, median, round, sleep } from "./measure.mjs";

const { values: options } = parseArgs({ options: { viewers: { type: "string", default: "20" }, times: { type: "string", default: "5" } } });
const WARM = 3; // viewers who come and stay before memory is measured
const PATIENCE_MS = 60_000;
const WATCH = `
  new Promise(resolve => {
    const look = () => {
      const open = document.querySelectorAll(".cm-line").length > 5 && /all saved/i.test(document.querySelector("#note-status")?.textContent ?? "") && !document.querySelector("[data-waking]");
      if (open) resolve(performance.now()); else requestAnimationFrame(look);
    };
    look();
  })`;

/** Chromium over its own protocol. */
class Browser {
  static async start() {
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), "board-chromium-"));
    const child = spawn(process.env.BOARD_CHROMIUM || "/usr/bin/chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", `--user-data-dir=${profile}`], { stdio: "ignore" });
    const file = path.join(profile, "DevToolsActivePort");
    for (const deadline = Date.now() + PATIENCE_MS; !fs.existsSync(file) || !fs.readFileSync(file, "utf8").includes("/"); await sleep(50)) {
      if (Date.now() > deadline) throw new Error("Chromium did not start.");
    }
    const [port, address] = fs.readFileSync(file, "utf8").split("\n");
    const socket = new WebSocket(`ws://127.0.0.1:${port}${address}`);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return new Browser(child, profile, socket);
  }

  #last = 0;
  #waiting = new Map();

  constructor(child, profile, socket) {
    Object.assign(this, { child, profile, socket });
    socket.on("message", (data) => {
      const { id, result, error } = JSON.parse(data);
      const waiting = this.#waiting.get(id);
      if (!waiting) return;
      this.#waiting.delete(id);
      if (error) waiting.reject(new Error(error.message));
      else waiting.resolve(result);
    });
  }

  send(method, params = {}, sessionId) {
    const id = ++this.#last;
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** A person with a browser of their own. */
  async person(origin, cookie) {
    const { browserContextId } = await this.send("Target.createBrowserContext");
    const cookies = cookie.split("; ").map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), url: origin }));
    await this.send("Storage.setCookies", { cookies: cookies.map((each) => (each.name.startsWith("__Host-") ? { ...each, secure: true, path: "/" } : each)), browserContextId });
    return browserContextId;
  }

  /** Opens a page and waits until it is ready; how long that took, in ms. */
  async open(url, browserContextId) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    await this.send("Page.enable", {}, sessionId);
    const { errorText } = await this.send("Page.navigate", { url }, sessionId);
    if (errorText) throw new Error(errorText);
    const answer = await Promise.race([this.send("Runtime.evaluate", { expression: WATCH, awaitPromise: true, returnByValue: true }, sessionId), sleep(PATIENCE_MS)]);
    if (!(answer?.result?.value > 0)) throw new Error(`The lesson did not open: ${JSON.stringify(answer)}`);
    return { ms: answer.result.value, close: () => this.send("Target.closeTarget", { targetId }) };
  }

  stop() {
    this.child.kill("SIGKILL");
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

const port = await new Promise((resolve) => {
  const probe = net.createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const district = new District(onDisk);
const { space, surface, cookies } = (await district.prepare()).at(-1);
const [{ data }] = district.copy(1);
const server = spawn(command[0], command.slice(1), { env: { ...process.env, ...environmentOf(port, data) }, stdio: "ignore" });
const origin = `http://127.0.0.1:${port}`;
let browser;
process.on("exit", () => {
  browser?.stop();
  server.kill("SIGKILL");
});
for (const deadline = Date.now() + PATIENCE_MS; !(await fetch(`${origin}/health`).then((reply) => reply.ok, () => false)); await sleep(50)) {
  if (Date.now() > deadline) throw new Error("The server did not start.");
}
browser = await Browser.start();
const url = `${origin}/cycles/${space.slice("cycle-".length)}/visits/${surface}`;
const openOnce = async (context) => {
  const { ms, close } = await browser.open(url, context);
  await close();
  return ms;
};

const first = await openOnce(await browser.person(origin, cookies[0]));
const [empty, again] = [[], []];
for (let time = 0; time < Number(options.times); time++) {
  const context = await browser.person(origin, cookies[0]);
  empty.push(await openOnce(context));
  again.push(await openOnce(context));
}

const meter = new ProcessMeter(server.pid);
const viewer = async (index) => browser.open(url, await browser.person(origin, cookies[index % 2]));
for (let index = 0; index < WARM; index++) await viewer(index);
await sleep(3000);
const before = meter.rssMiB();
for (let index = 0; index < Number(options.viewers); index++) await viewer(index);
await sleep(3000);
const grown = meter.rssMiB() - before;
console.log("| what | |\n|---|---:|");
console.log(`| opened by a server that has just started | ${round(first, 0)} ms |`);
console.log(`| opened with an empty cache, median of ${empty.length} | ${round(median(empty), 0)} ms |`);
console.log(`| opened again, median of ${again.length} | ${round(median(again), 0)} ms |`);
console.log(`| server memory a viewer, of ${options.viewers} | ${round(grown / Number(options.viewers), 2)} MiB |`);
process.exit(0);
