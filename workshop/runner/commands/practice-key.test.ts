import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fakeCourse } from "../fake-course.ts";

it("makes .env from the example, for its owner alone, and does not print the key", async () => {
  using course = fakeCourse();
  const { exitCode, stdout } = await course.run("practice-key");
  const [, key = ""] = /^HONEYCOMB_API_KEY=(practice-[a-z]{8})$/m.exec(course.read(".env")) ?? [];
  expect(exitCode).toBe(0);
  expect(key).not.toBe("");
  expect(stdout).not.toContain(key);
  expect(course.read(".env")).toBe(`# Your key\nHONEYCOMB_API_KEY=${key}\n`);
  expect(statSync(join(course.root, ".env")).mode & 0o777).toBe(0o600);
});

it.each([
  ["HONEYCOMB_API_KEY=", /^HONEYCOMB_API_KEY=practice-[a-z]{8}$/],
  ["A=1\r\nHONEYCOMB_API_KEY=\r\nB=2\r\n", /^A=1\r\nHONEYCOMB_API_KEY=practice-[a-z]{8}\r\nB=2\r\n$/],
  ["A=1\n", /^A=1\nHONEYCOMB_API_KEY=practice-[a-z]{8}\n$/],
])("fills the empty slot of %j and leaves the rest", async (before, after) => {
  using course = fakeCourse({ ".env": before });
  await course.run("practice-key");
  expect(course.read(".env")).toMatch(after);
});

it("never overwrites a key", async () => {
  using course = fakeCourse({ ".env": "HONEYCOMB_API_KEY=somebodys-key-1234\n" });
  const { stdout } = await course.run("practice-key");
  expect(course.read(".env")).toBe("HONEYCOMB_API_KEY=somebodys-key-1234\n");
  expect(stdout).toContain("It stays as it is.");
  expect(stdout).not.toContain("somebodys-key-1234");
});

it("writes nothing when the shell has a key", async () => {
  using course = fakeCourse();
  const { stdout } = await course.run("practice-key", { env: { HONEYCOMB_API_KEY: "from-the-shell-1234" } });
  expect(stdout).toContain("Your shell already holds HONEYCOMB_API_KEY");
  expect(() => course.read(".env")).toThrow("ENOENT");
});

it("does not write behind a line that keeps the whole file from being read", async () => {
  const broken = 'A=1\nHONEYCOMB_API_KEY="abc\n';
  using course = fakeCourse({ ".env": broken });
  const { exitCode, stderr } = await course.run("practice-key");
  expect(course.read(".env")).toBe(broken);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr:
      "failed: .env:2: a quotation mark is never closed, so nothing in the file can be read, and no key was written. Close it, or take it away.\nNext: npm run practice-key\n",
  });
});
