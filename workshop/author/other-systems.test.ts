import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { COURSE } from "./course-folder.ts";

const rows = git("ls-files", "-s", "-z", "--cached").split("\0").filter(Boolean);
const files = rows.map((row) => {
  const [, mode = "", path = ""] = /^(\d+) \S+ \d\t(.*)$/s.exec(row) ?? [];
  return { mode, path };
});

it("has no two names that are one on Windows and macOS", () => {
  const names = files.flatMap(({ path }) =>
    path.split("/").map((_, n, parts) => parts.slice(0, n + 1).join("/")),
  );
  const seen = new Map([...new Set(names)].map((name) => [name.toLowerCase(), name]));
  expect([...new Set(names)].filter((name) => seen.get(name.toLowerCase()) !== name)).toEqual([]);
});

it("has no name that Windows cannot write, and no symbolic link", () => {
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[<>:"|?*\\]|[. ]$/i;
  const odd = files.filter(
    ({ mode, path }) =>
      mode === "120000" || path.length > 160 || path.split("/").some((part) => reserved.test(part)),
  );
  expect(odd).toEqual([]);
});

it("keeps the line endings that a shell needs", () => {
  const scripts = files.map(({ path }) => path).filter((path) => /\.sh$|^\.ci\/run$/.test(path));
  expect(scripts.length).toBeGreaterThan(1);
  const attributes = git("check-attr", "eol", ...scripts)
    .trim()
    .split("\n");
  expect(attributes.filter((line) => !line.endsWith(": eol: lf"))).toEqual([]);
});

it.each(["package.json", "backend/package.json", "frontend/package.json"])(
  "uses in the scripts of %s nothing that only one shell knows",
  (path) => {
    const { scripts } = JSON.parse(readFileSync(join(COURSE, path), "utf8")) as {
      scripts: Record<string, string>;
    };
    const shellish = /['$`;|<>*~\\]|(^|&& )(\w+=|rm |cp |mv |mkdir |export |source |\.\/)|(^|[^&])&([^&]|$)/;
    expect(Object.entries(scripts).filter(([, script]) => shellish.test(script))).toEqual([]);
  },
);

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: COURSE, encoding: "utf8" });
}
