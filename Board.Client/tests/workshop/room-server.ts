import type { Card, Wall, WallSettings } from "../../Surfaces/Wall/wall";
import type { RoomFrames, RoomOps, RoomSnapshot } from "../../Spaces/Workshop/Light/frames";
import type { Room, Told } from "../../Spaces/Workshop/Light/workshop";

export const settings: WallSettings = { namesShown: false, moderation: "after", comments: true, sort: "placed", reactions: [{ id: "agree", name: "I see it too" }] };

export const wall = (change: Partial<Wall> = {}): Wall => ({ settings, revealed: true, locked: false, focus: null, sections: [{ id: "s1", title: "Schools", prompt: "How could your district support you?", order: "i" }], groups: [], cards: {}, ...change });

export const card = (id: string, change: Partial<Card> = {}): Card => ({ id, section: "s1", order: "i", content: { text: `Words of ${id}` }, at: 1, standing: "shown", comments: [], counts: {}, ...change });

export const cards = (...all: Card[]): Record<string, Card> => Object.fromEntries(all.map(one => [one.id, one]));

export const room = (change: Partial<Room> = {}): Room => ({ title: "Systems for coaching", activities: [{ id: "w1", kind: "wall", title: "Shareout", day: 0, minutes: 10, begun: true }], current: "w1", walls: { w1: wall() }, ratings: {}, pages: {}, protocols: {}, ...change });

export const snapshot = (at: number, space: Room = room()): RoomSnapshot => ({ type: "snapshot", at, space });

export const ops = (from: number, to: number, ...told: Told[]): RoomOps => ({ type: "ops", from, to, entries: told.map((op, i) => ({ seq: from + i + 1, op })) });

export const welcome = (change: Partial<Extract<RoomFrames, { type: "welcome" }>> = {}): RoomFrames => ({ type: "welcome", session: "k1", token: "t-k1", mayWrite: true, head: 1, time: 1_000, ...change });
