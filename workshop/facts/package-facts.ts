import { satisfies } from "semver";
import type { JudgedBackend } from "../lab/evidence.ts";
import { NotReached } from "./outcome.ts";

const OTEL = "@opentelemetry/";

/** What tracing needs, the package that the lesson installs for it, and others that serve as well. */
const ROLES = [
  { name: `${OTEL}api`, serves: /^@opentelemetry\/api$/ },
  { name: `${OTEL}sdk-node`, serves: /^@opentelemetry\/sdk-(node|trace|trace-node)$/ },
  { name: `${OTEL}exporter-trace-otlp-http`, serves: /^@opentelemetry\/exporter-trace-otlp-(http|proto)$/ },
  {
    name: `${OTEL}instrumentation-express`,
    serves: /^@opentelemetry\/(instrumentation-express|auto-instrumentations-node)$/,
  },
  {
    name: `${OTEL}instrumentation-http`,
    serves: /^@opentelemetry\/(instrumentation-http|auto-instrumentations-node)$/,
  },
];

/** The lesson's package for each role that none of the declared packages fills. */
export function packageRoles(dependencies: Readonly<Record<string, string>>): { missing: string[] } {
  const names = Object.keys(dependencies);
  const missing = ROLES.filter(({ serves }) => !names.some((name) => serves.test(name)));
  return { missing: missing.map(({ name }) => name) };
}

/** Why a declared package is not there or does not load. */
export function installProblem({ manifest, installed, loads }: JudgedBackend): string | undefined {
  if (!manifest.ok) throw new NotReached("backend/package.json cannot be read");
  const declared = Object.keys(manifest.dependencies).filter((name) => name.startsWith(OTEL));
  if (declared.length === 0) throw new NotReached("no OpenTelemetry package is declared yet");
  const top = new Set(installed.filter(({ folder }) => depth(folder) === 1).map(({ name }) => name));
  const absent = declared.filter((name) => !top.has(name));
  if (absent.length > 0) return `declared, but not in backend/node_modules: ${absent.join(", ")}`;
  const broken = loads?.find(({ name, error }) => error !== undefined && declared.includes(name));
  return broken ? `${broken.name} does not load: ${broken.error}` : undefined;
}

/** Why the installed versions cannot work together. */
export function versionProblem({ installed }: JudgedBackend): string | undefined {
  const copies = installed.filter(({ name }) => name === `${OTEL}api`);
  const [api] = copies;
  if (!api) throw new NotReached("the API is not installed");
  if (copies.length > 1)
    return `${copies.length} copies of the API: ${copies.map(({ version, folder }) => `${version} in ${folder}`).join(", ")}`;
  const top = installed.filter(({ name, folder }) => name.startsWith(OTEL) && depth(folder) === 1);
  const lines = new Map(
    top.flatMap((found) =>
      lineOfPackage(found.name, found.version)
        ? [[lineOfPackage(found.name, found.version) as string, found]]
        : [],
    ),
  );
  if (lines.size > 1)
    return `two lines are mixed: ${[...lines.values()].map(({ name, version }) => `${name} ${version}`).join(" and ")}`;
  const unfit = top.find(
    ({ peers }) =>
      peers[`${OTEL}api`] !== undefined && !satisfies(api.version, peers[`${OTEL}api`] as string),
  );
  return unfit
    ? `${unfit.name} ${unfit.version} needs an API ${unfit.peers[`${OTEL}api`]}, installed is ${api.version}`
    : tooOldForExpress(installed);
}

/** An instrumentation passes over a version of its library that it does not know. */
function tooOldForExpress(installed: JudgedBackend["installed"]): string | undefined {
  const express = installed.find(({ name }) => name === "express");
  const own = installed.find(({ name }) => name === `${OTEL}instrumentation-express`);
  const { instruments } = own ?? {};
  if (!express || !own || !instruments || instruments.length === 0) return undefined;
  return instruments.some((range) => satisfies(express.version, range))
    ? undefined
    : `${own.name} ${own.version} instruments express ${instruments.join(" or ")}, installed is ${express.version}`;
}

/** The line that a package of the core repository belongs to: its 0.2xx releases go with 2.x, its 0.3xx with 3.x. */
export function lineOfPackage(name: string, version: string): "1.x" | "2.x" | "3.x" | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (
    /^@opentelemetry\/(sdk-(trace|trace-base|trace-node|trace-web|metrics)|core|resources|context-async-hooks)$/.test(
      name,
    )
  ) {
    return major >= 1 && major <= 3 ? (`${major}.x` as "1.x" | "2.x" | "3.x") : undefined;
  }
  if (
    !/^@opentelemetry\/(sdk-node|exporter-trace-otlp-\w+|instrumentation-http|instrumentation|otlp-[\w-]+)$/.test(
      name,
    )
  )
    return undefined;
  if (major !== 0) return undefined;
  return minor >= 300 ? "3.x" : minor >= 200 ? "2.x" : "1.x";
}

function depth(folder: string): number {
  return folder.split("node_modules").length - 1;
}
