import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createApp } from "../src/app.ts";

export interface Answered {
  status: number;
  headers: Headers;
  body: any;
}

/** The API on a free port, until the test that started it ends. */
export async function startCruddur() {
  const server = createApp().listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function send(path: string, init?: RequestInit): Promise<Answered> {
    const response = await fetch(url + path, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  }

  return {
    send,
    get: (path: string, user?: string) => send(path, { headers: asUser(user) }),
    post: (path: string, body: unknown, user?: string) =>
      send(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...asUser(user) },
        body: JSON.stringify(body),
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function asUser(user: string | undefined): Record<string, string> {
  return user === undefined ? {} : { "x-cruddur-user": user };
}
