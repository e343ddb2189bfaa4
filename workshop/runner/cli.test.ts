import { expect, it } from "vitest";
import { fakeCourse } from "./fake-course.ts";

it("names the nearest command for one that does not exist", async () => {
  using course = fakeCourse();
  const { exitCode, stdout, stderr } = await course.run("chek:step 3");
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toBe(
    "failed: There is no command chek:step. The nearest is check:step.\nNext: npm run check:step [-- N] [--watch] [--json] [--live] [--no-try] [--report FILE]\n",
  );
});

it("lists the commands when nothing is near", async () => {
  using course = fakeCourse();
  const { stderr } = await course.run("toString");
  expect(stderr).toContain(
    "There is no command toString. There are: start, check, check:step, explain, find,",
  );
});

it.each([
  ["solution 4 --aply", "There is no option --aply; the nearest is --apply."],
  ["check --junit", "--junit needs a value."],
  ["check:step --json=yes", "--json takes no value."],
  ["hint 3 4", "One step at a time: 3 4 are 2 words."],
])("says what is wrong with `%s`", async (command, what) => {
  using course = fakeCourse();
  const { exitCode, stderr } = await course.run(command);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`${what}\nNext: npm run `);
});

it("takes an option that npm kept for itself because `--` was forgotten", async () => {
  using course = fakeCourse();
  const { stdout } = await course.run("undo", {
    env: { npm_lifecycle_event: "undo", npm_config_list: "true" },
  });
  expect(stdout).toContain("No snapshots yet");
});

it("says which file the machine keeps from it, without a stack trace", async () => {
  using course = fakeCourse({ ".workshop": "a file where a folder belongs" });
  const { exitCode, stderr } = await course.run("reset 2");
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: 'failed: .workshop is a file, where a folder belongs (EEXIST).\nNext: ls -ld ".workshop"\n',
  });
});

it("says that a folder stands where a file belongs", async () => {
  using course = fakeCourse({ ".env/key.txt": "1" });
  const { exitCode, stderr } = await course.run("practice-key");
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: 'failed: .env is a folder, where a file belongs (EISDIR).\nNext: ls -ld ".env"\n',
  });
});
