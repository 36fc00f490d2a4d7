// Ctrl / shows the keys, F6 goes from panel to panel. Panels mark themselves with data-panel; one can be inside another.
import { leader, setLeader } from "../Surfaces/Notes/Lesson/leader.ts";

export function keys(): void {
  document.addEventListener("keydown", event => {
    if (event.key === "/" && (event.ctrlKey || event.metaKey)) toggleSheet();
    else if (event.key === "F6" && nextPanel(event.shiftKey ? -1 : 1)) {
      // moved
    } else return;
    event.preventDefault();
  });
  document.addEventListener("click", event => {
    if (event.target instanceof Element && event.target.closest("[data-keys]")) toggleSheet();
  });
  document.addEventListener("change", event => {
    if (event.target instanceof HTMLSelectElement && event.target.matches("[data-leader]")) chooseLeader(event.target);
  });
}

/** Which key begins a command in the notes is this device's own business. */
function chooseLeader(select: HTMLSelectElement): void {
  setLeader(select.value);
  showLeader();
}

function showLeader(): void {
  const key = leader();
  for (const select of document.querySelectorAll<HTMLSelectElement>("[data-leader]")) select.value = key;
  for (const cap of document.querySelectorAll("[data-leader-key]")) cap.textContent = key === "" ? "off" : key;
}

function toggleSheet(): void {
  const sheet = document.getElementById("keys") as HTMLDialogElement | null;
  if (!sheet) return;
  if (sheet.open) sheet.close();
  else {
    showLeader();
    sheet.showModal(); // the browser gives the focus back to where it was
  }
}

function nextPanel(step: number): boolean {
  const panels = [...document.querySelectorAll<HTMLElement>("[data-panel]")].filter(panel => panel.offsetParent !== null);
  if (panels.length === 0) return false;
  const at = panels.findLastIndex(panel => panel.contains(document.activeElement));
  const panel = panels[(at + step + panels.length) % panels.length]!;
  const text = panel.querySelector<HTMLElement>("[contenteditable=true]");
  const controls = [...panel.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")];
  const first = controls.find(control => !control.matches(":disabled") && control.offsetParent !== null); // a fieldset disables, too
  (text ?? first ?? panel).focus();
  return true;
}
