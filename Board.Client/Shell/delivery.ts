// An event that meets a rendering on its way must not be lost. The framework's server takes a page's word that a rendering has
// come at once, but the events before it in their turn; so when it is busy it may have let go of a handler while an event for it
// still waits, and refuses the event: what was typed would never have been typed. An event that is refused is given again, to
// the handler that has come in the old one's place, and what comes after a field's event waits until that one has arrived.

/** What of the framework's event is used: a field's words go with it, so that the server knows what the page shows. */
interface Described {
  readonly eventName: string;
  readonly eventFieldInfo?: object | null;
}

export interface Interop {
  invokeMethodAsync(method: string, ...parameters: unknown[]): Promise<unknown>;
}

interface Framework {
  _internal: { attachWebRendererInterop(renderer: number, interop: Interop, ...rest: unknown[]): unknown };
}

const dispatch = "DispatchEventAsync";
const tries = 3;
/** A handler that itself waits for what a person does next must not be waited for. */
const patienceMs = 2_000;
const given = ["change", "input", "submit", "click"];

/** Has to be called before the circuit starts. */
export function delivery(framework: Framework): void {
  let current: Event | undefined;
  for (const type of given) addEventListener(type, event => (current = event), { capture: true, passive: true });
  const attach = framework._internal.attachWebRendererInterop;
  framework._internal.attachWebRendererInterop = (renderer, interop, ...rest) => attach(renderer, careful(interop, () => current), ...rest);
}

/** @param current The event that the page is hearing now; the framework sends it in the same turn. */
export function careful(interop: Interop, current: () => Event | undefined): Interop {
  const invoke = interop.invokeMethodAsync.bind(interop);
  const underWay = new Set<Promise<unknown>>();
  const times = new WeakMap<EventTarget, number>();

  interop.invokeMethodAsync = async (method, ...parameters) => {
    if (method !== dispatch) return invoke(method, ...parameters);
    const described = parameters[0] as Described;
    const event = current()?.type === described.eventName ? current() : undefined;
    const target = event?.target; // it is gone from the event once everybody has heard it
    const isField = Boolean(described.eventFieldInfo);
    const send = async () => {
      try {
        await invoke(method, ...parameters);
        if (target) times.delete(target);
      } catch (refused) {
        if (!event || !(target instanceof EventTarget) || !mayGive(event, target)) throw refused;
        const time = (times.get(target) ?? 0) + 1;
        if (time > tries) {
          times.delete(target);
          throw refused;
        }
        times.set(target, time);
        await Promise.all(giveAgain(event, target));
      }
    };
    if (!isField) {
      if (underWay.size > 0) await Promise.race([Promise.allSettled(underWay), new Promise(after => setTimeout(after, patienceMs))]);
      return send();
    }
    const sent = send();
    underWay.add(sent);
    return sent.finally(() => underWay.delete(sent));
  };
  return interop;

  /** Gives a like event to the same element, and returns what was sent because of it. */
  function giveAgain(event: Event, target: EventTarget): Promise<unknown>[] {
    const before = new Set(underWay);
    target.dispatchEvent(like(event));
    return [...underWay].filter(sent => !before.has(sent));
  }
}

/** Not where doing it again would do more than tell the server: a check box would be turned back, a form sent. */
function mayGive(event: Event, target: EventTarget): boolean {
  const element = target as Partial<HTMLButtonElement>;
  return element.isConnected !== false && (event.type !== "click" || element.type === "button");
}

function like(event: Event): Event {
  const bubbling = { bubbles: true, cancelable: event.cancelable };
  return event.type === "click" ? new MouseEvent("click", bubbling) : new Event(event.type, bubbling);
}
