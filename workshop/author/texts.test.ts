import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { headingAnchors } from "../course/heading-anchors.ts";
import { links } from "../course/links.ts";
import { readSteps } from "../course/read-steps.ts";
import { readMistakes } from "../findings/read-step-rules.ts";
import { parseHints } from "../runner/parse-hints.ts";

const ROOT = join(import.meta.dirname, "../..");
const texts = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(ROOT, path)));

it("finds the texts it is to guard", () => {
  expect(texts).toContain("README.md");
  expect(texts.length).toBeGreaterThan(10);
});

it.each(texts)("leads from %s only to files and headings that are there", (path) => {
  const broken = links(read(path))
    .filter(({ target }) => !/^[a-z]+:/.test(target) && !announces(path, target))
    .filter(({ target }) => !leadsSomewhere(path, target))
    .map(({ line, target }) => `${path}:${line} ${target}`);
  expect(broken).toEqual([]);
});

it.each(texts)("names in %s only commands that package.json has", (path) => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read(path).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

it.each(readSteps(ROOT))(
  "explains each mistake of step $number under a heading of a lesson",
  async (step) => {
    const lesson = relative(ROOT, join(step.folder, "README.md")).replaceAll("\\", "/");
    const broken = (await readMistakes(step)).filter(({ learn }) => !leadsSomewhere(lesson, `#${learn}`));
    expect(broken.map(({ id, learn }) => `${id}: #${learn}`)).toEqual([]);
  },
  60_000,
);

it.each(readSteps(ROOT))("has hints for work not begun on step $number", ({ slug }) => {
  expect(parseHints(read(`solution/${slug}/hints.md`)).length).toBeGreaterThan(1);
});

/** The journal's checklist names steps that are still to be written. */
function announces(path: string, target: string): boolean {
  const folder = /^\.\.\/(steps\/\d\d-[\w-]+)\/README\.md$/.exec(target)?.[1];
  return path === "journal/week2.md" && folder !== undefined && !existsSync(join(ROOT, folder));
}

function leadsSomewhere(path: string, target: string): boolean {
  const [file = "", anchor] = target.split("#");
  const to = file === "" ? path : join(dirname(path), decodeURI(file));
  if (!existsSync(join(ROOT, to))) return false;
  if (anchor === undefined) return true;
  const text = statSync(join(ROOT, to)).isDirectory() ? join(to, "README.md") : to;
  return existsSync(join(ROOT, text)) && headingAnchors(read(text)).includes(decodeURIComponent(anchor));
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
