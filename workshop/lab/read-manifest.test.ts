import { expect, it } from "vitest";
import { readManifest } from "./read-manifest.ts";

it("reads scripts, dependencies and the module type", () => {
  const manifest = readManifest(
    '{ "type": "module", "scripts": { "start": "node ." }, "dependencies": { "express": "^5" } }',
  );
  expect(manifest).toMatchObject({
    ok: true,
    type: "module",
    start: "node .",
    dependencies: { express: "^5" },
  });
});

it("takes a package.json without a type for CommonJS", () => {
  expect(readManifest("{}")).toMatchObject({ ok: true, type: "commonjs", start: undefined });
});

it("names the line of a syntax error", () => {
  expect(readManifest('{\n  "scripts": {\n    "start": "node ."\n  }\n  "type": "module"\n}')).toMatchObject({
    ok: false,
    line: 5,
  });
});

it("names the last line of a file that ends too early", () => {
  expect(readManifest('{\n  "scripts": {\n')).toMatchObject({ ok: false, line: 3 });
});

it("says so when there is no file, or no object in it", () => {
  expect(readManifest(undefined)).toEqual({ ok: false, message: "it is not there" });
  expect(readManifest("[]")).toMatchObject({ ok: false, line: 1 });
});

it("reads a file that an editor began with a byte order mark", () => {
  expect(readManifest("\uFEFF{}")).toMatchObject({ ok: true });
});

it.each([
  [
    "a comma behind the last entry",
    '{\n  "scripts": {\n    "start": "node --import tsx src/server.ts",\n  },\n  "private": true\n}',
    4,
  ],
  [
    "an entry without its value",
    '{\n  "name": "cruddur-backend",\n  "scripts": {\n    "start":\n  },\n  "private": true\n}',
    5,
  ],
  [
    "a name without quotation marks",
    '{\n  "name": "cruddur-backend",\n  scripts: {\n    "start": "node src/server.ts"\n  }\n}',
    3,
  ],
])("names the line of %s", (_, text, line) => {
  expect(readManifest(text)).toMatchObject({ ok: false, line });
});
