import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadPackages } from "./load-packages.ts";

const PACKAGES = {
  fine: "",
  broken: 'throw new Error("no such thing\\nand more")',
  leaves: "process.exit(0)",
  hangs: "for (;;);",
  "leaves-when-told":
    'process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000); process.stdout.write = () => {}',
};
let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "load-packages-"));
  for (const [name, code] of Object.entries(PACKAGES)) {
    const folder = join(root, "backend/node_modules", name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "index.js"), code);
  }
});
afterAll(async () => await rm(root, { recursive: true }));

it("says of each package whether it loads, and its first words where it does not", async () => {
  expect(await loadPackages(root, ["fine", "broken", "gone"])).toEqual([
    { name: "fine" },
    { name: "broken", error: "no such thing" },
    { name: "gone", error: expect.stringContaining("Cannot find module 'gone'") },
  ]);
});

it("tells that a package ends whoever loads it", async () => {
  expect(await loadPackages(root, ["leaves"])).toEqual([
    { name: "leaves", error: "the process that loaded it ended without an answer" },
  ]);
});

it.each(["hangs", "leaves-when-told"])(
  "says nothing where it took too long, such as for one that %s",
  async (name) => {
    expect(await loadPackages(root, [name], 500)).toEqual([]);
  },
);
