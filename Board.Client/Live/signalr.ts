import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Hub } from "./connection";

/** A SignalR connection to the live hub: WebSocket, or long polling where that is blocked or was asked for. */
export function hubAt(url: string, polling: boolean): Hub {
  const transport = polling ? HttpTransportType.LongPolling : HttpTransportType.WebSockets | HttpTransportType.LongPolling;
  const hub = new HubConnectionBuilder().withUrl(url, { transport }).configureLogging(LogLevel.None).build();
  // "Connected" must not be said of a connection that has been silent for longer than this.
  hub.serverTimeoutInMilliseconds = 12_000;
  hub.keepAliveIntervalInMilliseconds = 5_000;
  return hub;
}
