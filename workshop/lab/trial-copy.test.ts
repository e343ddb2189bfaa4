import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dummyKey, trialCopy } from "./trial-copy.ts";

const KEY = `hcaik_${"0k".repeat(29)}`;
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "workshop-trial-"));
  await put("backend/src/app.ts", "start();\n");
  await put("backend/node_modules/express/index.js", "");
  await put("docker-compose.yml", `environment:\n  HEADERS: "x-honeycomb-team=${KEY}"\n`);
  await put(".env", `HONEYCOMB_API_KEY=${KEY}\n`);
  await put("private/notes.md", "not the course's");
});
afterEach(async () => await rm(root, { recursive: true, force: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const copyOf = async (texts = new Map<string, string>(), shell: NodeJS.ProcessEnv = {}) =>
  await trialCopy({ root, shell, keys: [KEY], texts });

it("holds the learner's files, with the changed ones in their new form", async () => {
  await using copy = await copyOf(new Map([["backend/src/app.ts", "stop();\n"]]));
  expect(await readFile(join(copy?.root ?? "", "backend/src/app.ts"), "utf8")).toBe("stop();\n");
  expect(await readFile(join(root, "backend/src/app.ts"), "utf8")).toBe("start();\n");
  expect(existsSync(join(copy?.root ?? "", "backend/node_modules/express/index.js"))).toBe(true);
  expect(existsSync(join(copy?.root ?? "", "private"))).toBe(false);
});

it("writes the key nowhere, and gives it to no process", async () => {
  await using copy = await copyOf(new Map(), { HONEYCOMB_API_KEY: KEY, PATH: "/bin" });
  const files = await readdir(copy?.root ?? "", { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files
      .filter((file) => file.isFile() && !file.parentPath.includes("node_modules"))
      .map(async (file) => await readFile(join(file.parentPath, file.name), "utf8")),
  );
  expect(texts.join("\n")).not.toContain(KEY);
  expect(texts.join("\n")).toContain(`HONEYCOMB_API_KEY=${dummyKey(KEY)}`);
  expect(copy?.shell).toEqual({ HONEYCOMB_API_KEY: dummyKey(KEY), PATH: "/bin" });
});

it("leaves nothing when it is over", async () => {
  const copy = await copyOf();
  await copy?.[Symbol.asyncDispose]();
  expect(await readdir(join(root, ".workshop/tmp"))).toEqual([]);
});

it("is not made of a tree that would take long to copy", async () => {
  for (let index = 0; index < 501; index += 1) await put(`backend/src/many/${index}.ts`, "");
  expect(await copyOf()).toBeUndefined();
});

it.each(["hcaik_01234567890abcdef", "practice-abcdefgh", '"with quotes and a space" ', "0123abcdEFGH"])(
  "gives %s a dummy of the same shape",
  (key) => {
    const shape = (text: string) =>
      text.replace(/[a-f]/g, "a").replace(/[g-z]/g, "z").replace(/[A-Z]/g, "Z").replace(/\d/g, "0");
    expect(shape(dummyKey(key))).toBe(shape(key));
    expect(dummyKey(key)).not.toBe(key);
  },
);
