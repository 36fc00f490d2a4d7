// Chromium (BOARD_CHROMIUM, else /usr/bin/chromium) over its own protocol, for measuring what people see.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import WebSocket from "ws";
import { sleep } from "./measure.mjs";

const PATIENCE_MS = 60_000;

/** Chromium over its own protocol. */
export class Browser {
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

  /**
   * Opens a page and waits until it is ready; how long that took, in ms.
   * @param {string} ready an expression: a promise of the time at which it is
   */
  async open(url, browserContextId, ready) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    await this.send("Page.enable", {}, sessionId);
    const { errorText } = await this.send("Page.navigate", { url }, sessionId);
    if (errorText) throw new Error(errorText);
    const answer = await Promise.race([this.send("Runtime.evaluate", { expression: ready, awaitPromise: true, returnByValue: true }, sessionId), sleep(PATIENCE_MS)]);
    if (!(answer?.result?.value > 0)) throw new Error(`The page did not open: ${JSON.stringify(answer)}`);
    const evaluate = async (expression) => (await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, sessionId)).result?.value;
    return { ms: answer.result.value, evaluate, close: () => this.send("Target.closeTarget", { targetId }) };
  }

  stop() {
    // Its last process still writes; what is left then is the system's to clear away.
    this.child.once("exit", () => fs.rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }, () => {}));
    this.child.kill("SIGKILL");
  }
}
