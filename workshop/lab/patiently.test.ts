import { expect, it } from "vitest";
import { patiently } from "./patiently.ts";

const never = new Promise<string>(() => {});

it("gives the value at once, without a look at the backend", async () => {
  const looks: number[] = [];
  const value = await patiently(60_000, Promise.resolve("value"), "late", () => looks.push(0));
  expect([value, looks]).toEqual(["value", []]);
});

it("gives up when the backend has had its time", async () => {
  expect(await patiently(1, never, "late", () => 1)).toBe("late");
});

it("waits on while a busy machine leaves the backend no time, however late it is", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  let looks = 0;
  const hadMs = () => {
    looks += 1;
    if (looks === 3) resolve("value");
    return 0;
  };
  expect(await patiently(100, promise, "late", hadMs)).toBe("value");
});

it("takes what came while it looked whether the backend has had its time", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const hadMs = () => {
    resolve("value");
    return 100;
  };
  expect(await patiently(100, promise, "late", hadMs)).toBe("value");
});

it("gives up at last, also when nobody can tell what the backend does", async () => {
  expect(await patiently(20, never, "late", () => 0)).toBe("late");
});

it("tells a backend that never had its time from one that did not use it", async () => {
  const starved: string[] = [];
  await patiently(
    20,
    never,
    "late",
    () => 0,
    () => starved.push("had none"),
  );
  await patiently(
    20,
    never,
    "late",
    () => 20,
    () => starved.push("had all"),
  );
  expect(starved).toEqual(["had none"]);
});
