import { agreement, currentStatement, openRound, spreadInWords, type Level, type OwnVotes, type Rating, type Round, type Statement } from "../../../Surfaces/Rating/rating";
import { counted, heading } from "../Light/parts";
import { h, icon, type Made } from "../Light/view";
import type { Desk } from "./desk";
import { signalView, timeView } from "./wall-views";

/** A silent vote on one statement at a time, and after the reveal how the votes are spread. */
export function ratingView(desk: Desk, surface: string, rating: Rating): (Made | null)[] {
  const statement = currentStatement(rating);
  const { voices, levels } = rating.settings;
  const own = desk.votes(surface, rating);
  if (!statement) return [h("div", { class: "mid", key: "mid" }, signalView(desk), heading("Look at the screen", { class: "center" }), h("p", { class: "muted center" }, "The first statement comes when the facilitator turns to it."), doneView(rating, own))];
  if (voices.length > 1 && own.voice < 0 && openRound(statement)) return voiceView(desk, surface, rating);
  const round = openRound(statement);
  const place = `${surface} ${statement.id}`;
  const refused = desk.refusedAt(place);
  return [
    h("div", { class: "mid upper", key: `rate-${statement.id}` },
      timeView(desk),
      h("div", { key: "h" }, h("p", { class: "sm strong quiet" }, stageWords(statement)), heading(statement.text, { class: "ask" }), statement.detail && h("p", { class: "muted lead" }, statement.detail)),
      round ? voteView(desk, surface, rating, statement, round) : spreadView(rating, statement, own),
      refused && h("p", { class: "fielderr", role: "alert" }, icon("warning"), refused),
      statement.decision ? decisionView(statement, levels) : null,
      doneView(rating, own, statement.id)),
    round ? h("div", { class: "bot", key: "bot" }, h("p", { class: "sm quiet center", role: "status" }, votedWords(statement[round], desk.people))) : null,
  ];
}

function stageWords(statement: Statement): string {
  switch (statement.stage) {
    case "waiting": return "Coming up";
    case "vote": return "Silent vote";
    case "reveal": return "The first vote";
    case "talk": return "Talk about what you see";
    case "vote-again": return "Vote again";
    case "agree": return "What do we agree on?";
    case "done": return "Done";
  }
}

export function votedWords(round: Round, people: number | null): string {
  return people && people >= round.voted ? `${round.voted} of ${people} have voted` : `${round.voted} have voted`;
}

function voiceView(desk: Desk, surface: string, rating: Rating): Made[] {
  return [h("div", { class: "mid", key: "voice" }, heading("Whose voice do you bring?"), h("p", { class: "muted" }, "Votes are counted by voice, and never by name. It stays the same for the whole rating."),
    h("div", { class: "choices" }, ...rating.settings.voices.map((voice, i) => h("button", { type: "button", class: "choicecard", onclick: () => desk.chooseVoice(surface, i) }, h("b", {}, voice)))))];
}

function voteView(desk: Desk, surface: string, rating: Rating, statement: Statement, round: "first" | "second"): Made {
  const own = desk.votes(surface, rating);
  const chosen = own[round][statement.id];
  const voice = rating.settings.voices.length === 0 ? -1 : rating.settings.voices.length === 1 ? 0 : own.voice;
  return h("div", { class: "stack", role: "group", "aria-label": round === "first" ? "Your vote" : "Your second vote" },
    rating.settings.voices.length > 1 ? h("p", { class: "sm muted" }, `You vote as ${rating.settings.voices[own.voice] ?? ""}.`, hasVoted(own) ? "" : " ", hasVoted(own) ? null : h("button", { type: "button", class: "btn ghost", onclick: () => desk.chooseVoice(surface, -1) }, "Change")) : null,
    ...rating.settings.levels.map((level, i) => h("button", { type: "button", class: "level", "aria-pressed": String(chosen === i), onclick: () => desk.do({ type: "voted", surface, statement: statement.id, voice: voice < 0 ? 0 : voice, level: i }) },
      h("b", {}, level.name), level.hint && h("span", {}, level.hint))),
    round === "second" && own.first[statement.id] !== undefined ? h("p", { class: "sm muted" }, `Your first vote was ${rating.settings.levels[own.first[statement.id]!]?.name ?? ""}.`) : null,
    h("p", { class: "sm muted" }, chosen === undefined ? "Nobody sees how you vote." : "Your vote is in. You can change it while the vote is open; nobody sees whose it is."));
}

const hasVoted = (own: { first: object; second: object }) => Object.keys(own.first).length + Object.keys(own.second).length > 0;

/** The newest round that is revealed, the one before as rings beside it. */
export function spreadView(rating: Rating, statement: Statement, own: OwnVotes): Made {
  const shown = statement.second.spread ?? statement.first.spread;
  if (!shown) return h("p", { class: "muted" }, statement.stage === "waiting" ? "The vote has not begun." : "The votes are not revealed yet.");
  const before = statement.second.spread ? statement.first.spread ?? null : null;
  const { levels, voices } = rating.settings;
  const mine = (statement.second.spread ? own.second : own.first)[statement.id];
  const isMine = (voice: number, level: number) => mine === level && (voices.length < 2 || own.voice === voice);
  return h("div", { class: "spread", key: "spread" }, ...shown.map((row, voice) => h("section", { key: `v${voice}` },
    h("div", { class: "row between" }, h("h2", {}, voices[voice] ?? "Everybody"), h("span", { class: `pill ${pillOf(row)}` }, agreement(row))),
    h("p", { class: "sr" }, `${voices[voice] ?? "Everybody"}: ${spreadInWords(row, levels)}.${before ? ` In the first vote: ${spreadInWords(before[voice] ?? [], levels)}.` : ""}`),
    h("div", { "aria-hidden": "true" }, ...levels.map((level, i) => h("div", { class: "lane" }, h("span", {}, level.name), dots(row[i] ?? 0, before?.[voice]?.[i] ?? 0, isMine(voice, i))))))),
    h("p", { class: "xs quiet" }, before ? "A dashed ring is where someone stood in the first vote. " : "", "Dots carry no names.", mine === undefined ? "" : ` The one with a rim is yours: ${levels[mine]?.name ?? ""}. Only this phone knows.`));
}

/** Up to twenty are drawn; more are a number. */
function dots(now: number, before: number, withMine: boolean): Made {
  const most = 20;
  const gone = Math.max(0, before - now);
  return h("span", { class: "dots" },
    ...(now > most ? [h("i", { class: withMine ? "vd you" : "vd" }), h("b", {}, `× ${now}`)] : Array.from({ length: now }, (_, i) => h("i", { class: withMine && i === 0 ? "vd you" : "vd" }))),
    ...(gone > most ? [h("i", { class: "vd ghost" }), h("b", {}, `× ${gone}`)] : Array.from({ length: gone }, () => h("i", { class: "vd ghost" }))));
}

const pillOf = (row: readonly number[]) => ({ "No votes yet": "", Together: "ok", "One step apart": "warn", "Far apart": "live" })[agreement(row)];

function decisionView(statement: Statement, levels: readonly Level[]): Made {
  const { decision } = statement;
  const level = decision?.level === null || decision?.level === undefined ? null : levels[decision.level];
  return h("section", { class: "card", key: "decision" }, h("h2", {}, level ? `We agree on “${level.name}”` : "What we agreed"), decision?.text ? h("p", { class: "words" }, decision.text) : null,
    decision?.dissent ? h("p", { class: "words muted" }, `Seen differently: ${decision.dissent}`) : null);
}

function doneView(rating: Rating, own: OwnVotes, except?: string): Made | null {
  const done = rating.statements.filter(statement => statement.stage === "done" && statement.id !== except);
  if (done.length === 0) return null;
  return h("details", { class: "sofar", key: "sofar" }, h("summary", {}, `So far: ${counted(done.length, "statement", "statements")}`),
    ...done.map(statement => h("div", { key: statement.id }, h("h2", {}, statement.text), spreadView(rating, statement, own), statement.decision ? decisionView(statement, rating.settings.levels) : null)));
}
