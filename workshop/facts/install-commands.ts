import type { Evidence } from "../lab/evidence.ts";
import { heldByOverrides, legacyPeerDeps } from "./held-back.ts";
import { FIVE, missing, names, O } from "./lesson-packages.ts";
import { lineOfPackage, packageRoles } from "./package-facts.ts";

/** Ended with OpenTelemetry 2.x, or replaced by one of the five. */
const ENDED =
  /^@opentelemetry\/(sdk-trace-(base|node|web)|node|tracing|metrics|exporter-collector.*|plugin-.*)$/;

/**
 * Commands for the backend's folder. Each was run on copies with npm: a version that npm has to keep may exclude the
 * others (ERESOLVE), so where any does not fit, all of them go first.
 */
export function installMissing(evidence: Evidence, ...unwanted: string[]): string {
  const { backend } = evidence;
  const open = missing(backend);
  const others = backend.installed.some(({ name, version }) =>
    /[12]/.test(lineOfPackage(name, version) ?? ""),
  );
  if (others || open.length === FIVE.length || heldByOverrides(evidence).length > 0)
    return installAgain(evidence, ...unwanted);
  return [
    ...(unwanted.length > 0 ? [`npm uninstall ${unwanted.join(" ")}`] : []),
    ...(open.length > 0 ? [`npm install ${open.join(" ")}`] : []),
  ].join(" && ");
}

/** Takes every package of OpenTelemetry out, with what held it back, and lets npm choose for all of them at once. */
export function installAgain(evidence: Evidence, ...unwanted: string[]): string {
  const { backend } = evidence;
  const declared = names(backend).filter((name) => name.startsWith(O));
  const gone = [...new Set([...declared, ...unwanted])];
  const kept = declared.filter(
    (name) => !FIVE.includes(name) && !ENDED.test(name) && !unwanted.includes(name),
  );
  const own = { ...(backend.manifest.ok && backend.manifest.dependencies) };
  const served = Object.fromEntries(kept.filter((name) => name in own).map((name) => [name, "*"]));
  const wanted = [...packageRoles(served).missing, ...kept];
  return [
    ...heldByOverrides(evidence).map(({ name }) => `npm pkg delete 'overrides[${name}]'`),
    ...(legacyPeerDeps(evidence) ? ["npm config delete legacy-peer-deps --location=project"] : []),
    ...(gone.length > 0 ? [`npm uninstall ${gone.join(" ")}`] : []),
    `npm install ${wanted.join(" ")}`,
  ].join(" && ");
}

/** Gets what package.json declares and node_modules lacks; a name or version that npm never wrote down goes first. */
export function installDeclared(evidence: Evidence, absent: readonly string[]): string {
  const { manifest, lock } = evidence.backend;
  if (!manifest.ok) return "npm install";
  const byHand = absent.filter((name) => lock?.dependencies[name] !== manifest.dependencies[name]);
  if (lock && byHand.length === 0) return "npm install";
  const rest = Object.fromEntries(
    Object.entries(manifest.dependencies).filter(([name]) => !absent.includes(name)),
  );
  const needed = packageRoles(rest).missing;
  if (needed.length > 1) return installAgain(evidence, ...absent.filter((name) => !FIVE.includes(name)));
  return [
    `npm uninstall ${absent.join(" ")}`,
    needed.length > 0 ? `npm install ${needed.join(" ")}` : "npm install",
  ].join(" && ");
}
