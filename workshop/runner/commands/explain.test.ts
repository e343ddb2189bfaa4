import { expect, it, vi } from "vitest";
import { fakeCourse } from "../fake-course.ts";

// The first one reads every family there is.
vi.setConfig({ testTimeout: 60_000 });

it("says which mistake comes nearest to an id that there is not", async () => {
  using course = fakeCourse();
  const { exitCode, stderr } = await course.run("explain feilds-missing");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("The nearest is fields-missing.");
  expect(stderr).toContain("npm run explain fields-missing");
});

it("prints what it looks like and where it is taught", async () => {
  using course = fakeCourse();
  const { stdout } = await course.run("explain fields-missing");
  expect(stdout).toMatch(/^fields-missing \(/);
  expect(stdout).toContain("nothing was written yet (backend/src/services/home-activities.ts)");
  expect(stdout).toContain("workshop/mistakes/field/missing.ts");
});

it("lists every mistake by its family", async () => {
  using course = fakeCourse();
  const { stdout } = await course.run("explain");
  expect(stdout).toMatch(/^field\/missing\n {2}[\w-]+/m);
  expect(stdout).toContain("Next: npm run explain ID");
});
