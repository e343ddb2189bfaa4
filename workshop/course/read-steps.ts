import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { splitLines, type Line } from "./journal-lines.ts";
import type { Step } from "./step.ts";

const FOLDER = /^\d\d-[a-z0-9-]+$/;

/** The numbered folders of `steps/`, in order. The folder is the record: there is no list to keep in step with it. */
export function readSteps(root: string): Step[] {
  const folder = join(root, "steps");
  const slugs = existsSync(folder) ? readdirSync(folder).filter((name) => FOLDER.test(name)) : [];
  const steps = slugs.sort().map((slug) => readStep(join(folder, slug), slug));
  for (const [index, { number, slug }] of steps.entries()) {
    const next = steps[index + 1];
    if (next?.number !== number) continue;
    throw new Error(`steps/${slug} and steps/${next.slug} have the same number. Rename one of them.`);
  }
  return steps;
}

function readStep(folder: string, slug: string): Step {
  const lesson = join(folder, "README.md");
  if (!existsSync(lesson)) {
    throw new Error(
      `steps/${slug} has no lesson. Write steps/${slug}/README.md, or bring it back: git checkout -- steps/${slug}`,
    );
  }
  const lines = splitLines(readFileSync(lesson, "utf8")).filter(({ quoted }) => !quoted);
  return {
    number: Number(slug.slice(0, 2)),
    slug,
    title: titleOf(lines, slug),
    folder,
    promises: promisesOf(lines),
  };
}

/** `# Step 4 · Initialize the provider`; without such a heading the folder's name serves. */
function titleOf(lines: readonly Line[], slug: string): string {
  for (const { text } of lines) {
    const heading = /^\uFEFF?# +(\S.*)$/.exec(text)?.[1];
    if (heading) return heading.trimEnd().replace(/^Step \d+\s*·\s*/, "");
  }
  return slug.slice(3).replaceAll("-", " ");
}

/** The bullets under "What the check proves", each in one line however it was wrapped. */
function promisesOf(lines: readonly Line[]): string[] {
  const start = lines.findIndex(({ text }) => /^## +What the check proves\s*$/.test(text));
  const promises: string[] = [];
  for (const { text } of start < 0 ? [] : lines.slice(start + 1)) {
    if (/^#{1,2} /.test(text)) break;
    const bullet = /^[-*] +(.*\S)/.exec(text)?.[1];
    if (bullet) promises.push(bullet);
    else if (/^ {2,}[^\s*-]/.test(text) && promises.length > 0)
      promises.push(`${promises.pop()} ${text.trim()}`);
  }
  return promises;
}
