import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Step } from "../course/step.ts";
import { NotReached, promise, Skipped } from "../facts/outcome.ts";
import type { Evidence } from "../lab/evidence.ts";
import { judge, judgeItem } from "./judge.ts";

const evidence = { at: 1 } as Evidence;
const judged = (judgeIt: (given: Evidence) => string | void) =>
  judgeItem({ title: "any", judge: judgeIt, blocks: true }, evidence);

it("passes an item that is kept, with what it saw", () => {
  const kept = judged(({ at }) => (promise(at === 1, "It is another time."), "1 span"));
  expect(kept).toEqual({ title: "any", status: "passed", because: "1 span", blocks: true, hollow: false });
});

it("says of an item that passes whatever it is given that it is hollow", () => {
  expect(judged(() => "fine")).toMatchObject({ status: "passed", hollow: true });
});

it.each([
  ["failed", () => promise(false, "There is no span."), "There is no span."],
  [
    "not-reached",
    () => {
      throw new NotReached("the backend did not start");
    },
    "the backend did not start",
  ],
  [
    "skipped",
    () => {
      throw new Skipped("no browser runs here");
    },
    "no browser runs here",
  ],
] as const)("tells why an item is %s", (status, judgeIt, because) => {
  expect(judged(judgeIt)).toMatchObject({ status, because });
});

it.each([
  ["an error", new RangeError("too deep"), "RangeError: too deep"],
  ["what has no words", Object.create(null) as object, "something that has no words"],
])("does not reach an item whose judge throws %s", (_, error, says) => {
  const broken = judged(() => {
    throw error;
  });
  expect(broken).toMatchObject({ status: "not-reached", broken: expect.stringContaining(says) });
  expect(broken.because).toBe(`The check itself failed here: ${says}`);
});

it("says why a check cannot be loaded", async () => {
  const folder = await mkdtemp(join(tmpdir(), "workshop-check-"));
  await writeFile(join(folder, "check.test.ts"), "item(");
  const [verdict] = await judge([{ folder } as Step], evidence);
  await rm(folder, { recursive: true });
  expect(verdict?.items).toEqual([]);
  expect(verdict?.unreadable).toMatch(/^\w*Error: ./);
});
