// Board itself. One document is one coaching cycle with the notes of one visit; whoever joins it is one of its two people,
// the coach and the teacher in turn, signed in through the form, with the cookie and the Origin that a browser sends.
// Acknowledgements and broadcasts come from disk: the server shows nothing that is not durable.

import { BoardClient } from "./board-client.mjs";
import { command, copyDistrict, environmentOf, prepareDistrict } from "./board-district.mjs";

// Two people have up to 200 tabs open here, and S5's four writers never pause; in a school each pair of hands has its own
// allowance. Nothing else differs from a plain installation.
const RAISED_LIMITS = {
  Board__Live__Watches: "1000",
  Board__Live__SubmissionsPerSecond: "100000",
  Board__Live__SubmissionsAtOnce: "100000",
};

let cycles = [];
let joined = new Map();

export const board = {
  name: "board",
  seedWindow: 64,
  async server(port) {
    cycles = await prepareDistrict();
    joined = new Map();
    return { command, env: { ...environmentOf(port, copyDistrict()), ...RAISED_LIMITS }, healthPath: "/health" };
  },
  join(port, documentId, options) {
    const { space, surface, cookies } = cycles[Number(documentId.slice("doc".length))];
    const turn = joined.get(documentId) ?? 0;
    joined.set(documentId, turn + 1);
    return BoardClient.join(port, { space, surface }, cookies[turn % cookies.length], options);
  },
};
