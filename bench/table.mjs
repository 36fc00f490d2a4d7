#!/usr/bin/env node
// Medians of a results file as Markdown, and what they say about the targets.
//
//   node table.mjs results.jsonl

import fs from "node:fs";
import { median, round } from "./measure.mjs";
import { scenarios } from "./scenarios.mjs";
import { judge } from "./targets.mjs";

const NOISY_CORES = 0.25; // other processes' share of the machine above which a run is counted as noisy

const COLUMNS = {
  typing: [
    ["p50 ms", (m) => m.p50],
    ["p99 ms", (m) => m.p99],
    ["core s", (m) => m.cpu],
    ["RSS MiB (growth)", (m) => `${m.rss} (${m.growth >= 0 ? "+" : ""}${m.growth})`],
    ["ops/s", (m) => m.ops],
    ["bytes a delivery", (m) => m.bytes],
  ],
  joining: [
    ["last client ms", (m) => m.last],
    ["decoding ms", (m) => m.decoding],
    ["last incl. decoding ms", (m) => m.holds],
    ["kB each", (m) => m.kilobytes],
    ["core s", (m) => m.cpu],
    ["RSS MiB", (m) => m.rss],
    ["edits/s while seeding", (m) => m.seeding],
  ],
};

/** One run's numbers, under the names that the table and the targets use. */
function measuresOf(result) {
  if (!result.rounds) {
    return {
      p50: result.latencyMs.p50,
      p99: result.latencyMs.p99,
      cpu: result.serverCpuSeconds,
      rss: result.serverRssMiB,
      growth: result.serverRssMiB - result.idleRssMiB,
      ops: result.opsPerSecond,
      bytes: result.bytesInPerDelivery,
    };
  }
  const over = (pick) => median(result.rounds.map(pick));
  return {
    last: over((one) => one.arrivalMs.max),
    decoding: over((one) => one.decodeMsPerClient),
    holds: over((one) => one.arrivalMs.max + one.decodeMsPerClient),
    kilobytes: over((one) => one.bytesPerJoin) / 1000,
    cpu: over((one) => one.serverCpuSeconds),
    rss: over((one) => one.serverRssMiB),
    seeding: result.seedOpsPerSecond,
  };
}

const isSound = (result) => (result.rounds ? result.traceReproduced !== false && result.rounds.every((one) => one.converged) : result.converged);
const isNoisy = (result) => (result.rounds ?? [result]).some((one) => one.othersCoresBusy > NOISY_CORES);

/** Medians over the sound runs of each driver in a scenario, in the order in which they ran. */
function medians(results) {
  const drivers = new Map();
  for (const result of results) {
    if (!drivers.has(result.driver)) drivers.set(result.driver, []);
    drivers.get(result.driver).push(result);
  }
  return new Map(
    [...drivers].map(([driver, runs]) => {
      const sound = runs.filter((run) => !run.error && isSound(run));
      const each = sound.map(measuresOf);
      const measures = Object.fromEntries(Object.keys(each[0] ?? {}).map((name) => [name, round(median(each.map((one) => one[name])), 2)]));
      return [driver, { ...measures, runs: sound.length, failed: runs.length - sound.length, noisy: sound.filter(isNoisy).length }];
    }),
  );
}

function print(header, rows) {
  console.log(`| ${header.join(" | ")} |\n|${header.map(() => "---|").join("")}`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

const results = fs.readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const table = {};
for (const [name, scenario] of Object.entries(scenarios)) {
  table[name] = medians(results.filter((result) => result.scenario === name));
  if (table[name].size === 0) continue;
  const columns = scenario.trace ? COLUMNS.joining : COLUMNS.typing;
  console.log(`\n**${name} ${scenario.title}**\n`);
  print(
    ["server", ...columns.map(([title]) => title), "runs"],
    [...table[name]].map(([driver, measures]) => [
      driver,
      ...columns.map(([, pick]) => (measures.runs ? pick(measures) : "–")),
      `${measures.runs}${measures.noisy ? `, ${measures.noisy} noisy` : ""}${measures.failed ? `, ${measures.failed} failed` : ""}`,
    ]),
  );
}

console.log("\n**Targets**\n");
print(
  ["target", "Board", "bound", "ratio", ""],
  judge(table).map(({ target, ours, bound, verdict }) => [target, ours ?? "–", bound ?? "–", bound ? round(ours / bound, 2) : "–", verdict]),
);
