import { readFileSync } from "node:fs";
import type { Step } from "../../course/step.ts";
import { readTextSync } from "../../lab/read-text.ts";
import { layered } from "../solution-files.ts";
import type { ComparedFile } from "./search-change.ts";

const MANIFEST = "backend/package.json";
/** Packages are the matter of an install, which a trial does not do. */
const LOCK = /(^|\/)package-lock\.json$/;

/** The files of the solutions up to a step that are not the learner's to the letter, those of the last step first. */
export function comparedFiles(root: string, steps: readonly Step[]): ComparedFile[] {
  return [
    ...layered(
      root,
      steps.map(({ slug }) => slug),
    ),
  ]
    .toReversed()
    .filter(([path]) => !LOCK.test(path))
    .flatMap(([path, source]) => {
      const own = readTextSync(root, path);
      const solution = readFileSync(source, "utf8");
      const lesson = path === MANIFEST ? manifestWith(own, solution) : solution;
      return lesson === undefined || own === lesson ? [] : [{ path, own, lesson }];
    });
}

/** The learner's manifest with the lesson's scripts and module type; what is installed stays as it is. */
function manifestWith(own: string | undefined, lesson: string): string | undefined {
  try {
    const [mine, theirs] = [own ?? "", lesson].map((text) => JSON.parse(text) as Record<string, unknown>);
    const { type: _, ...rest } = mine ?? {};
    const type = theirs?.["type"];
    const merged = { ...rest, ...(type !== undefined && { type }), scripts: theirs?.["scripts"] };
    return `${JSON.stringify(merged, undefined, 2)}\n`;
  } catch {
    return lesson;
  }
}
