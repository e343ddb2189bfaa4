import { madeSpans, running } from "../../facts/backend-state.ts";
import { isPatched } from "../../facts/is-patched.ts";
import { programOf } from "../../facts/program/program.ts";
import { codeAt, heldInstrumentation } from "../../facts/sdk-code.ts";
import { setUpAt } from "../../facts/sdk-objects.ts";
import { EXPRESS, HTTP } from "../../facts/set-up-code.ts";
import { fromBackend, programs, startLine, startScript } from "../../facts/start-script.ts";
import type { Where } from "../../facts/where.ts";
import type { Evidence, RunEvidence } from "../../lab/evidence.ts";
import { addBefore } from "../edits/edit-source.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { commonJsEdit, loadFirst } from "../edits/start-script-edit.ts";

const HOOK_NAME = "@opentelemetry/instrumentation/hook.mjs";
const HOOK = `import { register } from "node:module";\nregister("${HOOK_NAME}", import.meta.url);`;

/** Whether Express is loaded after the SDK, and in a way that an instrumentation can change. */
export const loadingMistakes: readonly Mistake[] = [
  {
    id: "esm-without-hook",
    learn: "es-modules-need-a-hook",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      if (!heldInstrumentation(run, EXPRESS)) return undefined;
      const file = esModuleWithExpress(evidence, run);
      if (!file) return undefined;
      const hook = hookIn(evidence);
      if (hook)
        return {
          message: `${file} loads Express as an ES module, ${hook.problem} So Express makes no spans.`,
          ...hook.at,
          remedy: registering(evidence),
        };
      return {
        message: `${file} loads Express as an ES module (${whyEsModule(evidence, file)}), and without a hook OpenTelemetry cannot instrument those: the request's span is named just GET, and Express makes no spans.`,
        ...(isModule(evidence) ? typeLine(evidence) : startLine(evidence)),
        remedy: isModule(evidence)
          ? edits(commonJsEdit(evidence))
          : /\.m[jt]s$/.test(file)
            ? registering(evidence)
            : edits(loadFirst(evidence, setUpAt(run)?.file)),
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
      const { manifest } = evidence.backend;
      const bundles =
        manifest.ok &&
        Object.values(manifest.scripts).some((text) =>
          /\b(esbuild|webpack|rollup|ncc|tsup|bun build)\b/.test(text),
        );
      return (
        bundles && {
          message:
            "The package express was never loaded: the bundle contains it. An instrumentation changes a package while it is being loaded, so it found nothing to change.",
          ...startLine(evidence),
          found: `"start": ${JSON.stringify(startScript(evidence))}`,
          remedy: edits(loadFirst(evidence, setUpAt(run)?.file)),
        }
      );
    },
  },
  {
    id: "express-loaded-before-sdk",
    learn: "start-it-first",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      const express = run.modules.find(({ name }) => name === "express");
      if (!express || express.order > run.sdk.provider.order) return undefined;
      const setup = run.sdk.provider.at;
      // Loaded once more after the SDK started, Express is patched all the same, and the HTTP that it had loaded is not.
      const byItself = express.from !== undefined && express.from === setup?.file;
      if (isPatched(run, "express") && !(byItself && !madeSpans(run, HTTP))) return undefined;
      return loadedTooEarly(evidence, setup, express.from);
    },
  },
];

function loadedTooEarly(
  evidence: Evidence,
  setup: { file: string; line: number } | undefined,
  from?: string,
): Told {
  const why =
    "Express was loaded before the SDK started, so it could not be instrumented: an instrumentation changes a package while it is being loaded.";
  const place = programOf(evidence).imports.find(
    ({ specifier, file }) => specifier === "express" && (!from || file === from),
  );
  const at = place ? codeAt(place) : from ? { file: from } : {};
  if (from !== undefined && from === setup?.file)
    return {
      message: `${why} ${from} starts the SDK and imports Express too; imports run before the other code of a file.`,
      ...at,
    };
  const isFirst = programs(evidence)[0]?.preloads.some(({ name }) => fromBackend(name) === setup?.file);
  if (isFirst && setup)
    return {
      message: `${why} ${setup.file} is loaded first, as it should be, but it had not started the SDK yet when Express was loaded.`,
      ...setup,
    };
  return { message: why, ...at, remedy: edits(loadFirst(evidence, setup?.file)) };
}

/** The learner's file that loads Express as an ES module. */
function esModuleWithExpress(evidence: Evidence, run: RunEvidence): string | undefined {
  const express = run.modules.find(({ name }) => name === "express");
  const importer = run.modules.find(({ name }) => name === express?.from);
  if (importer?.isEsModule) return importer.name;
  // tsx/esm gives Node every file as an ES module, and only tsx knows.
  if (!loadsTsxEsm(evidence) || isPatched(run, "express")) return undefined;
  return importer?.name ?? programOf(evidence).imports.find(({ specifier }) => specifier === "express")?.file;
}

function loadsTsxEsm(evidence: Evidence): boolean {
  return programs(evidence).some(({ preloads }) => preloads.some(({ name }) => name === "tsx/esm"));
}

function isModule({ backend: { manifest } }: Evidence): boolean {
  return manifest.ok && manifest.type === "module";
}

function whyEsModule(evidence: Evidence, file: string): string {
  if (isModule(evidence)) return 'backend/package.json says "type": "module"';
  if (/\.m[jt]s$/.test(file)) return `its name ends in ${file.slice(-4)}`;
  if (loadsTsxEsm(evidence)) return "the start script loads tsx/esm, which handles only those";
  return "the start script does not load tsx, so Node itself reads the import lines";
}

function typeLine({ backend: { manifest } }: Evidence): Where {
  const text = manifest.ok ? manifest.text : "";
  const at = /"type"\s*:/.exec(text)?.index;
  return {
    file: "backend/package.json",
    ...(at !== undefined && { line: text.slice(0, at).split("\n").length }),
  };
}

/** A hook that is there, and why it has no effect as far as that is known. */
function hookIn(evidence: Evidence): { readonly at: Where; readonly problem: string } | undefined {
  const preloaded = programs(evidence)
    .flatMap(({ preloads }) => preloads)
    .find(({ name }) => name.startsWith("@opentelemetry/instrumentation/hook"));
  if (preloaded && !/loader/.test(preloaded.flag))
    return {
      at: startLine(evidence),
      problem: `and the start script imports OpenTelemetry's hook for those, but a hook has to be registered.`,
    };
  const program = programOf(evidence);
  const imported = program.imports.find(({ specifier }) => specifier === HOOK_NAME);
  if (imported)
    return {
      at: { file: imported.file, line: imported.line },
      problem: "and OpenTelemetry's hook for those is imported, but a hook has to be registered.",
    };
  for (const call of program.callsOf({ from: /^(node:)?module$/, path: ["register"] })) {
    const name = program.stringOf(call.arguments[0]);
    if (!name?.includes("hook")) continue;
    const problem =
      name === HOOK_NAME
        ? "and it was not instrumented, although OpenTelemetry's hook is registered."
        : `and ${name} is registered as a hook; OpenTelemetry's is ${HOOK_NAME}.`;
    return { at: { file: call.file, line: call.line }, problem };
  }
  return undefined;
}

/** Registers the hook at the top of the file that sets up the SDK, where that has none. */
function registering(evidence: Evidence): Remedy | undefined {
  const at = evidence.run && setUpAt(evidence.run);
  const program = programOf(evidence);
  const file = program.files.find(({ path }) => path === at?.file);
  const first = file?.tree?.body[0];
  if (!file?.isModule || !first) return undefined;
  if (program.callsOf({ from: /^(node:)?module$/, path: ["register"] }).length > 0) return undefined;
  return edits(addBefore(file, first, HOOK));
}
