import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { freePort } from "../lab/free-port.ts";
import type { TraceList } from "../receiver/page-api.ts";
import { containerEngine, hasImage, type Engine } from "./container-engine.ts";
import { courseCopy } from "./course-copy.ts";

const PROJECT = "workshop-proof";
const KEY = "practice-container";
const SERVICES = ["backend", "frontend", "receiver"] as const;

type Service = (typeof SERVICES)[number];

/** A stack that was started from the compose files, with the ports of this machine at which it answers. */
interface Stack {
  readonly engine: Engine;
  readonly compose: (...args: string[]) => string;
  readonly ports: Readonly<Record<Service, number>>;
}

let failures = 0;

/** Builds and starts the compose files for real, with the backend of step 4 and the page of step 8, and proves what they promise. */
async function proveContainers(): Promise<number> {
  const engine = containerEngine();
  if (typeof engine === "string") return skip(engine);
  const base = /FROM (\S+)/.exec(readFileSync("backend/Dockerfile", "utf8"))?.[1] ?? "";
  if (!hasImage(engine, base)) return skip(`the base image ${base} is not here and cannot be pulled.`);
  await using course = await courseCopy({ name: "in containers" });
  const { root } = course;
  await prove("the starter's backend builds, without OpenTelemetry", () =>
    engine.run(["build", "-q", join(root, "backend")]),
  );
  for (const step of ["02-compose-env-vars", "03-install-packages", "04-initialize-provider"])
    cpSync(join(root, "solution", step), root, { recursive: true });
  cpSync(join(root, "solution/08-frontend-latency/frontend"), join(root, "frontend"), { recursive: true });
  writeFileSync(join(root, ".env"), `HONEYCOMB_API_KEY=${KEY}\n`);
  const ports = await publishElsewhere(root);
  const files = ["-p", PROJECT, "-f", "docker-compose.yml", "-f", "compose.local.yml"];
  const compose = (...args: string[]) => engine.compose(root, [...files, ...args]);
  try {
    await prove("all services build and start", () => compose("up", "-d", "--build"));
    await proveStack({ engine, compose, ports });
    if (failures > 0) for (const service of SERVICES) console.log(logsOf(engine, service));
  } finally {
    compose("down", "-v");
  }
  console.log(failures === 0 ? "Every promise holds." : `${failures} did not hold.`);
  return failures === 0 ? 0 : 1;
}

async function proveStack(stack: Stack): Promise<void> {
  const { engine, compose } = stack;
  await prove("the backend, the frontend and the trace page answer", async () => {
    await eventually(async () => (await ask(stack, "backend", "/health")).ok);
    await eventually(async () => (await ask(stack, "frontend", "/")).ok);
    await eventually(async () => (await ask(stack, "receiver", "/")).ok);
  });
  await prove("a request to the backend shows as a trace in the receiver", async () => {
    await ask(stack, "backend", "/api/activities/home");
    await shows(stack, "GET /api/activities/home");
  });
  await prove("the frontend hands a browser's spans on to the receiver", async () => {
    const headers = { "content-type": "application/json", origin: "http://localhost:3000" };
    await ask(stack, "frontend", "/v1/traces", { method: "POST", headers, body: browserSpan() });
    await shows(stack, "a page in a browser");
  });
  for (const service of SERVICES) await proveContainer(stack, service);
  await prove("stopping the backend sends its last spans", async () => {
    await ask(stack, "backend", "/api/activities/notifications");
    compose("stop", "backend");
    const code = inspect(engine, "backend", "{{.State.ExitCode}}");
    if (code === "137") throw new Error("It did not end by itself and was killed.");
    await shows(stack, "GET /api/activities/notifications");
  });
  await prove("a restart keeps the store", async () => {
    const before = await namesOf(stack);
    compose("stop", "receiver");
    compose("start", "receiver");
    await eventually(async () => (await namesOf(stack)).join() === before.join());
  });
}

async function proveContainer({ engine }: Stack, service: Service): Promise<void> {
  const container = engine.container(PROJECT, service);
  await prove(`${service}: it is not root, and node is process 1`, () => {
    const look = `[process.getuid(), fs.readFileSync("/proc/1/cmdline", "utf8").split("\\0")[0]].join()`;
    const [user, first = ""] = engine.run(["exec", container, "node", "-p", look]).trim().split(",");
    if (user === "0" || !/(^|\/)node$/.test(first)) throw new Error(`User ${user}, process 1 is ${first}.`);
  });
  await prove(`${service}: its health check passes`, () =>
    eventually(async () => engine.isHealthy(container)),
  );
  await prove(`${service}: the key is not in its image`, () => {
    const image = inspect(engine, service, "{{.Image}}");
    const told = engine.run(["history", "--no-trunc", image]) + engine.run(["image", "inspect", image]);
    if (told.includes(KEY)) throw new Error("The image's history or settings hold it.");
  });
}

async function prove(promise: string, show: () => unknown): Promise<void> {
  const started = performance.now();
  try {
    await show();
    console.log(`✔ ${promise} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failures += 1;
    console.log(`✘ ${promise}\n${(error as Error).message.replace(/^/gm, "    ")}`);
  }
}

function skip(why: string): number {
  console.log(`SKIPPED: npm run containers. Nothing was built or started: ${why}`);
  return 0;
}

/** The usual ports of this machine may be taken, and nobody else should reach these. */
async function publishElsewhere(root: string): Promise<Record<Service, number>> {
  const [backend, frontend, receiver] = [await freePort(), await freePort(), await freePort()];
  const file = join(root, "docker-compose.yml");
  const text = readFileSync(file, "utf8")
    .replace('"4567:4567"', `"127.0.0.1:${backend}:4567"`)
    .replace('"3000:3000"', `"127.0.0.1:${frontend}:3000"`)
    .replace("}:4318:4318", `}:${receiver}:4318`);
  writeFileSync(file, text);
  return { backend, frontend, receiver };
}

async function ask({ ports }: Stack, service: Service, path: string, init?: RequestInit): Promise<Response> {
  return await fetch(`http://127.0.0.1:${ports[service]}${path}`, {
    ...init,
    signal: AbortSignal.timeout(5_000),
  });
}

async function namesOf(stack: Stack): Promise<string[]> {
  const { traces } = (await (await ask(stack, "receiver", "/api/traces?limit=500")).json()) as TraceList;
  return traces.filter(({ sample }) => !sample).map(({ name }) => name);
}

async function shows(stack: Stack, name: string): Promise<void> {
  await eventually(async () => {
    const names = await namesOf(stack);
    return names.includes(name) || `The receiver has ${names.join(", ") || "no traces"}.`;
  });
}

/** Asks again until it holds; what it said last is the error. */
async function eventually(holds: () => Promise<boolean | string>): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    const said = await holds().catch((error: Error) => error.message);
    if (said === true) return;
    if (performance.now() > until) throw new Error(said || "It did not come to hold within 30 s.");
    await after(200);
  }
}

function inspect({ run, container }: Engine, service: Service, format: string): string {
  return run(["inspect", "--format", format, container(PROJECT, service)]).trim();
}

function logsOf({ run, container }: Engine, service: Service): string {
  try {
    return `── ${service}\n${run(["logs", "--tail", "40", container(PROJECT, service)])}`;
  } catch (error) {
    return `── ${service}: ${(error as Error).message}`;
  }
}

function browserSpan(): string {
  const startTimeUnixNano = String(BigInt(Date.now()) * 1_000_000n);
  const span = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    name: "a page in a browser",
    startTimeUnixNano,
    endTimeUnixNano: startTimeUnixNano,
  };
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
}

process.exitCode = await proveContainers();
