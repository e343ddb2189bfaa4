import { imports, lineWith } from "../../facts/look-in-sources.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { EXPRESS, HTTP, setupPlace, uses } from "../../facts/set-up-code.ts";
import { fromBackend, programs, startFor, startLine, startScript } from "../../facts/start-script.ts";
import { madeSpans, running } from "../../facts/backend-state.ts";
import { whereIs, optionalLine } from "../../facts/where.ts";
import { isPatched } from "../../facts/is-patched.ts";

const HOOK =
  'import { register } from "node:module";\nregister("@opentelemetry/instrumentation/hook.mjs", import.meta.url);';

/** Whether Express is loaded after the SDK, and in a way that an instrumentation can step in. */
export const loadingMistakes: readonly Mistake[] = [
  {
    id: "esm-without-hook",
    learn: "es-modules-need-a-hook",
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      const express = run.modules.find(({ name }) => name === "express");
      const importer = run.modules.find(({ name }) => name === express?.from);
      // tsx/esm hands Node every file as an ES module, and nobody but tsx knows.
      const byTsx = programs(evidence).some(({ preloads }) =>
        preloads.some(({ name }) => name === "tsx/esm"),
      );
      const name =
        importer?.name ?? imports(backend.sources).find(({ specifier }) => specifier === "express")?.file;
      if (!name || !(importer?.isEsModule || (byTsx && !isPatched(run, "express")))) return undefined;
      if (!uses(backend.sources, /^ExpressInstrumentation$/)) return undefined;
      const hook = hookPlace(evidence);
      const isModule = backend.manifest.ok && backend.manifest.type === "module";
      const why = isModule
        ? 'backend/package.json says "type": "module"'
        : /\.m[jt]s$/.test(name)
          ? `${name} ends with m`
          : byTsx
            ? "the start script loads tsx/esm, which is the half of tsx for those"
            : "the start script does not load tsx, and Node itself reads import lines in that way";
      return {
        message: hook
          ? `${name} loads Express as an ES module, and OpenTelemetry's hook for those did not work: it was ${hook.imported ? "imported, and a hook has to be registered" : "registered too late, or under a name that is not there"}. So Express makes no spans.`
          : `${name} loads Express as an ES module (${why}), and those are not instrumented without a hook: the request is named just GET, and Express makes no spans.`,
        ...(hook
          ? hook.at
          : isModule
            ? { file: "backend/package.json", ...optionalLine(lineWith(manifestText(evidence), '"type"')) }
            : startLine(evidence)),
        fix: hook
          ? `At the top of the file that sets up the SDK:\n${HOOK}`
          : isModule
            ? `Take the line "type": "module" away, as the course uses CommonJS; or put this at the top of the file that sets up the SDK:\n${HOOK}`
            : `Let tsx read the files, the whole of it, as the lesson does:\n${startFor(setupPlace(evidence)?.file)}`,
      };
    },
  },
  {
    id: "express-is-bundled",
    learn: "start-it-first",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || run.modules.length === 0 || madeSpans(run, EXPRESS))
        return undefined;
      if (run.modules.some(({ name }) => name === "express")) return undefined;
      const bundles =
        evidence.backend.manifest.ok &&
        Object.values(evidence.backend.manifest.scripts).some((text) =>
          /\b(esbuild|webpack|rollup|ncc|tsup|bun build)\b/.test(text),
        );
      return (
        bundles && {
          message:
            "No file of the package express was loaded: the bundle has it inside. An instrumentation changes a package while it is loaded, and this one never is.",
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(startScript(evidence))}`,
          fix: `Leave packages out of the bundle (esbuild: --packages=external), or run the source as the lesson does:\n${startFor(setupPlace(evidence)?.file)}`,
        }
      );
    },
  },
  {
    id: "express-loaded-before-sdk",
    symptom: true,
    learn: "start-it-first",
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      const express = run.modules.find(({ name }) => name === "express");
      if (!express || express.order > run.sdk.provider.order) return undefined;
      const setup = run.sdk.provider.at;
      // Asked for once more behind the SDK, Express is patched all the same, and the HTTP that it had loaded is not.
      const byItself = express.from !== undefined && express.from === setup?.file;
      if (isPatched(run, "express") && !(byItself && !madeSpans(run, HTTP))) return undefined;
      const place = imports(backend.sources).find(
        ({ specifier, file }) => specifier === "express" && (!express.from || file === express.from),
      );
      const isFirst = programs(evidence)[0]?.preloads.some(({ name }) => fromBackend(name) === setup?.file);
      const why = `Express was loaded before the SDK started, so ${byItself && isPatched(run, "express") ? "it and the HTTP that it uses" : "it"} could not be instrumented: an instrumentation changes a package at the moment when it is loaded.`;
      if (byItself)
        return {
          message: `${why} The file that starts the SDK imports it itself, and import lines run before all else in a file.`,
          ...whereIs(place),
          fix: `Take that import out of ${setup?.file}; it belongs where the routes are.`,
        };
      if (isFirst && setup)
        return {
          message: `${why} ${setup.file} is loaded first, as it should be, but its start comes later: an await, a timer or an import of the backend stands before it.`,
          ...setup,
          fix: "Start at the outermost level of the file, with nothing to wait for before it:\nsdk.start();",
        };
      return {
        message: why,
        ...(place ? whereIs(place) : express.from ? { file: express.from } : {}),
        fix: `Start the SDK in a file of its own and load that first, in backend/package.json:\n${startFor(run.sdk.provider.at?.file)}`,
      };
    },
  },
];

function hookPlace(
  evidence: Evidence,
): { at: { file?: string; line?: number }; imported: boolean } | undefined {
  const words = "@opentelemetry/instrumentation/hook";
  const start = startScript(evidence);
  if (start.includes(words) && !/loader[= ]@opentelemetry\/instrumentation\/hook/.test(start))
    return { at: startLine(evidence), imported: true };
  const source = evidence.backend.sources.find(({ text }) => text.includes(words));
  if (!source) return start.includes(words) ? { at: startLine(evidence), imported: false } : undefined;
  const imported = imports([source]).some(({ specifier }) => specifier.startsWith(words));
  return { at: { file: source.path, ...optionalLine(lineWith(source.text, words)) }, imported };
}

function manifestText({ backend: { manifest } }: Evidence): string {
  return manifest.ok ? manifest.text : "";
}
