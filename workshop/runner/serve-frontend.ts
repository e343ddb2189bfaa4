import { existsSync } from "node:fs";
import { join } from "node:path";
import { spawnWithUs, type WithUs } from "../lab/spawn-with-us.ts";
import type { Context } from "./context.ts";
import { openPort } from "./open-port.ts";
import { pickStep } from "./pick-step.ts";
import { needsEveryAddress, publicUrl } from "./public-url.ts";
import { requirePackages } from "./require-packages.ts";

export interface Frontend {
  /** As a browser opens it. */
  readonly url: string;
  close(): Promise<void>;
}

const PORT = 3000;
const FIRST_STEP = 8;

/** Whether the page belongs beside the backend by now: from step 8 on, or because its packages were installed. */
export function wantsFrontend({ root }: Pick<Context, "root">): boolean {
  if (!existsSync(join(root, "frontend/package.json"))) return false;
  return (
    existsSync(join(root, "frontend/node_modules")) || pickStep(root, undefined).step.number >= FIRST_STEP
  );
}

/** Serves the page with Vite, which follows each save by itself; says so and goes on without it where its port is taken. */
export async function serveFrontend(
  context: Context,
  { backendPort, receiverPort }: { readonly backendPort: number; readonly receiverPort: number },
): Promise<Frontend | undefined> {
  const { root, env, terminal } = context;
  await requirePackages(context, "frontend");
  // The backend lets only this origin read its answers, so another port would not do.
  if ((await openPort(PORT)) !== PORT) {
    terminal.print(
      `Port ${PORT} is taken by another program, so the frontend is not served. Free it and run npm start again.`,
    );
    return undefined;
  }
  const url = publicUrl(PORT, env);
  const host = needsEveryAddress(env) ? "0.0.0.0" : "localhost";
  const vite = join(root, "frontend/node_modules/vite/bin/vite.js");
  const served = spawnWithUs(
    process.execPath,
    [vite, "--host", host, "--logLevel", "warn", "--clearScreen", "false"],
    {
      cwd: join(root, "frontend"),
      env: {
        ...withoutKeys(env),
        OTLP_TARGET: `http://127.0.0.1:${receiverPort}`,
        BACKEND_URL: publicUrl(backendPort, env),
        FRONTEND_URL: url,
      },
    },
  );
  const { child } = served;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => terminal.print(`frontend: ${text.trimEnd()}`));
  child.once("error", (error) => terminal.print(`The frontend could not be started: ${error.message}`));
  return { url, close: async () => await end(served) };
}

/** Vite hands parts of its environment to the page; what is not there cannot get into a browser. */
function withoutKeys(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(HONEYCOMB_|OTEL_)/.test(name)));
}

async function end({ child, end: endAll }: WithUs): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await ended;
  }
  endAll();
}
