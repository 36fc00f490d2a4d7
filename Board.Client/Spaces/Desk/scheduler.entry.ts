// Fetches the script that the scheduler's component calls, once per page, and only on the page that has one.

let loading: Promise<void> | undefined;

export function load(src: string): Promise<void> {
  return loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("The scheduler's script did not load."));
    document.head.append(script);
  });
}
