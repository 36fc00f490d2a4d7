// The light page of those who take part: the door, the test before it, and the room. It needs no circuit.
import { openJoin } from "./join-page.ts";
import { openRoom } from "./room-page.ts";
import { openTest } from "./test-page.ts";

const main = document.getElementById("room");
const path = location.pathname.replace(/\/+$/, "");
const room = /\/room\/([^/]+)$/.exec(path)?.[1];
if (main) {
  if (room) void openRoom(main, decodeURIComponent(room));
  else if (path.endsWith("/join/test")) openTest(main);
  else openJoin(main);
}
