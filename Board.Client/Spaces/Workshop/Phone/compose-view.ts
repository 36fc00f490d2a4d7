import { linkFrom } from "../../../Surfaces/Wall/wall";
import { heading } from "../Light/parts";
import { signalOf } from "../Light/signals";
import { clockWords, partOver, secondsLeft } from "../Light/timer";
import { h, icon, type Made } from "../Light/view";
import { longest } from "./content";
import type { Desk } from "./desk";
import { places, type Draft } from "./drafts";
import { namesWords, type Asked } from "./wall-views";

export function composeHeader(desk: Desk): (Made | null)[] {
  const signal = signalOf(desk.room.signal);
  const { timer } = desk.room;
  const seconds = secondsLeft(timer, desk.serverNow());
  return [
    h("div", { class: "hd", key: "hd" },
      h("button", { type: "button", class: "btn icon ghost", "aria-label": "Back", onclick: () => history.back() }, icon("back")),
      signal && icon(signal.icon), h("b", { class: "grow" }, signal?.name ?? desk.room.title),
      seconds === null ? null : h("b", { class: "hdtime", role: "timer", "aria-label": `${clockWords(seconds)} left` }, clockWords(seconds))),
    timer ? h("div", { class: "tbar", key: "tbar", "--p": Math.round(partOver(timer, desk.serverNow()) * 100), "aria-hidden": "true" }, h("i", {})) : null,
  ];
}

/** Ruled paper: what is typed is kept with every key, and leaves this phone when it is sent. */
export function composeView(desk: Desk, asked: Asked, section: string, card: string | undefined): (Made | null)[] {
  const { surface, wall, closed } = asked;
  const place = card ? places.change(surface, card) : places.answer(surface, section);
  const draft = desk.draft(place);
  const prompt = wall.sections.find(other => other.id === section);
  const refused = desk.refusedAt(place);
  const asks = card ? desk.mine(surface, wall).cards.find(other => other.id === card)?.ask ?? null : null;
  const problem = refused ?? (draft.link !== "" && linkFrom(draft.link) === null ? "This is not an address of a web page. It looks like https://example.org." : null)
    ?? (draft.text.length > longest ? `A card holds ${longest} characters; these are ${draft.text.length}. Your words are still here.` : null);
  const sending = desk.photo !== null && desk.photo.state.kind !== "refused";
  const mayType = () => desk.draft(place);
  const input = (part: keyof Draft) => (event: Event) => desk.type(place, { ...mayType(), [part]: (event.target as HTMLInputElement).value });
  return [
    h("form", { class: "compose", novalidate: true, key: `compose-${place}`, onsubmit: event => { event.preventDefault(); desk.send(surface, wall, section, card); } },
      h("p", { class: "strong prompt", id: "prompt" }, card ? "Edit your card" : prompt?.prompt || prompt?.title || "Your answer"),
      heading(card ? "Edit your card" : "Write your answer", { class: "sr" }),
      asks && h("p", { class: "banner warn", key: "asks" }, h("span", {}, h("b", {}, "The facilitator asks: "), asks)),
      h("p", { class: "xs quiet", id: "names", key: "names" }, namesWords(wall, section, desk.name)),
      h("div", { class: "paperbox" }, h("textarea", {
        id: "words", key: "words", value: draft.text, "aria-labelledby": "prompt", "aria-describedby": "said names", rows: 6, autocapitalize: "sentences", spellcheck: "true",
        "aria-invalid": problem ? "true" : null, oninput: input("text"),
        // As on a desk: Ctrl and Enter send, and Enter alone makes a new line.
        onkeydown: event => { const key = event as KeyboardEvent; if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) desk.send(surface, wall, section, card); },
      })),
      photoView(desk, place, draft, input("alt")),
      desk.linking || draft.link !== "" ? linkField(draft, input("link")) : null,
      problem && h("p", { class: "fielderr", role: "alert", key: "problem" }, icon("warning"), problem),
      closed && h("p", { class: "banner warn", key: "closed" }, icon("lock"), closed),
      h("div", { class: "cbar", key: "cbar" },
        h("label", { class: "btn icon", title: "Add a photo" }, icon("camera"), h("span", { class: "sr" }, "Add a photo"),
          h("input", { type: "file", accept: "image/*", class: "sr", onchange: event => { const field = event.target as HTMLInputElement; const file = field.files?.[0]; if (file) desk.choosePhoto(file, place); field.value = ""; } })),
        h("button", { type: "button", class: "btn icon", title: "Add a link", "aria-label": "Add a link", "aria-expanded": String(desk.linking || draft.link !== ""), onclick: () => desk.openLink() }, icon("link")),
        card || asked.sections.length < 2 ? null : sectionChoice(desk, asked, section, place, sending),
        h("button", { type: "submit", class: "btn primary send", disabled: closed !== null || sending || problem !== null && refused === null, "aria-busy": sending ? "true" : null }, icon("send"), "Send")),
      h("p", { class: "xs quiet", id: "said", key: "said" }, desk.keeps ? "Saved on this phone as you type" : "This browser keeps nothing: leave this page open until it is sent")),
  ];
}

function sectionChoice(desk: Desk, asked: Asked, section: string, place: string, disabled: boolean): Made {
  const change = (event: Event) => {
    const to = (event.target as HTMLSelectElement).value;
    const other = places.answer(asked.surface, to);
    // The words come along, unless there are some already.
    if (desk.draft(other).text === "") {
      desk.type(other, desk.draft(place));
      desk.type(place, { text: "", link: "", image: "", alt: "" });
    }
    desk.go({ name: "compose", section: to });
  };
  return h("label", { class: "pick" }, h("span", { class: "sr" }, "Question"),
    h("select", { class: "btn", disabled, value: section, onchange: change }, ...asked.sections.map(other => h("option", { value: other.id }, other.title))));
}

function linkField(draft: Draft, oninput: (event: Event) => void): Made {
  return h("div", { class: "addlink", key: "link" }, h("label", { class: "label", for: "link" }, "Address of a web page"),
    h("input", { class: "input", id: "link", type: "url", inputmode: "url", autocapitalize: "none", autocomplete: "off", placeholder: "https://", value: draft.link, oninput }));
}

function photoView(desk: Desk, place: string, draft: Draft, describe: (event: Event) => void): Made | null {
  const state = desk.photo?.state;
  const words = state?.kind === "preparing" || state?.kind === "sending" ? "The photo is on its way."
    : state?.kind === "waiting" ? "The photo waits for the connection; it is kept on this phone. To send the words alone, let go of it."
    : state?.kind === "refused" ? state.words
    : null;
  if (!words && draft.image === "") return null;
  return h("div", { class: "photo", key: "photo" },
    draft.image ? desk.preview(draft.image) ? h("img", { class: "picture", src: desk.preview(draft.image), alt: "Your photo" }) : h("p", { class: "sm" }, "A photo is attached.") : null,
    words && h("p", { class: state?.kind === "refused" ? "fielderr" : "sm", role: "status" }, words),
    draft.image ? h("div", {}, h("label", { class: "label", for: "alt" }, "What does it show? (for those who don’t see it)"),
      h("input", { class: "input", id: "alt", maxlength: 300, value: draft.alt, oninput: describe })) : null,
    state?.kind === "waiting" ? h("button", { type: "button", class: "btn", onclick: () => desk.photo?.retry() }, "Try again") : null,
    h("button", { type: "button", class: "btn ghost", onclick: () => desk.dropPhoto(place) }, "Let go of the photo"));
}
