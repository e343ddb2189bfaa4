import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fakeCourse } from "../fake-course.ts";
import { learnerEntries } from "../project.ts";

it("shows the way from the learner's files to the solution", async () => {
  using course = fakeCourse({ "solution/02-say-hello/answers.json": '{ "02-greeting": "hello" }' });
  expect((await course.run("solution 2")).stdout).toMatchInlineSnapshot(`
    "Step 2 - Say hello: from your files to the solution

    --- yours     backend/src/app.ts
    +++ solution  backend/src/app.ts
    @@ -1,1 +1,2 @@
     start();
    +hello();

    In journal/week2.md:
      Answer (02-greeting): hello

    To write it into your files (npm run undo takes it back): npm run solution -- 2 --apply
    Next: npm run check:step 2
    "
  `);
});

it("changes nothing by showing", async () => {
  using course = fakeCourse();
  const before = photograph(course);
  await course.run("solution 2");
  expect(photograph(course)).toEqual(before);
});

it("writes the solution, with those of steps that are not done, and undo brings all back", async () => {
  using course = fakeCourse({ "solution/02-say-hello/answers.json": '{ "02-greeting": "hello" }' });
  const before = photograph(course);
  const { exitCode, stdout } = await course.run("solution 2 --apply");
  expect(exitCode).toBe(0);
  expect(stdout.replace(/practi….{4}|practi\.\.\..{4}/, "practi...")).toMatchInlineSnapshot(`
    "Steps 1, 2 are not done yet; their solutions are written together.
      wrote backend/src/app.ts
      A practice key (practi...) now stands in a new file .env, which git ignores. It never leaves this machine.
      answered (02-greeting) in journal/week2.md, marked as taken from the solution
    Your files as they were are kept: npm run undo brings them back.
    Next: npm run check:step 2
    "
  `);
  expect(course.read("backend/src/app.ts")).toBe("start();\nhello();\n");
  expect(course.read("journal/week2.md")).toMatch(/Answer \(02-greeting\): hello.*solution/);
  expect(course.read(".env")).toMatch(/^# Your key\nHONEYCOMB_API_KEY=practice-[a-z]{8}\n$/);
  await course.run("undo");
  expect(photograph(course)).toEqual(before);
});

it("leaves an answer and a key that are there", async () => {
  using course = fakeCourse({
    "solution/02-say-hello/answers.json": '{ "02-greeting": "hello" }',
    ".env": "HONEYCOMB_API_KEY=mine\n",
  });
  course.write("journal/week2.md", "Answer (02-greeting): good day\n");
  await course.run("solution 2 --apply");
  expect(course.read("journal/week2.md")).toBe("Answer (02-greeting): good day\n");
  expect(course.read(".env")).toBe("HONEYCOMB_API_KEY=mine\n");
});

it("installs from the solution's lock file, also when only package.json belongs to the step", async () => {
  const lock = JSON.stringify({ packages: { "node_modules/x": { version: "2.0.0" } } });
  using course = fakeCourse({
    "solution/01-set-api-key/backend/package-lock.json": lock,
    "solution/02-say-hello/backend/package.json": '{ "dependencies": { "x": "2.0.0" } }\n',
    "backend/package-lock.json": JSON.stringify({ packages: { "node_modules/x": { version: "1.0.0" } } }),
    "journal/week2.md": "- [x] [01](../steps/01-set-api-key/README.md)\n",
  });
  const env = fakeNpm(course);
  const { exitCode, stdout } = await course.run("solution 2 --apply", { env });
  expect({ exitCode, last: stdout.trim().split("\n").at(-1) }).toEqual({
    exitCode: 0,
    last: "Next: npm run check:step 2",
  });
  expect(course.read("backend/package-lock.json")).toBe(lock);
  expect(course.read("backend/node_modules/.package-lock.json")).toBe(lock);
});

it("keeps the installed packages when npm fails, and says what to do once online", async () => {
  using course = fakeCourse({
    "solution/02-say-hello/backend/package-lock.json": JSON.stringify({
      packages: { "node_modules/x": { version: "2" } },
    }),
    "backend/node_modules/x/index.js": "installed before",
    "fake-npm.cjs": 'console.error("npm error code ENOTFOUND"); process.exit(1);',
  });
  const { exitCode, stderr } = await course.run("solution 2 --apply", {
    env: { npm_execpath: join(course.root, "fake-npm.cjs") },
  });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("npm reaches no network");
  expect(stderr).toMatch(/\nNext: once you are online: cd backend && npm ci\n$/);
  expect(course.read("backend/node_modules/x/index.js")).toBe("installed before");
});

it("says when there is nothing left to write", async () => {
  using course = fakeCourse();
  await course.run("solution 2 --apply");
  expect((await course.run("solution 2 --apply")).stdout).toBe(
    "Your files already hold the solution of step 2.\nNext: npm run check:step 2\n",
  );
});

const DONE_2 = "- [x] [02](../steps/02-say-hello/README.md)\n";
const STEP_3 = {
  "steps/03-wave/README.md": "# Step 3 · Wave\n\n## What the check proves\n\n- the backend waves\n",
  "solution/03-wave/backend/src/wave.ts": "wave();\n",
};

it("writes no older version of a file than a step that is done has", async () => {
  using course = fakeCourse({
    ...STEP_3,
    "solution/01-set-api-key/backend/src/app.ts": "start(key);\n",
    "backend/src/app.ts": "start(key);\nhello();\n",
    "solution/02-say-hello/backend/src/app.ts": "start(key);\nhello();\n",
    "journal/week2.md": DONE_2,
  });
  const { exitCode, stdout } = await course.run("solution 3 --apply");
  expect(exitCode).toBe(0);
  expect(course.read("backend/src/app.ts")).toBe("start(key);\nhello();\n");
  expect(course.read("backend/src/wave.ts")).toBe("wave();\n");
  expect(stdout).not.toContain("wrote backend/src/app.ts");
});

it("keeps what a later step that is done needs in the same file", async () => {
  using course = fakeCourse({
    "solution/01-set-api-key/backend/src/app.ts": "start(key);\n",
    "solution/02-say-hello/backend/src/app.ts": "start(key);\nhello();\n",
    "journal/week2.md": DONE_2,
  });
  const { stdout } = await course.run("solution 1 --apply");
  expect(course.read("backend/src/app.ts")).toBe("start(key);\nhello();\n");
  expect(stdout).toContain("wrote backend/src/app.ts (with what step 2 adds to it, which is done)");
});

it("writes beside a newer version the files of its step that are not there, and no others", async () => {
  using course = fakeCourse({
    "solution/01-set-api-key/docker-compose.yml": "services: {}\n",
    "solution/02-say-hello/docker-compose.yml": "services:\n  hello: {}\n",
    "solution/02-say-hello/backend/src/hello.ts": "hello();\n",
    "backend/src/app.ts": "mine();\n",
    "journal/week2.md": DONE_2,
  });
  await course.run("solution 1 --apply");
  expect(course.read("docker-compose.yml")).toBe("services:\n  hello: {}\n");
  expect(course.read("backend/src/hello.ts")).toBe("hello();\n");
  expect(course.read("backend/src/app.ts")).toBe("mine();\n");
});

it("makes a new .env that only its owner reads", async () => {
  using course = fakeCourse();
  await course.run("solution 1 --apply");
  expect(statSync(join(course.root, ".env")).mode & 0o077).toBe(0);
});

function fakeNpm(course: ReturnType<typeof fakeCourse>): NodeJS.ProcessEnv {
  course.write(
    "fake-npm.cjs",
    'const fs = require("fs"); fs.mkdirSync("node_modules", { recursive: true }); fs.copyFileSync("package-lock.json", "node_modules/.package-lock.json");',
  );
  return { npm_execpath: join(course.root, "fake-npm.cjs") };
}

function photograph({ root, read }: ReturnType<typeof fakeCourse>) {
  return learnerEntries(root).map((entry) => ({
    ...entry,
    content: entry.kind === "file" ? read(entry.path) : "",
  }));
}
