import { clock } from "../../../Live/clock";
import { LiveConnection } from "../../../Live/connection";
import { hubAt } from "../../../Live/signalr";
import { followTheBrowser } from "../../../Live/wakefulness";
import type { Closed } from "../../../Live/wire";
import { Follower } from "../Light/follower";
import { RoomStore } from "../Light/store";
import { Drafts } from "./drafts";
import { Outbox } from "./outbox";
import { OutboxSlot } from "./outbox-slot";
import { drawId } from "./phone-ops";
import { RoomDesk } from "./room-desk";
import { RoomScreen } from "./room-screen";
import { phoneShelf } from "./shelf";

const polling = () => new URLSearchParams(location.search).has("polling");

/** A participant's page: one connection, one session, one screen at a time. */
export async function openRoom(main: HTMLElement, key: string): Promise<void> {
  const shelf = phoneShelf();
  const drafts = new Drafts(shelf, key);
  const store = new RoomStore();
  const connection = new LiveConnection(young => hubAt("/live", young || polling()), clock);
  const slot = await OutboxSlot.claim(shelf, key, drawId());
  const outbox = new Outbox(slot, submission => connection.invoke("Submit", submission), clock, {
    changed: () => screen.changed(),
    done: op => desk.done(op),
    refused: (op, refusal) => desk.refused(op, refusal),
    renew: () => follower.renew(),
    doubt: () => { if (connection.isUp) connection.wake(true); },
  });
  const desk = new RoomDesk(key, store, outbox, drafts, shelf, {
    changed: () => screen.changed(),
    say: words => screen.say(words),
    raise: (hand, ready) => void connection.invoke("Raise", { session: follower.session, hand, ready }).catch(() => {}),
    serverNow: () => Date.now() + follower.offset,
  });
  const screen = new RoomScreen(main, desk, store);
  const follower = new Follower(connection, clock, store, { space: `workshop-${key}`, seat: "participant" }, {
    changed: () => {
      desk.isLive = follower.isWelcomed;
      desk.isSignedOut = connection.signedOut;
      desk.follow();
      screen.changed();
    },
    welcomed: ({ session, token }) => {
      desk.welcomed();
      outbox.welcomed(session, token);
    },
    lost: () => outbox.lost(),
    closed: (closed: Closed) => {
      desk.closed = closed.message;
      screen.changed();
    },
  });
  follower.token = outbox.token;
  followTheBrowser(connection, {
    leaving: () => slot.release(),
    // Another tab may have the place on the phone by now: begin anew, with what is kept.
    back: () => location.reload(),
  });
  addEventListener("popstate", event => desk.back(event.state as unknown));
  connection.start();
  screen.start();
}
