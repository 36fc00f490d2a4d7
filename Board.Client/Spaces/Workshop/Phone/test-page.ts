import { heading } from "../Light/parts";
import { h, icon, patch } from "../Light/view";
import { runChecks, verdict, type Check } from "./checks";
import { brand } from "./room-views";

/** For the day before: whether this device and this network carry a workshop, in words. */
export function openTest(main: HTMLElement): void {
  const page = document.createElement("div");
  page.className = "phone light";
  page.dataset["screen"] = "test";
  main.replaceChildren(page);
  let checks: readonly Check[] = [];
  let running = false;

  const draw = () => patch(page, [
    h("div", { class: "hd", key: "hd" }, brand()),
    h("div", { class: "mid upper", key: "mid" }, heading(running ? "Testing the connection" : verdict(checks)),
      h("ul", { class: "checks", "aria-busy": running ? "true" : null }, ...checks.map(check => h("li", { key: check.id, class: check.state },
        icon(check.state === "works" ? "tick" : check.state === "running" ? "again" : "warning"), h("div", {}, h("b", {}, check.name), h("span", {}, check.words))))),
      h("p", { class: "sr", role: "status" }, running ? "" : verdict(checks))),
    h("div", { class: "bot", key: "bot" }, h("button", { type: "button", class: "btn lg", disabled: running, onclick: () => void run() }, icon("again"), "Test again"), h("a", { class: "btn primary lg", href: "/join" }, "Enter a code")),
  ]);

  const run = async () => {
    running = true;
    await runChecks(now => { checks = now; draw(); });
    running = false;
    draw();
  };
  void run();
}
