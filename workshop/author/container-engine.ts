import { spawnSync } from "node:child_process";

/** What builds and runs containers on this machine; each call gives what was printed, or throws with it. */
export interface Engine {
  readonly run: (args: readonly string[]) => string;
  readonly compose: (folder: string, args: readonly string[]) => string;
  /** The first container of a service, by the name that this engine gives it. */
  readonly container: (project: string, service: string) => string;
  readonly isHealthy: (container: string) => boolean;
}

/** Docker with Compose where its engine runs, else podman with podman-compose; else a sentence that says what is missing. */
export function containerEngine(): Engine | string {
  if (answers("docker", "info") && answers("docker", "compose", "version")) return docker();
  if (answers("podman", "info") && answers("podman-compose", "--version")) return podman();
  return "neither a running Docker engine with Compose nor podman with podman-compose was found.";
}

/** Whether the image is here, or can be had. */
export function hasImage({ run }: Engine, image: string): boolean {
  return ["inspect", "pull"].some((how) => {
    try {
      run(how === "inspect" ? ["image", "inspect", image] : ["pull", "-q", image]);
      return true;
    } catch {
      return false;
    }
  });
}

function docker(): Engine {
  const run = (args: readonly string[]) => output("docker", args);
  return {
    run,
    compose: (folder, args) => output("docker", ["compose", ...args], folder),
    container: (project, service) => `${project}-${service}-1`,
    isHealthy: (container) =>
      run(["inspect", "--format", "{{.State.Health.Status}}", container]).trim() === "healthy",
  };
}

function podman(): Engine {
  const run = (args: readonly string[]) => output("podman", args);
  return {
    run,
    compose: (folder, args) => output("podman-compose", args, folder),
    container: (project, service) => `${project}_${service}_1`,
    isHealthy: (container) => spawnSync("podman", ["healthcheck", "run", container]).status === 0,
  };
}

function answers(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function output(command: string, args: readonly string[], cwd?: string): string {
  // The Docker image format is the one that knows health checks.
  const env = { ...process.env, BUILDAH_FORMAT: "docker" };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? `${stdout}\n${stderr}`.slice(-3000)}`);
}
