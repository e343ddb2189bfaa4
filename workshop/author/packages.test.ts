import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { COURSE } from "./course-folder.ts";

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Folders with packages of their own, each with where its files look for them. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  ".": ["workshop", "steps", "vitest.config.ts"],
  backend: ["backend"],
  frontend: ["frontend"],
};

/** What no file imports, and why it is there all the same. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "@types/node": "types for what Node itself brings",
};

it.each(Object.entries(FOLDERS))(
  "installs in %s nothing that no file imports and no script runs",
  (folder, places) => {
    const manifest = JSON.parse(readFileSync(join(COURSE, folder, "package.json"), "utf8")) as Manifest;
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...places], {
      cwd: COURSE,
      encoding: "utf8",
    })
      .split("\n")
      .filter((file) => /\.(m?[jt]sx?|html)$/.test(file) && existsSync(join(COURSE, file)))
      .map((file) => readFileSync(join(COURSE, file), "utf8"));
    const scripts = Object.values(manifest.scripts).join("\n");
    const imported = (name: string) => files.some((text) => importOf(name).test(text));
    const unused = names.filter((name) => {
      const typed = /^@types\/(.*)$/.exec(name)?.[1];
      return !(
        OTHERWISE[name] ||
        imported(typed ?? name) ||
        binsOf(folder, name).some((bin) => runs(scripts, bin))
      );
    });
    expect(unused).toEqual([]);
  },
);

it("brings optional packages only for the pinned Node, each for one kind of machine", () => {
  const { optionalDependencies = {} } = JSON.parse(
    readFileSync(join(COURSE, "package.json"), "utf8"),
  ) as Manifest;
  expect(
    Object.keys(optionalDependencies).filter(
      (name) => !/^node-(bin-)?(linux|darwin|win)-(x64|arm64)$/.test(name),
    ),
  ).toEqual([]);
  expect(new Set(Object.values(optionalDependencies)).size).toBe(1);
});

it("says of each package in CONTRIBUTING why it is there", () => {
  const said = readFileSync(join(COURSE, "CONTRIBUTING.md"), "utf8");
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(COURSE, "package.json"), "utf8"),
  ) as Manifest;
  const names = Object.keys({ ...dependencies, ...devDependencies });
  expect(names.filter((name) => !said.includes(`\`${name}\``))).toEqual([]);
});

function importOf(name: string): RegExp {
  const escaped = name.replace(/[/.@-]/g, "\\$&");
  return new RegExp(
    `(?:from|import|resolve|require|import\\.meta\\.resolve)\\s*\\(?\\s*["'\`]${escaped}(?:/[^"'\`]*)?["'\`]`,
  );
}

/** A script may name the program, or the file of a package's program. */
function binsOf(folder: string, name: string): string[] {
  const file = join(COURSE, folder, "node_modules", name, "package.json");
  const bin = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { bin?: unknown }).bin
    : undefined;
  const named = bin && typeof bin === "object" ? Object.keys(bin) : [];
  return [...named, name.split("/").at(-1) ?? name];
}

function runs(scripts: string, bin: string): boolean {
  return new RegExp(`(^|[ &])${bin.replace(/[.-]/g, "\\$&")}( |$)`, "m").test(scripts);
}
