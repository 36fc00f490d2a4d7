// The circuit from its first moment on. The framework tells its reconnection handler of a lost connection only once the server
// has begun to render, and a circuit whose opening failed it never opens again: the page would look alive and do nothing. So
// whoever wants to know is told here, however the opening fails: no answer, no connection, or one that dies under it.

import type { reconnectionHandler } from "./reconnect.ts";

/** What of SignalR's HubConnection is used. */
export interface CircuitHub {
  start(): Promise<void>;
  onclose(closed: (error?: Error) => void): void;
}

interface HubBuilder<Hub> {
  build(): Hub;
}

export interface CircuitNews {
  readonly reconnectionHandler: typeof reconnectionHandler;
  /** There is a circuit: the page's controls answer. */
  opened(): void;
  /** There will be none in this page any more. */
  failed(): void;
}

/** The options of Blazor's circuit. */
export function circuit({ reconnectionHandler, opened, failed }: CircuitNews) {
  let isOpen = false;
  let opening: CircuitHub | undefined;
  return {
    reconnectionHandler,
    configureSignalR<Hub extends CircuitHub>(builder: HubBuilder<Hub>): void {
      const build = builder.build.bind(builder);
      builder.build = () => {
        const hub = build();
        if (isOpen) return hub; // for the circuit that there is; the handler sees to it
        opening = hub;
        const fail = () => {
          if (opening !== hub) return;
          opening = undefined;
          failed();
        };
        hub.onclose(fail); // before the framework's own listener, which throws
        const start = hub.start.bind(hub);
        hub.start = () => start().catch(() => {
          fail();
          return new Promise<void>(() => {}); // else the framework would put its own notice beside ours
        });
        return hub;
      };
    },
    circuitHandlers: [{
      onCircuitOpened(): void {
        isOpen = true;
        opening = undefined;
        opened();
      },
      onCircuitClosed(): void {
        isOpen = false;
      },
    }],
    /** There are none; not asking for them spares a request that could fail. */
    initializers: { beforeStart: [], afterStarted: [] },
  };
}
