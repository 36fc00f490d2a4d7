// The link of an invitation carries its code after #, which browsers never send: it stays out of logs, proxies and Referer.
// Here it is moved into the form and posted.

export function invitation(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-invitation]");
  const code = location.hash.slice(1);
  if (!form || code.length === 0) return;
  history.replaceState(history.state, "", location.pathname);
  form.querySelector<HTMLInputElement>("input[name=Code]")!.value = code;
  form.submit();
}
