import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import type { Diagnosis } from "./diagnosis.ts";

export interface NodeFacts {
  /** The Node that runs this process, without `v`. */
  readonly own: string;
  /** Whether it came with this folder's packages. */
  readonly pinned: boolean;
  /** The Node that a terminal finds outside any `node_modules`; absent where there is none. */
  readonly host?: string;
  readonly npm?: string;
  /** The Node that npm itself runs on, by which it picks versions. */
  readonly npmNode?: string;
}

/** Which Node runs what: three of them may differ, and all may be right. */
export function diagnoseNode({ own, pinned, host, npm, npmNode }: NodeFacts): Diagnosis[] {
  const other = host && host !== own ? `; your terminal's own is ${host}` : "";
  const old = npmNode !== undefined && isOlder(npmNode, "22.15");
  return [
    {
      id: "node",
      about: "Node",
      state: pinned ? "ok" : "advice",
      says: pinned
        ? `${own} runs the workshop and your backend; npm ci brought it${other}`
        : `${own} runs the workshop; it is not the Node that npm ci brings`,
      ...(!pinned && { fix: "Run the workshop's commands through npm, such as:\nnpm run doctor" }),
    },
    npm === undefined
      ? {
          id: "npm",
          about: "npm",
          state: "advice",
          says: "this was not started by npm, so its version is not known",
          fix: "Start it by npm:\nnpm run doctor",
        }
      : {
          id: "npm",
          about: "npm",
          state: "ok",
          says: `${npm}${npmNode ? ` on Node ${npmNode}` : ""}${old ? "; on this Node it installs OpenTelemetry's 2.x line, which serves as well" : ""}`,
        },
  ];
}

export async function readNode(root: string, env: NodeJS.ProcessEnv): Promise<NodeFacts> {
  const [, npm] = /\bnpm\/(\S+)/.exec(env["npm_config_user_agent"] ?? "") ?? [];
  const [, npmNode] = /\bnode\/v(\S+)/.exec(env["npm_config_user_agent"] ?? "") ?? [];
  const host = await hostNode(env);
  return {
    own: process.versions.node,
    pinned: isInside(process.execPath, join(root, "node_modules")),
    ...(host && { host }),
    ...(npm && { npm }),
    ...(npmNode && { npmNode }),
  };
}

async function hostNode(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const path = env["PATH"] ?? env["Path"] ?? "";
  const folders = path
    .split(delimiter)
    .filter((folder) => folder !== "" && !/node_modules|node-gyp/.test(folder));
  const file = folders.map((folder) => join(folder, name)).find((each) => existsSync(each));
  if (file === undefined) return undefined;
  const said = await new Promise<string>((resolve) => {
    execFile(file, ["--version"], { timeout: 1_000, env }, (_, stdout) => resolve(stdout));
  });
  return /^v(\d+\.\d+\.\d+)/.exec(said)?.[1];
}

function isInside(file: string, folder: string): boolean {
  try {
    return realpathSync(file).startsWith(realpathSync(folder) + sep);
  } catch {
    return false;
  }
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split(".").map(Number);
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}
