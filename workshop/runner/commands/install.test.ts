import { join } from "node:path";
import { expect, it } from "vitest";
import { fakeCourse } from "../fake-course.ts";

const LOCK = JSON.stringify({ packages: { "node_modules/x": { version: "1.0.0" } } });

it("installs the backend's packages and says nothing", async () => {
  using course = fakeCourse({
    "backend/package-lock.json": LOCK,
    "npm.cjs": `
      const fs = require("fs");
      fs.mkdirSync("node_modules");
      fs.copyFileSync("package-lock.json", "node_modules/.package-lock.json");
      fs.writeFileSync("../asked.txt", process.argv.slice(2, 4).join(" "));
    `,
  });
  const env = { npm_execpath: join(course.root, "npm.cjs") };
  expect(await course.run("install", { env })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  expect(course.read("asked.txt")).toBe("ci --prefer-offline");
});

it("does not run npm where everything is installed", async () => {
  using course = fakeCourse({
    "backend/package-lock.json": LOCK,
    "backend/node_modules/.package-lock.json": LOCK,
  });
  const env = { npm_execpath: join(course.root, "backend/src/app.ts") };
  expect(await course.run("install", { env })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

it("never fails the install around it, and hands on npm's words", async () => {
  using course = fakeCourse({
    "backend/package-lock.json": LOCK,
    "npm.cjs": 'console.error("npm error code EINTEGRITY\\nnpm error wrong checksum"); process.exit(1)',
  });
  const { exitCode, stdout } = await course.run("install", {
    env: { npm_execpath: join(course.root, "npm.cjs") },
  });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("npm error wrong checksum\nNext: cd backend && npm ci\n");
});
