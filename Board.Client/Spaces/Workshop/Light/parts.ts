// Small parts of light pages.
import type { CardContent } from "../../../Surfaces/Wall/wall";
import { hostOf } from "../../../Surfaces/Wall/wall";
import { icon, h, type Made } from "./view";

/** An address that somebody put there: shown by whose it is, opened apart, and told nothing. */
export function linkTo(address: string, inText = false): Made | null {
  const host = hostOf(address);
  if (!/^https?:\/\//i.test(address) || host === "") return null;
  return h("a", { class: inText ? null : "weblink", href: address, target: "_blank", rel: "noopener noreferrer" }, inText ? null : icon("link"), host, h("span", { class: "sr" }, " (opens in a new tab)"));
}

/**
 * What stands on a card.
 * @param imageAt where a picture is; null where it can't be seen yet
 */
export function contentOf(content: CardContent, imageAt: (id: string) => string | null): (Made | null)[] {
  const src = content.image ? imageAt(content.image) : null;
  return [
    content.text === "" ? null : h("p", { class: "words" }, content.text),
    src ? h("img", { class: "picture", key: src, src, alt: content.alt || "A picture without a description", loading: "lazy", decoding: "async" }) : content.image ? h("p", { class: "sm quiet" }, "A photo is attached.") : null,
    content.link ? linkTo(content.link) : null,
  ];
}

/** A heading that is focused when its screen comes. */
export const heading = (words: string, props: Readonly<Record<string, string>> = {}): Made => h("h1", { tabindex: "-1", ...props }, words);

export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
