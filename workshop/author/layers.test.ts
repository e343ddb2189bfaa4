import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
/** A folder imports only what stands before it in this list. */
const LAYERS = [
  "trace",
  "course",
  "compose",
  "lab",
  "facts",
  "findings",
  "receiver",
  "viewer",
  "runner",
  "author",
];

const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"],
  { cwd: ROOT, encoding: "utf8" },
)
  .split("\n")
  .filter((file) => file !== "" && existsInTree(file));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

it("finds the files it is to guard", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(imports.get("workshop/lab/resolve-backend.ts")).toContainEqual({
    target: "workshop/compose/resolve-service.ts",
    typeOnly: false,
  });
});

it("imports within workshop/ only downwards", () => {
  const upward = pairs().filter(([from, to]) => layer(from) >= 0 && layer(to) > layer(from));
  expect(upward).toEqual([]);
});

it("lets the viewer's page share nothing but the trace library and the page API's types", () => {
  const page = [...imports].filter(([file]) => file.startsWith("workshop/viewer/page/"));
  const foreign = page.flatMap(([file, targets]) =>
    targets
      .filter(
        ({ target, typeOnly }) =>
          target.startsWith("workshop/") && !/^workshop\/(viewer|trace)\//.test(target) && !typeOnly,
      )
      .map(({ target }) => `${file} -> ${target}`),
  );
  expect(foreign).toEqual([]);
});

it("lets the steps import nothing but #course-kit and their own files", () => {
  const foreign = [...imports]
    .filter(([file]) => file.startsWith("steps/"))
    .flatMap(([file, targets]) =>
      targets
        .filter(({ target }) => target !== "#course-kit" && !target.startsWith(dirname(file)))
        .map(({ target }) => `${file} -> ${target}`),
    );
  expect(foreign).toEqual([]);
});

it("lets the backend, the frontend and the solutions know nothing of the workshop", () => {
  const foreign = [...imports]
    .filter(([file]) => /^(backend|frontend|solution)\//.test(file))
    .flatMap(([file, targets]) =>
      targets
        .filter(({ target }) => /^(#|workshop\/|steps\/)/.test(target))
        .map(({ target }) => `${file} -> ${target}`),
    );
  expect(foreign).toEqual([]);
});

it("has no circle of imports", () => {
  const done = new Set<string>();
  const circles: string[][] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const again = path.indexOf(file);
    if (again >= 0) return void circles.push([...path.slice(again), file]);
    if (done.has(file)) return;
    for (const { target, typeOnly } of imports.get(file) ?? []) if (!typeOnly) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

it("holds no OpenTelemetry package that the backend could find by walking up", () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, unknown>;
  };
  expect(Object.keys(lock.packages).filter((name) => name.includes("@opentelemetry/"))).toEqual([]);
});

it("has no download address in a lock file", () => {
  const locks = execFileSync("git", ["ls-files", "*package-lock.json"], { cwd: ROOT, encoding: "utf8" })
    .trim()
    .split("\n");
  expect(locks.filter((lock) => /"resolved": *"http/.test(readFileSync(join(ROOT, lock), "utf8")))).toEqual(
    [],
  );
});

function layer(file: string): number {
  return LAYERS.indexOf(/^workshop\/(\w+)\//.exec(file)?.[1] ?? "");
}

/** A page that only names a type of a higher folder does not depend on it when it runs. */
function pairs(): [string, string][] {
  return [...imports].flatMap(([file, targets]) =>
    targets.map(({ target }): [string, string] => [file, target]),
  );
}

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const { module } = parseSync(file, readFileSync(join(ROOT, file), "utf8"));
  const fixed = module.staticImports.map((each) => ({
    specifier: each.moduleRequest.value,
    typeOnly: each.entries.length > 0 && each.entries.every(({ isType }) => isType),
  }));
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
    ),
  );
  return [...fixed, ...passedOn].flatMap(({ specifier, typeOnly }) => {
    if (specifier.startsWith("#")) return [{ target: specifier, typeOnly }];
    return specifier.startsWith(".") ? [{ target: posix.join(dirname(file), specifier), typeOnly }] : [];
  });
}

function existsInTree(file: string): boolean {
  try {
    return readFileSync(join(ROOT, file)).length >= 0;
  } catch {
    return false;
  }
}
