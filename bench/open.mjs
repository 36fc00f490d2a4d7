#!/usr/bin/env node
// How long the page of a long lesson takes to open, and what a viewer of it costs the server.
//
//   node open.mjs [--viewers 20] [--times 5]
//
// The lesson is that of S7. Chromium (BOARD_CHROMIUM, else /usr/bin/chromium) opens it as its coach: first with an empty cache, then
// again. It is open when the notes stand in the editor and say that all is saved, and the controls answer. Then so many viewers open it,
// each in a browser of their own, and what the server's memory grew by is divided among them.

import { spawn } from "node:child_process";
import net from "node:net";
import { parseArgs } from "node:util";
import { Browser } from "./browser.mjs";
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
  const { ms, close } = await browser.open(url, context, WATCH);
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
const viewer = async (index) => browser.open(url, await browser.person(origin, cookies[index % 2]), WATCH);
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
