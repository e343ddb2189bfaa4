import { expect, it } from "vitest";
import { fakeCourse } from "../fake-course.ts";
import { saveStepState } from "../step-state.ts";

it("goes back to the files as they were when the step before first passed", async () => {
  using course = fakeCourse({ "backend/src/mine.ts": "my own way" });
  saveStepState(course.root, "01-set-api-key");
  course.write("backend/src/mine.ts", "broken");
  saveStepState(course.root, "01-set-api-key");
  course.write("backend/src/made.ts", "since");
  expect((await course.run("reset 2")).stdout).toMatchInlineSnapshot(`
    "Your files are again as you had them when step 1 first passed.
    journal/week2.md and .env were left alone. To take this back: npm run undo
    Next: read steps/02-say-hello/README.md, then: npm run check:step 2
    "
  `);
  expect(course.read("backend/src/mine.ts")).toBe("my own way");
  expect(() => course.read("backend/src/made.ts")).toThrow("ENOENT");
});

it("keeps the journal and the key", async () => {
  using course = fakeCourse({ ".env": "HONEYCOMB_API_KEY=mine\n" });
  saveStepState(course.root, "01-set-api-key");
  course.write("journal/week2.md", "my notes");
  course.write(".env", "HONEYCOMB_API_KEY=newer\n");
  await course.run("reset 2");
  expect(course.read("journal/week2.md")).toBe("my notes");
  expect(course.read(".env")).toBe("HONEYCOMB_API_KEY=newer\n");
});

it("goes back to the course's own files where no passing is remembered", async () => {
  using course = fakeCourse({
    "solution/01-set-api-key/backend/src/key.ts": "key();\n",
    "backend/src/app.ts": "broken",
    "backend/src/extra.ts": "extra",
  });
  await course.run("reset 2");
  expect(course.read("backend/src/app.ts")).toBe("start();\n");
  expect(course.read("backend/src/key.ts")).toBe("key();\n");
  expect(() => course.read("backend/src/extra.ts")).toThrow("ENOENT");
  await course.run("reset 1");
  expect(() => course.read("backend/src/key.ts")).toThrow("ENOENT");
  await course.run("undo");
  expect(course.read("backend/src/key.ts")).toBe("key();\n");
});
