// What Board has to reach, against what its peers did in the same run.

const RELAY = "signalr-relay";
const better = (...drivers) => (scenario, measure) => {
  const known = drivers.map((driver) => scenario.get(driver)?.[measure]).filter((value) => value !== undefined);
  return known.length === drivers.length ? Math.min(...known) : undefined;
};
const of = (driver, factor = 1) => (scenario, measure) => {
  const value = scenario.get(driver)?.[measure];
  return value === undefined ? undefined : value * factor;
};

/** [scenario, measure, bound, words]; at most the bound, unless `least` is set. */
const TARGETS = [
  ["S1", "p50", better("y-websocket", "sharedb"), "median no worse than the better of y-websocket and ShareDB (ms)"],
  ["S1", "p99", better("y-websocket", "sharedb"), "p99 no worse than the better of y-websocket and ShareDB (ms)"],
  ["S1", "cpu", of(RELAY), "core seconds no more than the SignalR relay's"],
  ["S2", "p50", better("y-websocket", "sharedb"), "median no worse than the better of y-websocket and ShareDB (ms)"],
  ["S2", "p99", better("y-websocket", "sharedb"), "p99 no worse than the better of y-websocket and ShareDB (ms)"],
  ["S2", "cpu", of(RELAY), "core seconds no more than the SignalR relay's"],
  ["S3", "p99", of(RELAY, 1.5), "p99 no worse than 1.5 times the SignalR relay's (ms)"],
  ["S4", "p99", of(RELAY, 2), "p99 no worse than twice the SignalR relay's (ms)"],
  ["S4", "growth", of(RELAY), "memory growth no more than the SignalR relay's (MiB)"],
  ["S5", "ops", of("y-websocket"), "at least y-websocket's ops a second", { least: true }],
  ["S6", "holds", of("y-websocket", 1 / 4), "the last client holds the text at least four times as fast as with y-websocket (ms)"],
  ["S6", "kilobytes", of("y-websocket", 0.4), "at most 40 % of y-websocket's bytes (kB)"],
];

/** @param table medians by scenario and driver, as table.mjs makes them */
export function judge(table) {
  return TARGETS.map(([name, measure, boundOf, words, { least = false } = {}]) => {
    const ours = table[name]?.get("board")?.[measure];
    const bound = table[name] && boundOf(table[name], measure);
    const known = ours !== undefined && bound !== undefined;
    const met = known && (least ? ours >= bound : ours <= bound);
    return { target: `${name}: ${words}`, ours, bound: known ? Number(bound.toFixed(2)) : undefined, verdict: known ? (met ? "met" : "**missed**") : "not measured" };
  });
}
