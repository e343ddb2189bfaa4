import { setupFile, unloadedProgramOf, pagePlace, usesOpenTelemetry, MAIN } from "../../facts/page-code.ts";
import { givenOption, providers, silentPage, watchers } from "../../facts/page-parts.ts";
import { functionOf, textOf } from "../../facts/program/places.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import { addAfterStatement, removeProperty, replaceNode } from "../edits/edit-code.ts";
import { addAfter } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { backendPattern, importFirst, lessonName, nodePlace } from "../edits/page-edits.ts";
import { edits } from "../remedy.ts";
import type { Evidence } from "../../lab/evidence.ts";

/** The SDK in the page: whether it is loaded, and of which parts it is built. */
export const pageSdkMistakes: readonly Mistake[] = [
  {
    id: "page-instrumentation-missing",
    severity: "open",
    learn: "your-task",
    when: (evidence) =>
      evidence.page?.outcome.kind === "shown" &&
      evidence.page.spans.length === 0 &&
      !usesOpenTelemetry(evidence) && {
        message: "No file of the page uses OpenTelemetry yet, so no trace begins in the browser.",
      },
  },
  {
    id: "page-instrumentation-not-loaded",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      if (!page || page.api || setupFile(evidence)) return undefined;
      const file = unloadedProgramOf(evidence).imports.find(({ specifier }) =>
        /^@opentelemetry\/(sdk-|instrumentation-)/.test(specifier),
      )?.file;
      if (!file) return undefined;
      const removed = pageProgramOf(evidence).imports.find(
        ({ target, specifier, file: importer, isUsed, isTypeOnly }) => {
          const path = target ?? new URL(specifier, `file:///${importer}`).pathname.slice(1);
          return path === file && (!isUsed || isTypeOnly);
        },
      );
      return {
        message: removed
          ? `${removed.file} imports ${removed.specifier} and uses nothing of it, so the import is removed when the file is translated: the browser never asked for ${file}.`
          : `${file} is there, and the browser never asked for it: no file of the page imports it.`,
        ...(removed ? pagePlace(removed) : { file: MAIN, line: 1 }),
        remedy: edits(
          removed ? replaceNode(removed.node, `import "${removed.specifier}";`) : importFirst(evidence, file),
        ),
      };
    },
  },
  {
    id: "web-setup-not-called",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const program = pageProgramOf(evidence);
      const [made] = providers(evidence);
      const around = made && functionOf(made.node);
      if (!page || page.api?.provider || !made || !around || program.runsAtLoad(made.node) !== "no")
        return undefined;
      const name = around.type === "FunctionDeclaration" ? around.id?.name : undefined;
      return {
        message: `${made.file} makes the provider inside ${name ? `${name}()` : "a function"}, and no loaded code calls it.`,
        ...pagePlace(made),
        remedy: name ? edits(addAfterStatement(around, `${name}();`)) : undefined,
      };
    },
  },
  {
    id: "web-provider-not-registered",
    symptom: true,
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const [made] = providers(evidence);
      if (!page || page.api?.provider || !usesOpenTelemetry(evidence)) return undefined;
      if (!made)
        return { message: "The page makes no tracer provider, and without one the API makes no spans." };
      const variable = program(evidence)
        .nodes("VariableDeclarator")
        .find(({ init, id }) => init === made.node && id.type === "Identifier");
      const { local, edits: imports } = lessonName(program(evidence), made.file, "trace");
      return {
        message:
          "The page makes a provider and does not register it: the API still has none, and so makes no spans.",
        ...pagePlace(made),
        remedy:
          variable &&
          edits(
            ...imports,
            addAfterStatement(variable, `${local}.setGlobalTracerProvider(${textOf(variable.id)});`),
          ),
      };
    },
  },
  {
    id: "fetch-is-not-watched",
    symptom: true,
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      if (!page?.api?.provider || page.made.length > 0) return undefined;
      const made = watchers(evidence);
      const off = givenOption(made, "enabled");
      const file = setupFile(evidence);
      const [first] = made;
      if (off?.option.value.kind === "boolean" && !off.option.value.value)
        return {
          message: `The ${off.made.name} is switched off: the page asked the backend, and no span was made of that.`,
          ...nodePlace(off.option.node),
          remedy: edits(removeProperty(off.option.node)),
        };
      if (first?.name === "XMLHttpRequestInstrumentation" && page.fetchIsNative)
        return {
          message: "XMLHttpRequestInstrumentation watches XMLHttpRequest, and this page asks with fetch.",
          ...pagePlace(first),
          remedy: edits(...fetchEdits(evidence, first.file, (line) => replaceNode(first.node, line))),
        };
      const last = file?.tree?.body.at(-1);
      return (
        page.fetchIsNative &&
        file && {
          message: "Nothing watches fetch: a provider is registered, and nothing asks it for a span.",
          file: file.path,
          remedy:
            last && edits(...fetchEdits(evidence, file.path, (line) => addAfter(file, last, `\n${line};`))),
        }
      );
    },
  },
  {
    id: "web-sampled-away",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.made.length === 0 || page.made.some(({ isSampled }) => isSampled)) return undefined;
      const given = givenOption(providers(evidence), "sampler");
      const sampler = page.api?.inside?.sampler;
      return {
        message: `The browser's sampler${sampler ? `, ${sampler},` : ""} drops every trace: of ${page.made.length} spans that were made, none was to be sent.`,
        ...(given && nodePlace(given.option.node)),
        remedy: given && edits(removeProperty(given.option.node)),
      };
    },
  },
];

const program = pageProgramOf;

/** The line that watches fetch, with what it needs imported. */
function fetchEdits(
  evidence: Evidence,
  file: string,
  write: (line: string) => ReturnType<typeof replaceNode>,
) {
  const { local, edits: imports } = lessonName(program(evidence), file, "FetchInstrumentation");
  const pattern = backendPattern(evidence, file);
  return [
    ...imports,
    ...pattern.edits,
    write(`new ${local}({ propagateTraceHeaderCorsUrls: ${pattern.code} })`),
  ];
}
