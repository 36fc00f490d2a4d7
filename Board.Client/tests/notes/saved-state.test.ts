import assert from "node:assert/strict";
import { test } from "node:test";
import { SavedState, type Facts } from "../../Surfaces/Notes/saved-state";

const live: Facts = { phase: "live", unsent: 0, stored: true, keeps: true, before: 0, kept: 0 };
const down: Facts = { ...live, phase: "down" };
const pill = (state: SavedState, facts: Facts, now: number) => state.say(facts, now).pill.text;
const banner = (state: SavedState, facts: Facts, now: number) => {
  const said = state.say(facts, now).banner;
  return said && [said.title, said.text].filter(Boolean).join(" ");
};

test("All saved is said only when nothing is unsent", () => {
  const state = new SavedState();
  assert.equal(pill(state, live, 0), "Live, all saved");
  for (const facts of [live, down])
    for (let now = 0; now < 100_000; now += 500)
      for (const unsent of [0, 1, 2, 500])
        assert.doesNotMatch(pill(new SavedState(), { ...facts, unsent, kept: unsent === 0 ? 2 : 0 }, now), /all saved/i);
});

test("Live is said only of a connection that is there and up to date", () => {
  for (const phase of ["opening", "down", "closed"] as const)
    for (let now = 0; now < 40_000; now += 500)
      for (const unsent of [0, 3]) assert.doesNotMatch(pill(new SavedState(), { ...live, phase, unsent }, now), /live/i);
});

test("An edit on its way is saving, and after a second it is unsent", () => {
  const state = new SavedState();
  const said = state.say({ ...live, unsent: 1 }, 0);
  assert.equal(said.pill.text, "Live, saving");
  assert.equal(said.again, 1000);
  assert.equal(pill(state, { ...live, unsent: 2 }, 999), "Live, saving");
  assert.equal(pill(state, { ...live, unsent: 2 }, 1000), "2 unsent");
  assert.equal(pill(state, live, 1100), "Live, all saved");
  assert.equal(pill(state, { ...live, unsent: 1 }, 1200), "Live, saving");
});

test("A short loss of the connection stays quiet; after two seconds there is a banner", () => {
  const state = new SavedState();
  state.say(live, 0);
  const said = state.say(down, 1000);
  assert.equal(said.banner, null);
  assert.equal(said.again, 2000);
  assert.equal(said.pill.text, "All saved");
  assert.equal(banner(state, down, 2999), null);
  assert.equal(banner(state, { ...down, unsent: 1 }, 3000), "Reconnecting. Keep writing, your words are safe on this device.");
  assert.equal(pill(state, { ...down, unsent: 1 }, 3000), "1 unsent");
});

test("A loss that nobody noticed ends without a word", () => {
  const state = new SavedState();
  state.say(down, 0);
  assert.equal(state.say(live, 1900).toast, null);
});

test("After half a minute it says offline, how much is unsent, and offers a copy", () => {
  const state = new SavedState();
  state.say(down, 0);
  const said = state.say({ ...down, unsent: 3 }, 30_000);
  assert.equal(said.banner?.title, "You are offline.");
  assert.equal(said.banner?.text, "3 edits are saved here and will send by themselves.");
  assert.deepEqual(said.banner?.actions, ["copy"]);
  assert.equal(state.say({ ...down, unsent: 1 }, 31_000).banner?.text, "1 edit is saved here and will send by itself.");
});

test("Back online is said when what was unsent has been confirmed, not before", () => {
  const state = new SavedState();
  state.say({ ...down, unsent: 3 }, 0);
  assert.equal(state.say({ ...live, unsent: 3 }, 40_000).toast, null);
  assert.equal(state.say({ ...live, unsent: 1 }, 40_010).toast, null);
  assert.equal(state.say(live, 40_020).toast, "Back online. 3 edits sent, nothing lost.");
  assert.equal(state.say(live, 40_030).toast, null);
});

test("A connection that goes again before everything was sent does not count as back", () => {
  const state = new SavedState();
  state.say({ ...down, unsent: 3 }, 0);
  state.say({ ...live, unsent: 3 }, 10_000);
  assert.equal(state.say({ ...down, unsent: 3 }, 10_100).toast, null);
  assert.equal(state.say({ ...live, unsent: 0 }, 10_200).toast, null);
});

test("Where the device keeps nothing, it is said plainly", () => {
  const state = new SavedState();
  const facts = { ...down, unsent: 2, keeps: false, stored: false };
  state.say(facts, 0);
  assert.equal(pill(state, facts, 100), "2 unsent, kept only in this tab");
  assert.match(banner(state, facts, 3_000)!, /keep this tab open/);
  assert.match(banner(state, facts, 30_000)!, /kept only in this tab/);
});

test("Edits from an earlier tab are said while they are being sent", () => {
  assert.equal(pill(new SavedState(), { ...live, before: 4 }, 0), "Sending 4 edits from before");
  assert.equal(pill(new SavedState(), { ...live, before: 1 }, 0), "Sending 1 edit from before");
  assert.equal(pill(new SavedState(), { ...live, kept: 7 }, 0), "7 unsent from before");
});

test("A final refusal says what happened, keeps the text and offers a copy", () => {
  const said = new SavedState().say({ ...live, unsent: 2, refused: "This note is full." }, 0);
  assert.equal(said.pill.text, "2 unsent");
  assert.equal(said.banner?.text, "This note is full.");
  assert.deepEqual(said.banner?.actions, ["copy", "retry", "let-go"]);
});

test("A refusal that passes says why sending waits", () => {
  const said = new SavedState().say({ ...live, unsent: 2, waiting: "The disk is full." }, 0);
  assert.equal(said.pill.text, "2 unsent");
  assert.equal(said.banner?.text, "The disk is full.");
});

test("A closed door says why, and where unsent words are", () => {
  const said = new SavedState().say({ ...live, phase: "closed", unsent: 1, closed: "It isn't shared with you." }, 0);
  assert.equal(said.banner?.text, "It isn't shared with you. 1 edit unsent, kept on this device.");
  assert.deepEqual(said.banner?.actions, ["copy", "reload"]);
});

test("Who is signed out is told to sign in again", () => {
  const state = new SavedState();
  state.say({ ...down, signedOut: true }, 0);
  assert.match(banner(state, { ...down, signedOut: true, unsent: 1 }, 3_000)!, /^You are signed out\..*1 edit unsent, kept on this device\.$/);
});
