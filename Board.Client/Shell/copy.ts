// A button with data-copy puts that text on the clipboard and says so.

export function copy(): void {
  document.addEventListener("click", event => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    const label = button?.firstChild;
    if (!button || !label) return;
    const words = label.nodeValue; // the node stays the same: it belongs to the page's renderer
    void navigator.clipboard.writeText(button.dataset["copy"]!).then(
      () => (label.nodeValue = "Copied"),
      () => (label.nodeValue = "Select it and copy by hand"),
    ).then(() => setTimeout(() => (label.nodeValue = words), 3_000));
  });
}
