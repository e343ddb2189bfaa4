import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "./step.ts";

const FOLDER = /^(\d\d)-[a-z0-9-]+$/;

/** The numbered folders of `steps/`, in order. The folder is the record: there is no list to keep in step with it. */
export function readSteps(root: string): Step[] {
  const folder = join(root, "steps");
  const slugs = existsSync(folder) ? readdirSync(folder).filter((name) => FOLDER.test(name)) : [];
  return slugs.sort().map((slug) => readStep(join(folder, slug), slug));
}

function readStep(folder: string, slug: string): Step {
  const lesson = join(folder, "README.md");
  if (!existsSync(lesson)) {
    throw new Error(
      `steps/${slug} has no lesson. Write steps/${slug}/README.md, or bring it back: git checkout -- steps/${slug}`,
    );
  }
  const markdown = readFileSync(lesson, "utf8");
  return {
    number: Number(slug.slice(0, 2)),
    slug,
    title: titleOf(markdown, slug),
    folder,
    promises: promisesOf(markdown),
  };
}

/** `# Step 4 · Initialize the provider`; without such a heading the folder's name serves. */
function titleOf(markdown: string, slug: string): string {
  const heading = /^# +(.+?)[ \t\r]*$/m.exec(markdown)?.[1];
  return heading?.replace(/^Step \d+\s*·\s*/, "") ?? slug.slice(3).replaceAll("-", " ");
}

/** The bullets under "What the check proves". */
function promisesOf(markdown: string): string[] {
  const lines = markdown.split(/\r?\n/);
  const start = lines.findIndex((line) => /^## +What the check proves\s*$/.test(line));
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#{1,2} /.test(line));
  const section = end < 0 ? rest : rest.slice(0, end);
  return section.flatMap((line) => /^[-*] +(.*\S)/.exec(line)?.[1] ?? []);
}
