import { heading } from "../Light/parts";
import { h, icon, patch, type Made } from "../Light/view";
import { codeFrom, codeLength, codeWords, scanned, strangersIn } from "./code-entry";
import { join } from "./door";
import { brand } from "./room-views";
import { phoneShelf } from "./shelf";

/** The door: the code that stands on the screen, and what one wants to be called. */
export function openJoin(main: HTMLElement): void {
  const shelf = phoneShelf();
  const page = document.createElement("div");
  page.className = "phone light";
  page.dataset["screen"] = "join";
  main.replaceChildren(page);
  let secret = "";
  let code = "";
  let typed = "";
  let name = shelf.get("name") ?? "";
  let problem: { at: "code" | "name"; words: string } | null = null;
  let busy = false;
  let focused = false;

  const take = () => {
    const found = scanned(location.hash);
    if (!found) return;
    ({ code, secret } = found);
    // It is not needed in the address any more, where it could be read over a shoulder.
    history.replaceState(null, "", location.pathname);
  };

  const enter = (event: Event) => {
    typed = (event.target as HTMLInputElement).value;
    const found = codeFrom(typed);
    // Typed by hand it is another code, for which the scanned secret does not count.
    if (found !== code) secret = "";
    code = found;
    problem = null;
    draw();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (code.length < codeLength) {
      const strangers = strangersIn(typed);
      problem = { at: "code", words: strangers ? `No code has the character ${strangers}. Look at the screen once more: it may be another one that looks like it.` : "A code has six characters. Look at the screen once more." };
      draw();
      page.querySelector<HTMLInputElement>("#code")?.focus();
      return;
    }
    busy = true;
    draw();
    const answer = await join(code, secret, name.trim());
    busy = false;
    if (answer.kind === "in") {
      shelf.put("name", name.trim() || null);
      location.assign(`/room/${encodeURIComponent(answer.room)}`);
      return;
    }
    problem = answer.kind === "unreached" ? { at: "code", words: "The server can’t be reached. Your words are still here; try again when the connection is back." } : { at: answer.code.includes("name") ? "name" : "code", words: answer.words };
    draw();
    page.querySelector<HTMLInputElement>(problem.at === "name" ? "#name" : "#code")?.focus();
  };

  const said = (at: "code" | "name"): Made | null => problem?.at === at ? h("p", { class: "fielderr", role: "alert", id: `${at}-problem` }, icon("warning"), problem.words) : null;

  const draw = () => patch(page, [
    h("div", { class: "hd", key: "hd" }, brand()),
    h("form", { class: "joinform", key: "form", novalidate: true, onsubmit: event => void submit(event) },
      h("div", { class: "mid" },
        heading(secret ? "You’re almost in" : "What’s on the screen?"),
        h("div", {}, h("label", { class: "label", for: "code" }, "Room code"),
          h("div", { class: focused ? "codebox focused" : "codebox" },
            h("div", { class: "code big", "aria-hidden": "true" }, ...Array.from({ length: codeLength }, (_, i) => h("span", { class: focused && i === Math.min(code.length, codeLength - 1) ? "now" : null }, code[i] ?? ""))),
            h("input", {
              id: "code", class: "behind", value: codeWords(code), inputmode: "text", autocapitalize: "characters", autocomplete: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "next",
              "aria-describedby": problem?.at === "code" ? "code-problem" : "code-hint", "aria-invalid": problem?.at === "code" ? "true" : null, oninput: enter,
              onfocus: () => { focused = true; draw(); }, onblur: () => { focused = false; draw(); },
            })),
          said("code") ?? h("p", { class: "hint", id: "code-hint" }, "Six characters. Never the letters O or I.")),
        h("div", {}, h("label", { class: "label", for: "name" }, "Your first name"),
          h("input", { class: "input", id: "name", value: name, autocomplete: "given-name", maxlength: 40, "aria-describedby": problem?.at === "name" ? "name-problem" : "name-hint", "aria-invalid": problem?.at === "name" ? "true" : null, oninput: event => { name = (event.target as HTMLInputElement).value; shelf.put("name", name || null); if (problem?.at === "name") { problem = null; draw(); } } }),
          said("name") ?? h("p", { class: "hint", id: "name-hint" }, "No account needed. You can leave it empty, unless the room asks for one. The facilitator may hide names."))),
      h("div", { class: "bot" },
        h("button", { type: "submit", class: "btn primary lg", "aria-busy": busy ? "true" : null }, busy ? "Joining" : "Join the room"),
        h("a", { class: "btn ghost", href: "/join/test" }, "Test this phone’s connection"))),
  ]);

  take();
  addEventListener("hashchange", () => { take(); draw(); const field = page.querySelector<HTMLInputElement>("#code"); if (field) field.value = codeWords(code); });
  draw();
  if (code === "") page.querySelector<HTMLInputElement>("#code")?.focus();
}
