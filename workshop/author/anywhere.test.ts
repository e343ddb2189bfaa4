import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freePort } from "../lab/free-port.ts";
import { courseCopy, type CourseCopy } from "./course-copy.ts";
import { COURSE } from "./course-folder.ts";

interface Where {
  readonly env: Record<string, string>;
  /** The address of a port, as a browser there has it. */
  readonly url: (port: number) => string;
  /** What the page's own address is called by the browser that opens it. */
  readonly host: (port: number) => string;
  readonly everyAddress: boolean;
}

const PLACES: Readonly<Record<string, Where>> = {
  "a laptop": {
    env: {},
    url: (port) => `http://localhost:${port}`,
    host: (port) => `localhost:${port}`,
    everyAddress: false,
  },
  "Gitpod Classic": {
    env: {
      GITPOD_WORKSPACE_URL: "https://me-cruddur-1.ws-eu.gitpod.io",
      GITPOD_WORKSPACE_ID: "me-cruddur-1",
    },
    url: (port) => `https://${port}-me-cruddur-1.ws-eu.gitpod.io`,
    host: (port) => `${port}-me-cruddur-1.ws-eu.gitpod.io`,
    everyAddress: true,
  },
  Codespaces: {
    env: {
      CODESPACES: "true",
      CODESPACE_NAME: "bug-free-fishstick",
      GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: "app.github.dev",
    },
    url: (port) => `https://bug-free-fishstick-${port}.app.github.dev`,
    host: (port) => `bug-free-fishstick-${port}.app.github.dev`,
    everyAddress: false,
  },
  Ona: {
    env: { ONA_ENVIRONMENT_ID: "0199ea10-0eaa" },
    url: (port) => `http://localhost:${port}`,
    host: (port) => `${port}--0199ea10-0eaa.eu-central-1-01.gitpod.dev`,
    everyAddress: true,
  },
};

let course: CourseCopy;

/** A clone in which `npm ci` has been run, in a folder with blanks. */
beforeAll(async () => {
  course = await courseCopy({ name: "my course" });
  symlinkSync(join(COURSE, "backend/node_modules"), join(course.root, "backend/node_modules"), "junction");
}, 120_000);
afterAll(async () => await course[Symbol.asyncDispose]());

it.each(Object.entries(PLACES))(
  "starts with the right addresses in %s",
  { timeout: 120_000 },
  async (name, { env, url, host, everyAddress }) => {
    await using running = start(env, await freePort());
    const output = await running.prints(/The backend answers on port \d+/);
    const backend = Number(/answers on port (\d+)/.exec(output)?.[1]);
    const page = Number(/Trace page {2}\S*?\b(4\d{3})\b/.exec(output)?.[1]);
    expect(output).toContain(`Backend     ${url(backend)}/api/activities/home`);
    expect(output).toContain(`Trace page  ${url(page)}`);
    expect(output.includes(`gitpod environment port open ${page}`)).toBe(name === "Ona");

    expect(await ask(page, { host: host(page) })).toMatchObject({ status: 200 });
    expect(await ask(page, { host: "evil.example.org" })).toMatchObject({ status: 403 });
    const headers = { host: host(backend), origin: url(3000) };
    expect(await ask(backend, headers, "/api/activities/home")).toMatchObject({ mayRead: url(3000) });
    // On Linux this is an address of the machine too, and only who listens on all of them answers there.
    if (process.platform === "linux") expect(await answersAt("127.0.0.2", page)).toBe(everyAddress);
  },
);

it.each([
  ["without a home", ""],
  ["with a home that cannot be written", join(COURSE, "package.json", "home")],
])("starts and checks %s, though the usual ports are taken", { timeout: 120_000 }, async (_, home) => {
  const env = { HOME: home, USERPROFILE: home, HONEYCOMB_API_KEY: "practice-abcdefgh" };
  await using other = await occupied(0);
  await using _otlp = await occupied(4318);
  await using running = start(env, other.port);
  const output = await running.prints(/The backend answers on port \d+/);
  expect(output).toContain(`Port ${other.port} is taken by another program, so the backend gets `);
  expect(output).toMatch(/Port 4318 is taken by another program, so the trace page is on 4\d{3}\./);
  const { workshop } = course.within(env);
  expect(JSON.parse((await workshop("check:step", "1", "--json")).stdout)).toMatchObject({
    status: "passed",
  });
  expect((await workshop("env")).stdout).toContain("FRONTEND_URL=http://localhost:3000");
});

function start(env: Record<string, string>, port: number) {
  const child = course.within(env).start("start", "--port", String(port));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  return {
    prints: async (words: RegExp) =>
      await vi.waitFor(
        () => {
          expect(output).toMatch(words);
          return output;
        },
        { timeout: 60_000, interval: 50 },
      ),
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Whoever had the port before may keep it: it is taken all the same. */
/** By a program that takes what is sent and answers nothing. */
async function occupied(port: number): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((socket) => socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) =>
    server.once("error", () => resolve()).listen(port, "127.0.0.1", resolve),
  );
  return {
    port: (server.address() as AddressInfo | null)?.port ?? port,
    [Symbol.asyncDispose]: async () => {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As a browser would ask: fetch() lets nobody choose these headers. */
async function ask(port: number, headers: Record<string, string>, path = "/") {
  const asked = request({ host: "127.0.0.1", port, path, headers }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.resume();
  return { status: response.statusCode, mayRead: response.headers["access-control-allow-origin"] };
}

async function answersAt(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    return await once(socket, "connect").then(
      () => true,
      () => false,
    );
  } finally {
    socket.destroy();
  }
}
