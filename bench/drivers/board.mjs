// Board itself. One document is one coaching cycle with the notes of one visit; whoever joins it is one of its two people,
// the coach and the teacher in turn, signed in through the form, with the cookie and the Origin that a browser sends.
// Acknowledgements and broadcasts come from disk: the server shows nothing that is not durable.

import { BoardClient } from "./board-client.mjs";
import { District, OnPostgres, command, environmentOf, onDisk } from "./board-district.mjs";

// Two people have up to 200 tabs open here, and S5's four writers never pause; in a school each pair of hands has its own
// allowance. Nothing else differs from a plain installation.
const RAISED_LIMITS = {
  Board__Live__Watches: "1000",
  Board__Live__SubmissionsPerSecond: "100000",
  Board__Live__SubmissionsAtOnce: "100000",
};

/**
 * Board with its logs in a store, on one or several servers that share it. With two, the coach is always on one and the teacher on
 * the other, so every space is active on both: the worst case, in which each server has to learn of the other's every op.
 */
function boardOn(store, servers = 1) {
  const district = new District(store);
  let cycles = [];
  let ports = [];
  let joined = new Map();
  return {
    name: store.name,
    seedWindow: 64,
    async server(port, freePort) {
      cycles = await district.prepare();
      joined = new Map();
      ports = [port];
      while (ports.length < servers) ports.push(await freePort());
      const [first, ...beside] = district.copy(servers).map(({ data, env }, index) => ({
        port: ports[index],
        env: { ...environmentOf(ports[index], data), ...RAISED_LIMITS, ...env },
      }));
      return { command, env: first.env, healthPath: "/health", beside };
    },
    join(_, documentId, options) {
      const { space, surface, cookies } = documentId === "full" ? cycles.at(-1) : cycles[Number(documentId.slice("doc".length))];
      const turn = joined.get(documentId) ?? 0;
      joined.set(documentId, turn + 1);
      return BoardClient.join(ports[turn % servers], { space, surface }, cookies[turn % cookies.length], options);
    },
  };
}

export const board = boardOn(onDisk);
export const boardPostgres = boardOn(new OnPostgres("board-postgres"));
export const boardPostgresTwo = boardOn(new OnPostgres("board-postgres-two"), 2);
