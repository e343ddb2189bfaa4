import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { testingReceiver } from "../receiver/testing-receiver.ts";
import { isTracePage } from "./is-trace-page.ts";

it("knows a trace page", async () => {
  await using testing = await testingReceiver();
  expect(await isTracePage(testing.receiver.port)).toBe(true);
});

it.each(["null", "{}", "[]", "hello"])("takes no other server for one that answers %s", async (body) => {
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    expect(await isTracePage((server.address() as AddressInfo).port)).toBe(false);
  } finally {
    server.close();
  }
});
