// A driver is { name, server(port), join(port, documentId, { defer }) }:
//   server(port, freePort) -> { command, env, cwd?, healthPath?, beside? }   how to start the server under test (or a promise of it),
//                                  and those that are started beside it: [{ port, env }], the same command on ports of freePort()
//   join(...)    -> a client:
//     edit(position, deleted, inserted) -> Promise, resolved when the server has acknowledged the edit
//     onRemote(patches)                    called with [position, deleted, inserted] after others' edits are applied
//     text(), bytesIn, open(), close()     open() decodes an initial state held back by { defer: true }
//   relay: true   the server keeps no text, so there is nothing to seed or to join late
//   seedWindow    how many unacknowledged edits the trace replay may have outstanding

import { board, boardPostgres, boardPostgresTwo } from "./board.mjs";
import { codemirrorNode } from "./codemirror.mjs";
import { rawWebSocket, signalr } from "./relay.mjs";
import { sharedb } from "./sharedb.mjs";
import { hocuspocus, hocuspocusSqlite, yWebsocket } from "./yjs.mjs";

export const drivers = Object.fromEntries(
  [board, boardPostgres, boardPostgresTwo, yWebsocket, hocuspocus, hocuspocusSqlite, sharedb, codemirrorNode, signalr, rawWebSocket].map((driver) => [driver.name, driver]),
);
