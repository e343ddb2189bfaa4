import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { readSteps } from "../course/read-steps.ts";
import { readMistakes } from "../findings/read-step-rules.ts";
import type { Mistake } from "../mistakes/mistake.ts";
import { readFamilies as readPages } from "../mistakes/catalogue.ts";
import { COURSE } from "./course-folder.ts";

const listed = (await Promise.all(readSteps(COURSE).map(readMistakes))).flat();
const families = await readFamilies();

it("gives every mistake an id of its own", () => {
  // A family may have one rule for several steps, each of which looks at other files.
  const ids = [...families.values()].flatMap((each) => [...new Set(each)]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

it("looks through every family there is", () => {
  const known = new Set(listed.map(({ id }) => id));
  const forgotten = [...families].flatMap(([family, ids]) =>
    ids.filter((id) => !known.has(id)).map((id) => `${family} ${id}`),
  );
  expect(forgotten).toEqual([]);
  expect(families.size).toBeGreaterThan(50);
});

it("has an example beside each family for every mistake in it", async () => {
  const made = new Map(
    (await readPages()).map(({ family, wrongAnswers }) => [
      family,
      new Set(wrongAnswers.map(({ finding }) => finding)),
    ]),
  );
  const bare = [...families].flatMap(([family, ids]) =>
    ids.filter((id) => !made.get(family)?.has(id)).map((id) => `${family} ${id}`),
  );
  expect(bare).toEqual([]);
});

it("keeps no example beside a family that does not name it", async () => {
  const strays = (await readPages()).flatMap(({ family, wrongAnswers }) =>
    wrongAnswers
      .filter(({ finding }) => !families.get(family)?.includes(finding))
      .map(({ finding }) => `${family} ${finding}`),
  );
  expect(strays).toEqual([]);
});

/** The ids of the rules that a file lists, by the file's place in workshop/mistakes; files of helpers list none. */
async function readFamilies(): Promise<Map<string, string[]>> {
  const folder = join(COURSE, "workshop/mistakes");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /^[\w-]+\/[\w-]+\.ts$/.test(name))
    .sort();
  const read = names.map(async (name) => {
    const exported = Object.values((await import(pathToFileURL(join(folder, name)).href)) as object);
    const rules = exported.flatMap((each: unknown) => (Array.isArray(each) ? each : [])).filter(isMistake);
    return [name.slice(0, -".ts".length), rules.map(({ id }) => id)] as const;
  });
  const all = (await Promise.all(read)).filter(([, ids]) => ids.length > 0);
  return new Map(all.map(([family, ids]) => [family, [...ids]]));
}

function isMistake(each: unknown): each is Mistake {
  return typeof each === "object" && each !== null && "id" in each && "when" in each;
}
