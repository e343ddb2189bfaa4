import { accessSync, constants, existsSync, readdirSync, statfsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Diagnosis } from "./diagnosis.ts";

const MB = 1_000_000;

/** Room on the disk, in bytes: packages take a few hundred MB, and the store of traces grows to its cap. */
export function diagnoseDisk(free: number | undefined): Diagnosis {
  const line = { id: "disk", about: "Disk" };
  if (free === undefined) return { ...line, state: "ok", says: "the system does not say how much is free" };
  const says = `${free >= 1000 * MB ? `${(free / 1000 / MB).toFixed(1)} GB` : `${Math.round(free / MB)} MB`} free`;
  if (free < 50 * MB)
    return {
      ...line,
      state: "unable",
      says: `only ${says}: nothing can be installed or kept`,
      fix: "Make room; the course needs about 1 GB.",
    };
  if (free < 1000 * MB)
    return {
      ...line,
      state: "advice",
      says: `${says}; installing packages may need more`,
      fix: "Make some room; the course needs about 1 GB.",
    };
  return { ...line, state: "ok", says };
}

export function freeBytes(root: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(root);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** What the workshop must be able to write; nothing that is not there is asked for. */
const WRITTEN = [
  ".",
  ".workshop",
  ".env",
  "journal",
  "journal/week2.md",
  "backend",
  "backend/src",
  "backend/package.json",
  "docker-compose.yml",
];

/** Paths of the learner's that this user may not write. */
export function readOnlyPaths(root: string): string[] {
  return WRITTEN.filter((path) => {
    if (!existsSync(join(root, path))) return false;
    try {
      accessSync(join(root, path), constants.W_OK);
      return false;
    } catch {
      return true;
    }
  });
}

export function diagnoseFolder(root: string, readOnly: readonly string[]): Diagnosis {
  const line = { id: "folder", about: "Folder" };
  if (readOnly.length === 0) return { ...line, state: "ok", says: `${root}, and you may write in it` };
  const shown = readOnly.map((path) => (path === "." ? "this folder" : path)).join(", ");
  const next = `ls -ld ${readOnly.map((path) => JSON.stringify(path)).join(" ")}`;
  return {
    ...line,
    state: "unable",
    says: `this user may not write ${shown}`,
    fix: `See whose they are, and give them back to yourself:\n${next}`,
    next,
  };
}

export interface BrowserFacts {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Whether npm installed a Chromium. */
  readonly packaged: boolean;
  /** A Chrome of this machine; absent where none is in its usual place. */
  readonly chrome?: string;
}

/** Whether there is a browser for step 8. Only starting it shows that it runs. */
export function diagnoseBrowser({ platform, arch, packaged, chrome }: BrowserFacts): Diagnosis {
  const line = { id: "browser", about: "Browser" };
  const byNpm = platform === "linux" && arch === "x64";
  if (byNpm && packaged) return { ...line, state: "ok", says: "npm brought a Chromium for step 8" };
  if (!byNpm && chrome) return { ...line, state: "ok", says: `step 8 uses ${chrome}` };
  return {
    ...line,
    state: "advice",
    says: byNpm
      ? "npm ci brings a Chromium for step 8, and it is not there"
      : "there is no Google Chrome in its usual place, and step 8 is checked with one",
    fix: byNpm
      ? "Bring it back:\nnpm ci"
      : "Install Google Chrome before step 8. Without it that step's check skips what needs a browser, and says so.",
  };
}

export function readBrowser(env: NodeJS.ProcessEnv): BrowserFacts {
  const { platform, arch } = process;
  const chrome = usualChromes(env).find((path) => existsSync(path));
  return {
    platform,
    arch,
    packaged: isInstalled("@sparticuz/chromium") && isInstalled("playwright-core"),
    ...(chrome && { chrome }),
  };
}

/** Where playwright-core looks for the channel `chrome`. */
function usualChromes(env: NodeJS.ProcessEnv): string[] {
  switch (process.platform) {
    case "darwin":
      return ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
    case "win32":
      return ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"].flatMap((name) =>
        env[name] ? [join(env[name], "Google/Chrome/Application/chrome.exe")] : [],
      );
    default:
      return ["/opt/google/chrome/chrome"];
  }
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Files that a damaged store was set aside as. */
export function setAsideStores(root: string): string[] {
  try {
    return readdirSync(join(root, ".workshop/traces")).filter((name) =>
      /^traces-damaged-.*\.sqlite$/.test(name),
    );
  } catch {
    return [];
  }
}
