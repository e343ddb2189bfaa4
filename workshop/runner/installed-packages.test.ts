import { expect, it } from "vitest";
import { fakeCourse } from "./fake-course.ts";
import { packageDrift, packagesMatchLock } from "./installed-packages.ts";

const express = { "node_modules/express": { version: "5.3.0" } };

it.each([
  ["the same", express, express, true],
  ["another version", express, { "node_modules/express": { version: "5.2.0" } }, false],
  ["one too few", express, {}, false],
  ["one too many", {}, express, false],
  [
    "an optional one for another machine",
    { ...express, "node_modules/x": { version: "1", optional: true } },
    express,
    true,
  ],
])("compares what is installed with the lock file: %s", (_case, wanted, installed, matches) => {
  using course = fakeCourse({
    "backend/package-lock.json": JSON.stringify({ packages: { "": { name: "backend" }, ...wanted } }),
    "backend/node_modules/.package-lock.json": JSON.stringify({ packages: installed }),
  });
  expect(packagesMatchLock(course.root, "backend")).toBe(matches);
});

it("finds nothing installed where there is no node_modules", () => {
  using course = fakeCourse({ "backend/package-lock.json": JSON.stringify({ packages: express }) });
  expect(packagesMatchLock(course.root, "backend")).toBe(false);
});

it("tells which packages are missing, other, too many, or in no lock file", () => {
  const locked = (version: string) => ({ version });
  using course = fakeCourse({
    "backend/package.json": JSON.stringify({ dependencies: { express: "^5.0.0", cors: "^2.0.0" } }),
    "backend/package-lock.json": JSON.stringify({
      packages: {
        "": { dependencies: { express: "^5.0.0" } },
        "node_modules/express": locked("5.3.0"),
        "node_modules/deleted": locked("1.0.0"),
        "node_modules/tsx": locked("4.0.0"),
      },
    }),
    "backend/node_modules/.package-lock.json": JSON.stringify({
      packages: {
        "node_modules/express": locked("5.2.0"),
        "node_modules/deleted": locked("1.0.0"),
        "node_modules/@opentelemetry/api": locked("1.10.0"),
      },
    }),
    "backend/node_modules/express/package.json": "{}",
    "backend/node_modules/@opentelemetry/api/package.json": "{}",
  });
  expect(packageDrift(course.root, "backend")).toEqual({
    missing: ["deleted", "tsx"],
    other: ["express"],
    extra: ["@opentelemetry/api"],
    unlocked: ["cors"],
  });
});
