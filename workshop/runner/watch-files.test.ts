import { mkdirSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { fakeCourse, type FakeCourse } from "./fake-course.ts";
import { watchFiles } from "./watch-files.ts";

it("tells of a save, a new file and a deleted one", async () => {
  using course = fakeCourse();
  using seen = watching(course);
  course.write("backend/src/app.ts", "changed");
  await seen.next("backend/src/app.ts");
  course.write("backend/src/deep/new.ts", "new");
  await seen.next("backend/src/deep/new.ts");
  course.write("backend/src/deep/new.ts", "newer");
  await seen.next("backend/src/deep/new.ts");
  rmSync(join(course.root, "backend/src/deep"), { recursive: true });
  await seen.next("backend/src/deep/new.ts");
  course.write(".env", "KEY=1");
  await seen.next(".env");
});

it("survives a watched folder that is deleted and made again", async () => {
  using course = fakeCourse();
  using seen = watching(course);
  rmSync(join(course.root, "backend/src"), { recursive: true });
  await seen.next("backend/src/app.ts");
  mkdirSync(join(course.root, "backend/src"));
  course.write("backend/src/app.ts", "again");
  await seen.next("backend/src/app.ts");
});

it("notices changes that the system does not announce", async () => {
  vi.useFakeTimers();
  using course = fakeCourse();
  using seen = watching(course);
  course.write("backend/src/app.ts", "changed on a mount");
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  expect(seen.all).toEqual(["backend/src/app.ts"]);
});

it("keeps still when a file is only touched, and for files nobody asked about", async () => {
  using course = fakeCourse();
  using seen = watching(course);
  utimesSync(join(course.root, "backend/src/app.ts"), 1, 1);
  course.write("journal/week2.md", "dear diary");
  course.write("docker-compose.yml", "last");
  await seen.next("docker-compose.yml");
  expect(seen.all).toEqual(["docker-compose.yml"]);
});

function watching({ root }: FakeCourse) {
  const all: string[] = [];
  let read = 0;
  const watching = watchFiles({
    root,
    paths: ["backend/src", "docker-compose.yml", ".env"],
    onChange: (files) => all.push(...files),
  });
  return {
    all,
    async next(path: string) {
      await vi.waitFor(() => expect(all.slice(read)).toContain(path), { timeout: 3_000, interval: 5 });
      read = all.length;
    },
    [Symbol.dispose]: () => watching.close(),
  };
}
