import { expect, it, vi } from "vitest";
import type { JudgedEvidence } from "../lab/evidence.ts";
import { handOver } from "./current-evidence.ts";
import { NOTHING_HOLDS } from "./nothing-holds.ts";
import { item, promise, type ItemMeta } from "./item.ts";

type Run = (context: { task: { meta: { item?: ItemMeta } }; skip: () => void }) => void;

function judged(judge: (evidence: JudgedEvidence) => void): { meta: ItemMeta | undefined; threw: boolean } {
  const meta: { item?: ItemMeta } = {};
  let threw = false;
  vi.stubGlobal("test", (_: string, run: Run) => {
    try {
      run({ task: { meta }, skip: () => {} });
    } catch {
      threw = true;
    }
  });
  handOver(NOTHING_HOLDS);
  item("any", judge);
  vi.unstubAllGlobals();
  return { meta: meta.item, threw };
}

it("gives an item no source text, by type and in fact", () => {
  let given: JudgedEvidence | undefined;
  judged((evidence) => void (given = evidence));
  // @ts-expect-error An item judges what was seen.
  expect(given?.backend.sources).toBeUndefined();
  // @ts-expect-error Files that stand nearby may be sources too.
  expect(given?.nearby.files).toBeUndefined();
  expect(given?.backend.manifest).toEqual(NOTHING_HOLDS.backend.manifest);
});

it("fails an item whose promise is not kept", () => {
  expect(judged(() => promise(false, "There is no span."))).toEqual({
    meta: { blocks: true, because: "There is no span." },
    threw: true,
  });
});

it.each([
  ["an error", new RangeError("too deep"), "RangeError: too deep"],
  ["what has no words", Object.create(null) as object, "something that has no words"],
])("does not reach an item whose judge throws %s", (_, error, says) => {
  const { meta, threw } = judged(() => {
    throw error;
  });
  expect(threw).toBe(false);
  expect(meta).toMatchObject({ outcome: "not-reached", broken: expect.stringContaining(says) });
  expect(meta?.because).toBe(`The check itself failed here: ${says}`);
});
