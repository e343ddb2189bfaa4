import type { ServerResponse } from "node:http";
import type { PageEvent } from "./page-api.ts";

const MOST_LISTENERS = 32;
const MOST_UNREAD_BYTES = 4 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;

/** The open pages (server-sent events). One that stops reading is cut off; its browser connects again by itself. */
export class EventStream {
  readonly #listeners = new Set<ServerResponse>();
  readonly #heartbeat = setInterval(() => this.#write(": still here\n\n"), HEARTBEAT_MS).unref();

  get size(): number {
    return this.#listeners.size;
  }

  /** False when too many pages are open. */
  add(response: ServerResponse, first: PageEvent): boolean {
    if (this.#listeners.size >= MOST_LISTENERS) return false;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    response.write(`retry: 1000\n\n${line(first)}`);
    this.#listeners.add(response);
    response.once("close", () => this.#listeners.delete(response));
    return true;
  }

  send(event: PageEvent): void {
    if (this.#listeners.size > 0) this.#write(line(event));
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const response of this.#listeners) response.end();
  }

  #write(text: string): void {
    for (const response of this.#listeners) {
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      else response.write(text);
    }
  }
}

/** JSON has no line breaks of its own, so one `data:` line is enough. */
function line(event: PageEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
