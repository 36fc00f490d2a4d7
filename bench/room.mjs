#!/usr/bin/env node
// A room that answers from its phones.
//
//   node room.mjs [--seconds 60] [--participants 150] [--joins 1000] [--only post,join,wall]
//
// post  so many participants post five cards each within the time, while a projector watches, and a facilitator's page in Chromium:
//       how long a card takes from a phone to the projector. Then the same messages through the raw SignalR relay, to one that watches.
// join  so many come in five seconds, from one address: how long each takes from the code to the room's picture, and what each
//       costs the server in memory beyond the first hundred, after it has collected its garbage (servers/collect) and before.
// wall  a facilitator opens a wall of 1,000 cards in Chromium, and somebody posts another one.

import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { Browser } from "./browser.mjs";
import { District, command, environmentOf, onDisk } from "./drivers/board-district.mjs";
import { signalr } from "./drivers/relay.mjs";
import { Phone, openScreen } from "./drivers/board-room.mjs";
import { ProcessMeter, Samples, median, now, round, sleep } from "./measure.mjs";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    participants: { type: "string", default: "150" },
    joins: { type: "string", default: "1000" },
    only: { type: "string", default: "post,join,wall" },
  },
});
const CARDS = 5; // of each participant
const JOIN_WITHIN_MS = 5_000;
const WARM = 500; // who come and go before anything is measured
const FIRST = 100; // whose memory is not counted: what a room costs at all
const SETTLE_MS = 4_000;
const START_MS = 60_000;
const AT_ONCE = 25;
const COLLECT = path.join(import.meta.dirname, "run", "collect");
const COLLECTS = { DOTNET_STARTUP_HOOKS: path.join(import.meta.dirname, "servers/collect/bin/Release/net10.0/collect.dll"), BENCH_COLLECT: COLLECT };
const TEXT = "Protect one planning block a week for coach and teacher. We keep the date, then a cover period takes it.";

const running = [];
let browser;
process.on("exit", () => {
  browser?.stop();
  running.forEach((child) => child.kill("SIGKILL"));
});

const district = new District(onDisk);
await district.prepare();
const rows = [];
const row = (what, value, target) => rows.push(`| ${what} | ${value} | ${target} |`);

const parts = { post, join, wall };
for (const name of options.only.split(",")) await parts[name]();
console.log(["| what | measured | target |", "|---|---:|---|", ...rows].join("\n"));
process.exit(0);

async function post() {
  const [room] = district.rooms;
  const { port, pid, stop } = await startBoard();
  const [screen, phones] = [await openScreen(port, room), await everybody(port, room, Number(options.participants))];
  browser = await Browser.start();
  await openRoom(port, room, 0);
  const [latencies, answers, sentAt] = [new Samples(), new Samples(), new Map()];
  screen.onCard = (card) => {
    if (!sentAt.has(card.id)) return;
    latencies.add(now() - sentAt.get(card.id));
    sentAt.delete(card.id);
  };
  const meter = new ProcessMeter(pid);
  const [cpu, began] = [meter.cpuSeconds(), now()];
  await within(phones.length * CARDS, async (index) => {
    const phone = phones[index % phones.length];
    const id = `${phone.mark}n${index}`;
    const sent = now();
    sentAt.set(id, sent);
    await phone.post(room.wall, id, TEXT);
    answers.add(now() - sent);
  });
  const seconds = (now() - began) / 1000;
  for (const deadline = now() + SETTLE_MS; sentAt.size > 0 && now() < deadline; ) await sleep(20);
  const { p50, p95, p99, max, count } = latencies.summary();
  row(`${phones.length} participants post ${CARDS} cards each in ${round(seconds, 0)} s: phone to projector, median / p95 / p99 / longest of ${count}`, `${p50} / ${p95} / ${p99} / ${max} ms`, "p95 < 300 ms");
  row("the same, phone to its own acknowledgement, p95", `${answers.summary().p95} ms`, "");
  row("the server's cores meanwhile", round((meter.cpuSeconds() - cpu) / seconds, 2), "");
  if (sentAt.size > 0) throw new Error(`${sentAt.size} cards did not reach the projector.`);
  phones.forEach((phone) => phone.close());
  screen.close();
  browser.stop();
  browser = null;
  await stop();
  await relay();
}

/** The same messages through a hub that only passes them on. */
async function relay() {
  const port = await freePort();
  const { command: program, env } = signalr.server(port);
  const { stop } = await start(port, program, env, import.meta.dirname);
  const clients = await inParallel(Number(options.participants) + 1, () => signalr.join(port, "room"));
  const [watcher, ...others] = clients;
  const [latencies, sentAt] = [new Samples(), []];
  watcher.onRemote = ([[position]]) => latencies.add(now() - sentAt[position]);
  await within(others.length * CARDS, async (index) => {
    sentAt[index] = now();
    await others[index % others.length].edit(index, 0, TEXT);
  });
  await sleep(500);
  const { p50, p95, p99, max } = latencies.summary();
  row("the same messages through the raw SignalR relay, median / p95 / p99 / longest", `${p50} / ${p95} / ${p99} / ${max} ms`, "");
  clients.forEach((client) => client.close());
  await stop();
}

async function join() {
  const [room] = district.rooms;
  const { port, pid, stop } = await startBoard();
  const joins = Number(options.joins);
  const meter = new ProcessMeter(pid);
  // A server compiles what it runs while the first ones come; that is not what a participant costs.
  (await everybody(port, room, WARM)).forEach((phone) => phone.close());
  const first = await everybody(port, room, FIRST);
  await sleep(SETTLE_MS);
  await collect();
  const before = meter.rssMiB();
  const [took, refused] = [new Samples(), []];
  const coming = Array.from({ length: joins }, async (_, index) => {
    await sleep((index * JOIN_WITHIN_MS) / joins);
    const came = now();
    try {
      const phone = await Phone.join(port, room);
      took.add(now() - came);
      return phone;
    } catch (error) {
      refused.push(String(error));
    }
  });
  const phones = (await Promise.all(coming)).filter(Boolean);
  await sleep(SETTLE_MS);
  const { p50, p95, max } = took.summary();
  row(`${joins} join within ${JOIN_WITHIN_MS / 1000} s from one address, from the code to the room's picture, median / p95 / longest`, `${round(p50, 0)} / ${round(p95, 0)} / ${round(max, 0)} ms`, "p95 < 3 s");
  row("of these refused", refused.length, "none");
  const each = () => `${round(((meter.rssMiB() - before) * 1024) / phones.length, 1)} kB`;
  const untouched = each();
  await collect();
  row(`server memory a participant, of the ${phones.length} after the first ${FIRST}, garbage collected / not yet`, `${each()} / ${untouched}`, "< 40 kB");
  if (refused.length > 0) console.error(refused[0]);
  [...first, ...phones].forEach((phone) => phone.close());
  await stop();
  await relayMemory(joins);
}

/** What the framework asks for a connection that only waits. */
async function relayMemory(joins) {
  const port = await freePort();
  const { command: program, env } = signalr.server(port);
  const { pid, stop } = await start(port, program, { ...env, ...COLLECTS }, import.meta.dirname);
  const meter = new ProcessMeter(pid);
  (await inParallel(WARM, () => signalr.join(port, "room"))).forEach((client) => client.close());
  const first = await inParallel(FIRST, () => signalr.join(port, "room"));
  await collect();
  const before = meter.rssMiB();
  const others = await inParallel(joins, () => signalr.join(port, "room"));
  await sleep(SETTLE_MS);
  await collect();
  row("the raw SignalR relay, memory a client, garbage collected", `${round(((meter.rssMiB() - before) * 1024) / joins, 1)} kB`, "");
  [...first, ...others].forEach((client) => client.close());
  await stop();
}

async function wall() {
  const room = district.rooms[1];
  const { port, stop } = await startBoard();
  browser = await Browser.start();
  const opened = [];
  let page;
  for (let time = 0; time < 4; time++) {
    await page?.close();
    page = await openRoom(port, room, 1_000);
    opened.push(page.ms);
  }
  const phone = await Phone.join(port, room);
  const rendered = new Samples();
  for (let time = 0; time < 40; time++) {
    const id = `${phone.mark}w${time}`;
    const seen = page.evaluate(whenRendered(id));
    await sleep(50);
    const sent = Date.now();
    await phone.post(room.wall, id, `${TEXT} ${id}`);
    rendered.add((await seen) - sent);
    await sleep(200);
  }
  row("a wall of 1,000 cards opens on the facilitator's page, from a server that has just started", `${round(opened[0], 0)} ms`, "");
  row(`opened again, median of ${opened.length - 1}`, `${round(median(opened.slice(1)), 0)} ms`, "< 1,500 ms");
  const drawn = rendered.summary();
  row(`a card from a phone is drawn on that page, median / p95 / longest of ${drawn.count}`, `${drawn.p50} / ${drawn.p95} / ${drawn.max} ms`, "< 100 ms");
  phone.close();
  browser.stop();
  browser = null;
  await stop();
}

/** The facilitator's page, once so many cards stand on it and its controls answer. */
async function openRoom(port, room, cards) {
  const origin = `http://127.0.0.1:${port}`;
  return browser.open(`${origin}/workshops/${room.space.slice("workshop-".length)}/room`, await browser.person(origin, room.cookie), `
    new Promise(resolve => {
      const look = () => {
        const open = document.querySelector(".fbar") && document.querySelectorAll("article.note").length >= ${cards} && !document.querySelector("[data-waking]");
        if (open) resolve(performance.now()); else requestAnimationFrame(look);
      };
      look();
    })`);
}

function whenRendered(id) {
  return `
  new Promise(resolve => {
    const look = () => { if (document.body.textContent.includes(${JSON.stringify(`takes it. ${id}`)})) resolve(Date.now()); else requestAnimationFrame(look); };
    look();
  })`;
}

function everybody(port, room, count) {
  return inParallel(count, () => Phone.join(port, room));
}

async function inParallel(count, make) {
  const made = [];
  while (made.length < count) made.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - made.length) }, make))));
  return made;
}

/** Does something so many times, spread evenly over the time; ends when all of it is done. */
async function within(times, act) {
  const gap = (Number(options.seconds) * 1000) / times;
  await Promise.all(Array.from({ length: times }, async (_, index) => {
    await sleep((index + Math.random()) * gap);
    await act(index);
  }));
}

async function startBoard() {
  const [{ data }] = district.copy(1);
  const port = await freePort();
  return start(port, command, { ...environmentOf(port, data), ...COLLECTS });
}

/** Lets the server collect its garbage, and ends when it has. */
async function collect() {
  fs.writeFileSync(COLLECT, "");
  while (fs.existsSync(COLLECT)) await sleep(50);
  await sleep(500);
}

async function start(port, [program, ...args], env, cwd) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: "ignore" });
  running.push(child);
  const exited = new Promise((resolve) => child.once("exit", resolve));
  for (const deadline = now() + START_MS; !(await isListening(port)); await sleep(50)) {
    if (now() > deadline) throw new Error("The server did not start.");
  }
  const stop = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  return { port, pid: child.pid, stop };
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
