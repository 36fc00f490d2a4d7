// Pages as functions of what is known: a description of elements, and a patch that brings a part of the page to it. Elements
// that stay keep their focus, their scroll and what was typed into them. Words of people become text nodes and never markup.
import { pathOf, type Drawing } from "./icons";

type Listener = (event: Event) => void;
type Value = string | number | boolean | null | undefined | Listener;

export interface Made {
  readonly tag: string;
  readonly key: string | undefined;
  readonly props: Readonly<Record<string, Value>>;
  readonly children: readonly (Made | string)[];
}

type Child = Made | string | null | undefined | false;

/**
 * An element. Of the properties, `key` tells it from its siblings, `on…` listens, and `value` and `checked` are given once, when
 * it is made: afterwards they are the person's.
 */
export function h(tag: string, props: Readonly<Record<string, Value>> = {}, ...children: readonly (Child | readonly Child[])[]): Made {
  const { key, ...rest } = props;
  const all = children.flat().map(placed).filter((child): child is Made | string => child !== null && child !== undefined && child !== false && child !== "");
  return { tag, key: key === undefined || key === null ? undefined : String(key), props: rest, children: all };
}

/**
 * A part without a key goes by its place, which one that is not there now keeps: else a button that appears would take the element of the
 * one behind it, under the finger that is pressing that.
 */
const placed = (child: Child, at: number): Child => (child && typeof child === "object" && child.key === undefined ? { ...child, key: `~${at}` } : child);

export const icon = (drawing: Drawing, size?: string): Made =>
  h("svg", { class: `ic${size ? ` ${size}` : ""}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: pathOf(drawing) }));

interface Known {
  readonly made: Made;
  readonly listeners: Map<string, Listener>;
}

const known = new WeakMap<Element, Known>();
const svg = "http://www.w3.org/2000/svg";

/** Makes the children of an element what is described. */
export function patch(parent: Element, children: readonly (Made | string)[]): void {
  const keyed = new Map<string, Element>();
  for (const child of parent.children) {
    const key = known.get(child)?.made.key;
    if (key !== undefined) keyed.set(key, child);
  }
  let next: ChildNode | null = parent.firstChild;
  for (const child of children) {
    if (typeof child === "string") {
      if (next instanceof Text) {
        if (next.data !== child) next.data = child;
        next = next.nextSibling;
      } else parent.insertBefore(document.createTextNode(child), next);
      continue;
    }
    let element: Element | undefined;
    if (child.key !== undefined) element = keyed.get(child.key);
    else if (next instanceof Element && known.get(next)?.made.key === undefined) element = next;
    if (element && known.get(element)?.made.tag === child.tag) {
      update(element, child);
      if (element === next) next = next.nextSibling;
      else parent.insertBefore(element, next);
      continue;
    }
    parent.insertBefore(make(child), next);
  }
  while (next) {
    const after: ChildNode | null = next.nextSibling;
    next.remove();
    next = after;
  }
}

function make(made: Made): Element {
  const element = made.tag === "svg" || made.tag === "path" ? document.createElementNS(svg, made.tag) : document.createElement(made.tag);
  known.set(element, { made: { ...made, props: {}, children: [] }, listeners: new Map() });
  update(element, made);
  // Once, and after the children, for a select has to have its options.
  for (const name of ["value", "checked"] as const) if (made.props[name] !== undefined) (element as unknown as Record<string, unknown>)[name] = made.props[name];
  return element;
}

function update(element: Element, made: Made): void {
  const before = known.get(element)!;
  // The same description: a card that has not changed costs nothing.
  if (before.made === made) return;
  known.set(element, { made, listeners: before.listeners });
  for (const [name, value] of Object.entries(made.props)) if (before.made.props[name] !== value) set(element, name, value, before.listeners);
  for (const name of Object.keys(before.made.props)) if (!(name in made.props)) set(element, name, null, before.listeners);
  // A field for words has none that are described; what is in it is the person's.
  if (made.tag !== "textarea") patch(element, made.children);
}

function set(element: Element, name: string, value: Value, listeners: Map<string, Listener>): void {
  if (name.startsWith("on")) {
    const type = name.slice(2);
    // One listener for the element's life, which asks for today's.
    if (!listeners.has(type)) element.addEventListener(type, event => known.get(element)?.listeners.get(type)?.(event));
    listeners.set(type, typeof value === "function" ? value : () => {});
  } else if (name === "value" || name === "checked") return;
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}
