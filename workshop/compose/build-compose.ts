import { resolveService } from "./resolve-service.ts";
import type { Resolution } from "./resolution.ts";

export type Files = Readonly<Record<string, string>>;

/** Resolves the backend from files in memory; a text alone is docker-compose.yml. For tests. */
export function resolveFiles(files: Files | string, shell: Record<string, string> = {}): Resolution {
  const all: Files = typeof files === "string" ? { "docker-compose.yml": files } : files;
  return resolveService({
    service: "backend",
    shell,
    readText: (path) => all[path],
    listNames: () => Object.keys(all),
  });
}

/** Name and value of each variable; throws what stopped the resolution. */
export function valuesOf(resolution: Resolution): Record<string, string> {
  if (!resolution.ok) throw new Error(resolution.problem.message);
  return Object.fromEntries([...resolution.variables].map(([name, { value }]) => [name, value]));
}

/** A compose file whose backend has these lines; the first of them is line 4. */
export function composeWith(lines: string): string {
  return `services:\n  backend:\n    build: ./backend\n${lines.replace(/^/gm, "    ")}\n`;
}

/** All that a resolution says: its problems, or what stopped it. */
export function problemsOf(resolution: Resolution) {
  return resolution.ok ? resolution.problems : [resolution.problem];
}
