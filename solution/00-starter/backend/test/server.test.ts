import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";

it("prints one line with its address, and answers there", async () => {
  await using backend = startServer({ PORT: "0" });
  const [line] = await once(backend.process.stdout!.setEncoding("utf8"), "data");
  expect(line).toMatch(/^Cruddur's backend listens on http:\/\/localhost:\d+\n$/);

  const port = /\d+\n$/.exec(line)![0].trim();
  const response = await fetch(`http://127.0.0.1:${port}/health`);
  expect(await response.json()).toEqual({ status: "ok" });
});

it("says which port is taken, and ends", async () => {
  const other = createServer().listen(0, "0.0.0.0");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;

  await using backend = startServer({ PORT: String(port) });
  const [printed, [code]] = await Promise.all([text(backend.process.stderr!), once(backend.process, "exit")]);
  other.close();
  expect(printed).toContain(`The backend cannot use port ${port}`);
  expect(printed).not.toContain("    at ");
  expect(code).toBe(1);
});

/** The start script's own command, in a process of its own. */
function startServer(env: Record<string, string>): { process: ChildProcess } & AsyncDisposable {
  const child = spawn(process.execPath, ["--import", "tsx", "src/server.ts"], {
    cwd: join(__dirname, ".."),
    env: { ...process.env, ...env },
  });
  return {
    process: child,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}
