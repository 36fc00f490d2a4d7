const paths = {
  lock: `<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  cloud: `<path d="M7 14.5a4 4 0 0 1-.3-7.9A5 5 0 0 1 16.3 6a4.3 4.3 0 0 1 .7 8.5z"/><path d="M8.500 18v.01M5.500 20.500v.01" stroke-width="2.600"/>`,
  plus: `<path d="M12 5v14M5 12h14"/>`,
  watch: `<circle cx="12" cy="13.5" r="7.5"/><path d="M12 13.500V9.500M9.500 3h5M18 6.500l1.500 1.500"/>`,
  pause: `<path d="M9 6v12M15 6v12"/>`,
  play: `<path d="M8 5.500v13l10-6.500z"/>`,
  stop: `<rect x="7" y="7" width="10" height="10" rx="1.500"/>`,
  close: `<path d="M6 6l12 12M18 6L6 18"/>`,
  more: `<path d="M6 12v.01M12 12v.01M18 12v.01" stroke-width="2.800"/>`,
  star: `<path d="M12 4l2.400 5.200 5.600.700-4.100 3.900 1 5.600L12 16.700l-4.900 2.700 1-5.600L4 9.900l5.600-.700z"/>`,
  back: `<path d="M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6"/>`,
  talk: `<path d="M4 5h16v11H10l-4 4v-4H4z"/>`,
} as const;

export type Drawing = keyof typeof paths;

type Child = Node | string | null | false;

/** An element with attributes, listeners (`onclick` …) and children. A null, false or undefined attribute is left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Readonly<Record<string, string | number | boolean | null | undefined | ((event: never) => void)>> = {}, ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter(child => child !== null && child !== false));
  return element;
}

export function drawing(name: Drawing): SVGElement {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">${paths[name]}</svg>`;
  return holder.content.firstElementChild as SVGElement;
}

/** A button that does not submit anything, nor take the focus from the text when it is pressed with a pointer. */
export function button(className: string, press: () => void, attributes: Parameters<typeof el>[1] = {}, ...children: readonly Child[]): HTMLButtonElement {
  return el("button", { type: "button", class: className, onclick: press, ...attributes }, ...children);
}

/** Keeps the focus where it is while something is pressed with a pointer. */
export const keepFocus = (event: Event): void => event.preventDefault();

/** Puts these children into a place without touching those that are there already, so that none loses its focus. */
export function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
}

/** Writes a text only if it is another one. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
