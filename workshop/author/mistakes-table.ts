import { existsSync } from "node:fs";
import { join } from "node:path";
import { readSteps } from "../course/read-steps.ts";
import { readMistakes } from "../findings/read-step-rules.ts";
import { allWrongAnswers } from "./all-answers.ts";
import { COURSE } from "./learner-copy.ts";

/** `npm run mistakes`: every mistake that a check names, in the order in which it is looked for, with its fixtures. */
const answers = await allWrongAnswers();
for (const step of readSteps(COURSE)) {
  if (!existsSync(join(step.folder, "mistakes.ts"))) continue;
  console.log(`\nStep ${step.number} · ${step.title}`);
  for (const { id, severity = "wrong" } of await readMistakes(step)) {
    const made = answers.filter(({ finding }) => finding === id);
    const says = made.length > 0 ? made.map((each) => each.made).join("; ") : "no fixture";
    console.log(`  ${severity === "advice" ? "advice" : "wrong "}  ${id.padEnd(36)}  ${says}`);
  }
}
console.log(`\n${answers.length} fixtures. HARD=1 npm test runs them all.`);
