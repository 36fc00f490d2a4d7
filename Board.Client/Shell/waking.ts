// A page is shown before its controls answer: for as long as its circuit takes to open, and that can be seconds. The mark
// data-waking is in the page for that time (Waking.razor). Then the framework puts new elements in the place of all that was
// there. What people pressed and typed meanwhile is kept here, and given to those; so is the focus.

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Twin<T extends Element> = () => T | undefined;

const patienceMs = 10_000;

export function waking(): void {
  let pressed: { readonly button: HTMLButtonElement; readonly twin: Twin<HTMLButtonElement> } | undefined;
  let focused: { readonly element: HTMLElement; readonly twin: Twin<HTMLElement> } | undefined;
  let held: { readonly element: HTMLAnchorElement; readonly twin: Twin<HTMLAnchorElement> } | undefined;
  const typed = new Map<Field, Twin<Field>>();
  let page = "";
  let patience = 0;

  const forget = () => {
    pressed = focused = undefined;
    typed.clear();
    watch.disconnect();
    clearTimeout(patience);
  };
  const watch = new MutationObserver(() => {
    if (location.href !== page) return forget();
    if (isWaking()) return;
    if (patience === 0) patience = setTimeout(forget, patienceMs); // what was pressed may come with a later rendering, or never
    for (const [field, twin] of typed) {
      const other = twin();
      if (!other) continue;
      typed.delete(field);
      give(field, other);
    }
    const focus = focused?.element.isConnected ? undefined : focused?.twin();
    if (focus) {
      focused = undefined;
      if (document.activeElement === document.body) focus.focus();
    }
    const button = typed.size === 0 ? pressed?.twin() : undefined;
    if (button) pressed = undefined;
    if (typed.size === 0 && !pressed && !focused) forget();
    button?.click();
  });
  const keep = () => {
    page = location.href;
    clearTimeout(patience);
    patience = 0;
    watch.observe(document.body, { childList: true, subtree: true });
  };
  const press = (button: HTMLButtonElement) => {
    pressed?.button.removeAttribute("aria-busy");
    pressed = { button, twin: twinOf(button) };
    button.setAttribute("aria-busy", "true");
    keep();
  };

  document.addEventListener("click", event => {
    if (!event.isTrusted || !isWaking() || !(event.target instanceof Element)) return;
    const button = event.target.closest("button");
    if (button && button.type === "button" && !isScripts(button)) press(button);
  }, { capture: true });
  // A link that is replaced between the press and its release gets no click from the browser.
  document.addEventListener("pointerdown", event => {
    const element = isWaking() && event.button === 0 && event.target instanceof Element ? event.target.closest("a") : null;
    held = element ? { element, twin: twinOf(element) } : undefined;
  }, { capture: true });
  document.addEventListener("pointerup", () => {
    if (held && !held.element.isConnected) held.twin()?.click();
    held = undefined;
  }, { capture: true });
  document.addEventListener("submit", event => {
    if (!isWaking() || !(event.target instanceof HTMLFormElement) || event.target.hasAttribute("method")) return;
    event.preventDefault(); // it would load the page anew, and say nothing to the server
    event.stopPropagation();
    const button = event.submitter ?? event.target.querySelector("button:not([type=button])");
    if (button instanceof HTMLButtonElement) press(button);
  }, { capture: true });
  document.addEventListener("focusin", event => {
    if (!isWaking() || !(event.target instanceof HTMLElement)) return;
    focused = { element: event.target, twin: twinOf(event.target) };
    keep();
  });
  document.addEventListener("input", event => {
    const field = event.target;
    if (!isWaking() || !isField(field) || field.form?.hasAttribute("method")) return;
    typed.set(field, twinOf(field));
    keep();
  }, { capture: true });
}

const isWaking = () => document.querySelector("[data-waking]") !== null;

/** True for the buttons that a script of the page answers at once: the theme, the keys, the notice of a lost connection. */
const isScripts = (button: HTMLButtonElement) => Object.keys(button.dataset).length > 0 || button.closest("#reconnect") !== null;

const isField = (target: unknown): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** Where an element will be found again: by what it is called, among those of the same name by its place. */
function twinOf<T extends Element>(element: T): Twin<T> {
  const name = nameOf(element);
  const alike = () => [...document.querySelectorAll<T>(element.localName)].filter(other => nameOf(other) === name);
  const at = alike().indexOf(element);
  return () => {
    const other = alike()[at];
    return other === element ? undefined : other;
  };
}

const nameOf = (element: Element) =>
  element.id || element.getAttribute("aria-label") || element.closest("label")?.textContent?.trim() || element.textContent!.trim();

function give(from: Field, to: Field): void {
  if ("checked" in from && "checked" in to && /checkbox|radio/.test(from.type)) to.checked = from.checked;
  else to.value = from.value;
  to.dispatchEvent(new Event("input", { bubbles: true }));
  to.dispatchEvent(new Event("change", { bubbles: true }));
}
