import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { CheckReport } from "../findings/report.ts";
import { courseCopy } from "./course-copy.ts";

const THROWS = "throw new RangeError('too deep');";

it("answers in JSON where a rule and an item of the course break, and says which", async () => {
  await using course = await courseCopy();
  const at = join(course.root, "steps/01-set-api-key");
  await edit(
    join(course.root, "workshop/mistakes/key/leaks.ts"),
    /when: \([^)]*\) =>/,
    `when: () => { ${THROWS} }, told: () =>`,
  );
  const first = await course.workshop("check:step", "1", "--json");
  expect(first.code).toBe(1);
  expect((JSON.parse(first.stdout) as CheckReport).status).toBe("unfinished");
  expect(first.stderr).toMatch(/^The workshop skipped [\w-]+, which broke: RangeError: too deep/);

  await edit(join(at, "check.test.ts"), /^(item\([^=]*=> )[^]*?^\}\);$/gm, `$1{ ${THROWS} });`);
  const second = await course.workshop("check:step", "1", "--json");
  expect(second.code).toBe(2);
  expect(JSON.parse(second.stdout) as CheckReport).toMatchObject({
    status: "unable",
    items: expect.arrayContaining([
      expect.objectContaining({
        status: "not-reached",
        because: "The check itself failed here: RangeError: too deep",
      }),
    ]),
    findings: expect.arrayContaining([expect.objectContaining({ id: "check-broke" })]),
  });
}, 120_000);

async function edit(file: string, part: RegExp, by: string): Promise<void> {
  const text = await readFile(file, "utf8");
  expect(text).toMatch(part);
  await writeFile(file, text.replace(part, by));
}
