import type { Scenario } from "#course-kit";

export const scenario: Scenario = { recorded: true };
