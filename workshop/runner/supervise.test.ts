import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { freePort } from "../lab/free-port.ts";
import { fakeCourse, type FakeCourse } from "./fake-course.ts";
import { supervise } from "./supervise.ts";

const SERVER = `
const server = require("node:http").createServer((_request, response) => response.end("GREETING " + process.env.NAME));
server.listen(process.env.PORT, "127.0.0.1", () => console.log("listening " + process.pid));
process.once("SIGTERM", () => { console.log("flushed"); process.exit(0); });
`;
const FILES = {
  "backend/package.json": '{ "scripts": { "prestart": "echo before", "start": "node src/server.cjs" } }',
  "backend/src/server.cjs": SERVER,
  "docker-compose.yml": "services:\n  backend:\n    environment:\n      NAME: first\n",
};

it("starts the backend again on a save, with the variables of now, and lets it flush before", async () => {
  using course = fakeCourse(FILES);
  await using running = await supervised(course);
  await running.prints("listening");
  expect(await running.get()).toBe("GREETING first");
  course.write("docker-compose.yml", FILES["docker-compose.yml"].replace("first", "second"));
  await running.prints("flushed");
  await running.prints("NAME is now second (it was first)");
  await running.prints("listening");
  expect(await running.get()).toBe("GREETING second");
});

it("waits for the next save when the backend crashes, when a file cannot be read and when one is deleted", async () => {
  using course = fakeCourse(FILES);
  await using running = await supervised(course);
  await running.prints("listening");
  course.write("backend/src/server.cjs", "syntax error");
  await running.prints("The backend ended by itself (with code 1).");
  course.write("docker-compose.yml", "services: [\n");
  await running.prints("docker-compose.yml");
  await running.prints("The backend is not running; it starts when you save a file.");
  course.write("docker-compose.yml", FILES["docker-compose.yml"]);
  course.write("backend/package.json", '{\n "scripts": }');
  await running.prints("backend/package.json");
  rmSync(join(course.root, "backend/src"), { recursive: true });
  course.write("backend/package.json", FILES["backend/package.json"]);
  await running.prints("The backend ended by itself (with code 1).");
  course.write("backend/src/server.cjs", SERVER);
  await running.prints("listening");
});

it("starts again when the packages lie there that were missing, and not while they are taken away", async () => {
  const needs = `require("needed");\n${SERVER}`;
  const packages = {
    "backend/node_modules/.package-lock.json": "{}",
    "backend/node_modules/needed/index.js": "",
  };
  using course = fakeCourse({ ...FILES, ...packages, "backend/src/server.cjs": needs });
  await using running = await supervised(course);
  await running.prints("listening");
  rmSync(join(course.root, "backend/node_modules"), { recursive: true });
  course.write("backend/package.json", `${FILES["backend/package.json"]}\n`);
  await running.prints("The backend ended by itself (with code 1).");
  for (const [file, text] of Object.entries(packages).reverse()) course.write(file, text);
  await running.prints("backend's packages changed: starting the backend again.");
  await running.prints("listening");
  expect(running.output()).not.toMatch(/packages changed[^]*ended by itself/);
});

it("leaves no process behind, though the backend takes its time and its launcher goes first", async () => {
  using course = fakeCourse({
    ...FILES,
    "backend/package.json": '{ "scripts": { "start": "echo one && node src/server.cjs & wait" } }',
    "backend/src/server.cjs": SERVER.replace(
      "process.exit(0)",
      "setTimeout(() => { console.log('late'); process.exit(0) }, 150)",
    ),
  });
  const running = await supervised(course, { patienceMs: 500 });
  await running.prints("listening");
  const pid = Number(/listening (\d+)/.exec(running.output())?.[1]);
  await running[Symbol.asyncDispose]();
  expect(running.output()).toContain("late");
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
});

it("ends a backend that will not stop", async () => {
  using course = fakeCourse({
    ...FILES,
    "backend/src/server.cjs": SERVER.replace("process.exit(0)", "undefined"),
  });
  const running = await supervised(course, { patienceMs: 100 });
  await running.prints("listening");
  const pid = Number(/listening (\d+)/.exec(running.output())?.[1]);
  await running[Symbol.asyncDispose]();
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
});

/** A process that ended may stay in the table until its parent asks for its exit code. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function supervised({ root }: FakeCourse, more: { patienceMs?: number } = {}) {
  const port = await freePort();
  const controller = new AbortController();
  let output = "";
  let read = 0;
  const { PATH = "" } = process.env;
  const ended = supervise({
    root,
    shell: { PATH },
    port,
    turn: (variables) => ({ ...variables }),
    signal: controller.signal,
    say: (text) => void (output += `${text}\n`),
    onOutput: (text) => void (output += text),
    ...more,
  });
  return {
    output: () => output,
    get: async () => await (await fetch(`http://127.0.0.1:${port}`)).text(),
    /** Waits until the text is printed, behind what was waited for before. */
    async prints(text: string) {
      await vi.waitFor(() => expect(output.slice(read)).toContain(text), { timeout: 4_000, interval: 10 });
      read = output.indexOf(text, read) + text.length;
    },
    async [Symbol.asyncDispose]() {
      controller.abort();
      await ended;
    },
  };
}
