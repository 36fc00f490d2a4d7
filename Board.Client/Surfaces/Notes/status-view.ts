import type { Action, Icon, Saying, Tone } from "./saved-state";

const paths: Record<Exclude<Icon, "spin">, string> = {
  saved: `<path d="M7 18.5a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 11a3.8 3.8 0 0 1-.5 7.5z"/><path d="M9.5 14l2 2 3.5-3.5"/>`,
  sending: `<path d="M7 18.5a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 11a3.8 3.8 0 0 1-.5 7.5z"/><path d="M12 17v-5M9.8 13.8L12 11.500l2.200 2.300"/>`,
  offline: `<path d="M4 4l16 16M7 18.5h10.5M6.5 9.5a4.5 4.5 0 0 0 .5 9M9.5 6.3A6 6 0 0 1 18 11a3.8 3.8 0 0 1 2.4 5.5"/>`,
  alert: `<path d="M12 4l9 15.5H3zM12 10v4.5M12 17v.01"/>`,
};

const words: Record<Action, string> = {
  copy: "Copy my notes",
  retry: "Try again",
  "let-go": "Go on without my unsent edits",
  reload: "Reload the page",
};

/** A banner beside the one about the connection, with its own buttons. */
export interface Notice {
  readonly tone: Tone;
  readonly text: string;
  readonly buttons: readonly { readonly words: string; press(): void }[];
}

/**
 * Shows what is said about saving. It belongs to the editor and not to the page's circuit, because it has to be true when
 * the circuit is gone.
 */
export class StatusView {
  /** Above the text, in the order given. */
  readonly banners = document.createElement("div");
  readonly toasts = document.createElement("div");
  readonly #spoken = document.createElement("p");
  readonly #pill: () => HTMLElement | null;
  readonly #act: (action: Action) => void;
  readonly #home: () => void;
  #shown = "";
  #notices: readonly Notice[] = [];
  #banner: Saying["banner"] = null;

  /**
   * @param pill finds the pill each time, for the page may have made it anew
   * @param home gives the focus back to the text
   */
  constructor(pill: () => HTMLElement | null, act: (action: Action) => void, home: () => void) {
    this.#pill = pill;
    this.#act = act;
    this.#home = home;
    this.banners.className = "note-banners";
    this.toasts.className = "note-toasts";
    this.#spoken.className = "sr";
    for (const live of [this.banners, this.toasts, this.#spoken]) live.setAttribute("role", "status");
    this.toasts.append(this.#spoken);
  }

  show({ pill, banner, toast }: Saying): void {
    this.#showPill(pill);
    this.#banner = banner;
    this.#showBanners();
    if (toast) this.toast(toast);
  }

  notices(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.#showBanners();
  }

  /** @param undo takes back what was done; until it is pressed or something else is done */
  toast(text: string, icon: Icon = "saved", undo?: () => void): void {
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.innerHTML = `${drawn(icon)}<span class="grow"></span>`;
    toast.lastElementChild!.textContent = text;
    if (undo) {
      const back = buttonOf("Take it back", () => {
        const byKey = back.matches(":focus-visible");
        toast.remove();
        undo();
        if (byKey) this.#home();
      });
      toast.append(back);
    }
    for (const other of this.toasts.querySelectorAll(".toast.undo")) other.remove();
    toast.classList.toggle("undo", undo !== undefined);
    this.toasts.append(toast);
    // Not from under a hand.
    const go = () => toast.matches(":hover, :focus-within") ? setTimeout(go, 2_000) : toast.remove();
    setTimeout(go, undo ? 15_000 : 6_000);
  }

  /** Says something to a screen reader only. */
  speak(text: string): void {
    this.#spoken.textContent = text;
  }

  #showPill({ tone, icon, text }: Saying["pill"]): void {
    const pill = this.#pill();
    if (!pill) return;
    const className = `pill ${tone}`;
    if (pill.dataset.said === text && pill.className === className && pill.textContent === text) return;
    pill.className = className;
    // It changes with every key; what is worth hearing is in the banner and the toast.
    pill.setAttribute("aria-live", "off");
    pill.dataset.said = text;
    pill.innerHTML = `${drawn(icon)}<span></span>`;
    pill.lastElementChild!.textContent = text;
  }

  #showBanners(): void {
    const said = JSON.stringify([this.#banner, this.#notices]);
    if (said === this.#shown) return;
    this.#shown = said;
    const notices = this.#notices.map(({ tone, text, buttons }) => bannerOf(tone, "alert", "", text, buttons));
    const banner = this.#banner && bannerOf(this.#banner.tone, this.#banner.icon, this.#banner.title, this.#banner.text,
      this.#banner.actions.map(action => ({ words: words[action], press: () => this.#act(action) })));
    this.banners.replaceChildren(...(banner ? [banner] : []), ...notices);
  }
}

function bannerOf(tone: Tone, icon: Icon, title: string, text: string, buttons: Notice["buttons"]): HTMLElement {
  const banner = document.createElement("div");
  banner.className = `banner ${tone}`;
  banner.innerHTML = `${drawn(icon)}<span class="grow"><b></b> <span></span></span>`;
  banner.querySelector("b")!.textContent = title;
  banner.querySelector(".grow > span")!.textContent = text;
  for (const { words: label, press } of buttons) {
    banner.append(buttonOf(label, press));
  }
  return banner;
}

function buttonOf(words: string, press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn sm";
  button.textContent = words;
  button.addEventListener("click", press);
  return button;
}

const drawn = (icon: Icon) => icon === "spin" ? `<span class="spin" aria-hidden="true"></span>`
  : `<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">${paths[icon]}</svg>`;
