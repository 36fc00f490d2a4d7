// The way from page to page. The framework fetches the next page by itself; where no server is within reach it gives up without
// a word, and the old page stays under the new address.

interface Navigation {
  addEventListener(event: "enhancednavigationstart" | "enhancednavigationend", listener: () => void): void;
}

export interface NavigationNews {
  /** The next page did not come. The address is already its own. */
  lost(): void;
  /** A page has come. */
  arrived(): void;
}

export function navigation(blazor: Navigation, { lost, arrived }: NavigationNews): void {
  let underWay = false;
  blazor.addEventListener("enhancednavigationstart", () => (underWay = true));
  blazor.addEventListener("enhancednavigationend", () => {
    underWay = false;
    arrived();
  });
  addEventListener("unhandledrejection", event => {
    if (!underWay || !(event.reason instanceof TypeError)) return; // what fetch says when there is no answer
    underWay = false;
    event.preventDefault();
    lost();
  });
}
