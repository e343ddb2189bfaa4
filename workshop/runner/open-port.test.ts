import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { expect, it } from "vitest";
import { freePort } from "../lab/free-port.ts";
import { answers, openPort } from "./open-port.ts";

it("takes the port that was asked for when nobody has it", async () => {
  const port = await freePort();
  expect(await openPort(port)).toBe(port);
});

it("falls forward past a port that another program has, even on loopback alone", async () => {
  await using taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  expect(await answers(port)).toBe(true);
  expect(await openPort(port)).toBeGreaterThan(port);
  expect(await openPort(port, 1)).toBeUndefined();
});
