import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RightAnswer, WrongAnswer } from "./example.ts";
import type { Mistake } from "./mistake.ts";

/** One family of rules, with its examples. */
export interface FamilyPage {
  /** Such as `key/lines`: the file is `workshop/mistakes/key/lines.ts`. */
  readonly family: string;
  readonly mistakes: readonly Mistake[];
  readonly wrongAnswers: readonly WrongAnswer[];
  readonly rightAnswers: readonly RightAnswer[];
}

const EXAMPLES = ".examples.ts";

/** Every family of rules, in the order of their folders. For reading about mistakes: a check loads only what it needs. */
export async function readFamilies(): Promise<FamilyPage[]> {
  const files = (await readdir(import.meta.dirname, { recursive: true }))
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(EXAMPLES))
    .sort();
  return await Promise.all(files.map(async (file) => await readFamily(file.slice(0, -EXAMPLES.length))));
}

async function readFamily(family: string): Promise<FamilyPage> {
  const examples = await load<Partial<FamilyPage>>(`${family}${EXAMPLES}`);
  // Right answers that imitate no single mistake have no rules beside them.
  const rules = family.startsWith("right/") ? {} : await load<Record<string, unknown>>(`${family}.ts`);
  return {
    family,
    mistakes: Object.values(rules).flatMap((value) => [value].flat().filter(isMistake)),
    wrongAnswers: examples.wrongAnswers ?? [],
    rightAnswers: examples.rightAnswers ?? [],
  };
}

function isMistake(value: unknown): value is Mistake {
  return typeof value === "object" && value !== null && "when" in value && "learn" in value && "id" in value;
}

async function load<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(join(import.meta.dirname, file)).href)) as Module;
}
