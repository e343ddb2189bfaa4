import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { run } from "./cli.ts";
import type { ExitCode } from "./context.ts";

/** A tiny course in a folder of its own, for tests: two steps, their solutions, a journal, and the learner's files. */
export interface FakeCourse extends Disposable {
  readonly root: string;
  write(path: string, content: string): void;
  read(path: string): string;
  /** Runs a command as `npm run` would, piped, and gives its screen. */
  run(command: string, options?: { env?: NodeJS.ProcessEnv }): Promise<Screen>;
}

export interface Screen {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export function fakeCourse(files: Readonly<Record<string, string>> = {}): FakeCourse {
  // With a blank in its name, as folders of people have.
  const root = mkdtempSync(join(tmpdir(), "fake course-"));
  const course: FakeCourse = {
    root,
    write(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    run: async (command, options) => await runIn(root, command, options?.env ?? {}),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
  for (const [path, content] of Object.entries({ ...COURSE, ...files })) course.write(path, content);
  return course;
}

async function runIn(root: string, command: string, env: NodeJS.ProcessEnv): Promise<Screen> {
  const stdout = memory();
  const stderr = memory();
  const now = () => new Date("2026-11-24T10:00:00Z");
  const exitCode = await run(command.split(" "), {
    root,
    env,
    stdout: stdout.stream,
    stderr: stderr.stream,
    now,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function memory(): { stream: NodeJS.WriteStream; text: () => string } {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: stream as NodeJS.WriteStream, text: () => text };
}

const COURSE = {
  "steps/01-set-api-key/README.md":
    "# Step 1 · Set the API key\n\n## What the check proves\n\n- the key is set\n",
  "solution/01-set-api-key/hints.md": "# Hints\n\n- Look at `.env`.\n",
  "steps/02-say-hello/README.md":
    "# Step 2 · Say hello\n\n## What the check proves\n\n- the backend says hello\n\n## Say it first\n\nA [greeting](https://example.org) comes first.\n\nThen the rest.\n",
  "solution/02-say-hello/hints.md":
    "# Hints\n\n- What does it say?\n- Write:\n\n  ```ts\n  hello();\n  ```\n",
  "solution/00-starter/docker-compose.yml": "services:\n  backend:\n    environment: {}\n",
  "solution/00-starter/backend/src/app.ts": "start();\n",
  "solution/00-starter/backend/package.json": '{ "scripts": { "start": "node src/app.ts" } }\n',
  "solution/02-say-hello/backend/src/app.ts": "start();\nhello();\n",
  "docker-compose.yml": "services:\n  backend:\n    environment: {}\n",
  "backend/src/app.ts": "start();\n",
  "backend/package.json": '{ "scripts": { "start": "node src/app.ts" } }\n',
  ".env.example": "# Your key\nHONEYCOMB_API_KEY=\n",
  "journal/week2.md": [
    "# Week 2",
    "",
    "- **REQUIRED**",
    "  - [ ] 1 Send",
    "    - [ ] [01 Set the API key](../steps/01-set-api-key/README.md)",
    "    - [ ] [02 Say hello](../steps/02-say-hello/README.md)",
    "",
    "Answer (02-greeting):",
    "",
  ].join("\n"),
};
