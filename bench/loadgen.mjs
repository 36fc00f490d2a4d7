#!/usr/bin/env node
// Load generator for collaborative text servers: one client process driving one server process.
//
//   node loadgen.mjs --driver hocuspocus,sharedb --scenario S1,S3 --runs 3 --out results.jsonl
//
// --seconds N   override a scenario's measured window      --warmup N   seconds of the same load first (default 5)
// --documents N override S4's number of documents          --edits N    replay only the first N edits of S6's trace
// --quiet N     before each run, wait (at most 45 s) until the rest of the machine uses under N cores
// --attach PORT:PID   measure a server that is already running instead of starting one

import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { drivers } from "./drivers/index.mjs";
import { ProcessMeter, machineBusySeconds, sleep } from "./measure.mjs";
import { runLateJoin, runTyping, scenarios } from "./scenarios.mjs";

const HERE = import.meta.dirname;
const START_TIMEOUT_MS = 60_000;
const RUN_TIMEOUT_MS = 60 * 60_000;
const QUIET_SAMPLE_MS = 2000;
const QUIET_TIMEOUT_MS = 45_000;

const running = []; // servers under test, which must not outlive us
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

const { values: options } = parseArgs({
  options: {
    driver: { type: "string" },
    scenario: { type: "string" },
    runs: { type: "string", default: "1" },
    out: { type: "string" },
    seconds: { type: "string" },
    documents: { type: "string" },
    warmup: { type: "string", default: "5" },
    edits: { type: "string" },
    quiet: { type: "string" },
    attach: { type: "string" },
  },
});

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function isListening(port, healthPath) {
  if (healthPath) return fetch(`http://127.0.0.1:${port}${healthPath}`).then((response) => response.ok, () => false);
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

async function startServer(driver) {
  if (options.attach) {
    const [port, pid] = options.attach.split(":").map(Number);
    return { port, pid, stop: async () => {} };
  }
  const port = await freePort();
  const { command, env, cwd, healthPath, beside = [] } = await driver.server(port, freePort);
  fs.mkdirSync(path.join(HERE, "run"), { recursive: true });
  const started = [];
  const stop = async () => {
    for (const { child, exited } of started) {
      child.kill("SIGTERM");
      await Promise.race([exited, sleep(5000)]);
      child.kill("SIGKILL");
      await exited;
    }
  };
  for (const [index, each] of [{ port, env }, ...beside].entries()) {
    const log = fs.openSync(path.join(HERE, "run", `${driver.name}${index || ""}.log`), "w");
    const child = spawn(command[0], command.slice(1), {
      cwd: cwd ?? HERE,
      env: { ...process.env, NODE_ENV: "production", ...each.env },
      stdio: ["ignore", log, log],
    });
    started.push({ child, exited: new Promise((resolve) => child.on("exit", resolve)) });
    running.push(child);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await isListening(each.port, healthPath))) {
      if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${driver.name} did not start; see run/${driver.name}.log`);
      await sleep(100);
    }
  }
  return { port, pid: started.map(({ child }) => child.pid), stop };
}

async function waitForQuiet(cores) {
  const deadline = Date.now() + QUIET_TIMEOUT_MS;
  for (;;) {
    const before = machineBusySeconds();
    await sleep(QUIET_SAMPLE_MS);
    const busyCores = (machineBusySeconds() - before) / (QUIET_SAMPLE_MS / 1000);
    if (busyCores < cores || Date.now() > deadline) return;
  }
}

async function runOnce(driver, scenarioName) {
  const scenario = { ...scenarios[scenarioName] };
  if (options.seconds) scenario.seconds = Number(options.seconds);
  if (options.documents && scenario.documents > 1) scenario.documents = Number(options.documents);
  if (options.quiet) await waitForQuiet(Number(options.quiet));
  const server = await startServer(driver);
  try {
    const idleRssMiB = new ProcessMeter(server.pid).rssMiB();
    const context = { ...server, warmup: Number(options.warmup), editLimit: Number(options.edits ?? Infinity) };
    const run = scenario.trace ? runLateJoin : runTyping;
    const result = await run(scenario, driver, context);
    return { driver: driver.name, scenario: scenarioName, idleRssMiB, ...result };
  } finally {
    await server.stop();
  }
}

setTimeout(() => {
  console.error("gave up: the whole run took too long");
  process.exit(1);
}, RUN_TIMEOUT_MS * Number(options.runs)).unref();

for (let run = 1; run <= Number(options.runs); run++) {
  for (const scenarioName of options.scenario.split(",")) {
    for (const driverName of options.driver.split(",")) {
      const driver = drivers[driverName];
      if (driver.relay && scenarioName === "S6") continue;
      const result = await runOnce(driver, scenarioName).catch((error) => ({ driver: driverName, scenario: scenarioName, error: String(error.stack) }));
      const line = JSON.stringify({ run, ...result });
      console.log(line);
      if (options.out) fs.appendFileSync(options.out, `${line}\n`);
    }
  }
}
process.exit(0);
