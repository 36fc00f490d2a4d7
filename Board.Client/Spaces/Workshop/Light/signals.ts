// The seven signals of a session, with what each asks of the room.
import type { Drawing } from "./icons";

export interface Signal {
  readonly name: string;
  readonly meaning: string;
  readonly icon: Drawing;
}

const signals: Readonly<Record<string, Signal>> = {
  "talk-about-it": { name: "Talk about it", meaning: "Chat with those around you", icon: "talk" },
  "handout-reference": { name: "Handout reference", meaning: "Locate the noted handout to follow along", icon: "handout" },
  "group-task": { name: "Group task", meaning: "Engage in the task together", icon: "people" },
  "stop-and-jot": { name: "Stop and jot", meaning: "Record your thoughts, on your own", icon: "jot" },
  "whole-group-share-out": { name: "Whole group share out", meaning: "Share your ideas with the whole group", icon: "share" },
  "independent-think-time": { name: "Independent think time", meaning: "Reflect on your own", icon: "think" },
  network: { name: "Network", meaning: "Engage in learning with other schools and districts", icon: "network" },
};

/** Null for none, and for one that this page does not know. */
export const signalOf = (id: string | null | undefined): Signal | null => (id ? signals[id] ?? null : null);
