import { expect, it } from "vitest";
import { loadPlan } from "./load-plan.ts";

it("plans the same traffic for the same seed, and another order for another", () => {
  expect(loadPlan(7)).toEqual(loadPlan(7));
  expect(loadPlan(7)).not.toEqual(loadPlan(8));
  expect(loadPlan(8)).toHaveLength(loadPlan(7).length);
});

it("lets the slow user be seen among the home feeds, but not among all requests", () => {
  const plan = loadPlan();
  const homes = plan.filter(({ path }) => path === "/api/activities/home");
  const slow = homes.filter(({ headers }) => headers?.["x-cruddur-user"] === "worf");
  expect(slow.length / homes.length).toBeGreaterThan(0.15);
  expect(slow.length / plan.length).toBeLessThan(0.095);
});

it("searches for what fails", () => {
  expect(loadPlan().filter(({ path }) => path.endsWith("?term=borg"))).toHaveLength(6);
});
