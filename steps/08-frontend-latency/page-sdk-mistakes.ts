import {
  constructions,
  propertiesOf,
  lastName,
  nodesOf,
  withoutType,
  type Evidence,
  type Mistake,
  type Node,
  type PageEvidence,
  type SourceText,
} from "#course-kit";
import { pageCalls } from "./facts.ts";
import {
  at,
  browserCode,
  otelImports,
  requestInstrumentation,
  SETUP,
  setupFile,
  wordsAt,
} from "./page-code.ts";
import { FETCH, IMPORTS, LOADED, PROVIDER, lacksLast, plain, said } from "./page-words.ts";

const OLD_NAMES =
  /^(register|addSpanProcessor|Resource|WebTracerProvider|BasicTracerProvider|SemanticResourceAttributes|registerInstrumentations|getTracerProvider|resourceFromAttributes)$/;

/** The SDK in the page: of which parts it is built, and whether it is there in time. */
export const pageSdkMistakes: readonly Mistake[] = [
  {
    id: "web-sdk-of-another-age",
    learn: "install-it-here",
    hides: ["page-code-stopped"],
    when: (evidence) => {
      const { page } = evidence;
      const wrong = said(
        page,
        /does not provide an export named '(\w+)'|(\w+)(?: is not a function| is not a constructor)/,
      );
      const name = wrong?.[1] ?? wrong?.[2];
      if (!name || !OLD_NAMES.test(name)) return undefined;
      return {
        message: `The installed OpenTelemetry has no ${name} there; ${name === "resourceFromAttributes" ? "a newer one has it" : "an older one had it"}. In the browser the code stopped there.`,
        ...(wordsAt(browserCode(evidence), new RegExp(`^(?!\\s*(//|\\*)).*\\b${name}\\b`)) ??
          wordsAt(browserCode(evidence), name)),
        fix:
          name === "Resource"
            ? 'It is made by a function now, and imported as that:\nimport { resourceFromAttributes } from "@opentelemetry/resources";\n\nresource: resourceFromAttributes({ "service.name": "frontend" }),'
            : `The provider takes all of it at once, and ${name} goes:\n${PROVIDER}\ntrace.setGlobalTracerProvider(provider);`,
      };
    },
  },
  {
    id: "web-processor-without-exporter",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      const found = constructions(browserCode(evidence), /^(Batch|Simple)SpanProcessor$/).find(
        ({ node, source }) => {
          // The 2.x packages of these names take the exporter itself.
          return lacksExporter(node.arguments[0], source) && /sdk-trace["']/.test(source.text);
        },
      );
      return (
        found && {
          message: "The processor got no exporter: it takes an object in which one is named.",
          ...at(found),
          fix: "new BatchSpanProcessor({ exporter })",
        }
      );
    },
  },
  {
    id: "web-resource-is-plain",
    learn: "whose-spans-are-these",
    hides: ["page-code-stopped"],
    when: (evidence) => {
      const { page } = evidence;
      if (!page || page.outcome.kind !== "shown" || page.spans.length > 0) return undefined;
      for (const provider of constructions(browserCode(evidence), /TracerProvider$/)) {
        const resource = propertiesOf(provider.node.arguments[0]).get("resource");
        if (withoutType(resource?.value)?.type !== "ObjectExpression") continue;
        return {
          message: "The provider's resource is a plain object. It must be a resource, which is made of one.",
          ...(wordsAt([provider.source], /\bresource\b\s*:/) ?? at(provider)),
          fix: 'resource: resourceFromAttributes({ "service.name": "frontend" }),',
        };
      }
      return undefined;
    },
  },
  {
    id: "page-code-stopped",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      const error = page?.console.find((text) => /^(Uncaught )?(\w*Error)\b/.test(text));
      if (!page || !error || page.spans.length > 0) return undefined;
      const name = /(\w+) is not (?:defined|a function|a constructor)/.exec(error)?.[1];
      const file = setupFile(evidence)?.path;
      return {
        message: `The page's code stopped with an error: ${plain(error).split("\n", 1)[0]}`,
        ...((name && wordsAt(browserCode(evidence), new RegExp(`\\b${name}\\b`))) || (file && { file })),
        fix:
          importOf(error) ?? "Open the page and its console (F12): a click on the error leads to the line.",
      };
    },
  },
  {
    id: "page-instrumentation-missing",
    learn: "your-task",
    hides: ["web-provider-not-registered", "fetch-is-not-watched"],
    when: (evidence) => {
      const page = silentPage(evidence);
      if (!page || page.api) return undefined;
      return (
        otelImports(evidence).length === 0 && {
          message: "No file of the page uses OpenTelemetry yet, so no trace begins in the browser.",
          file: "frontend/src/main.ts",
          fix: `Make ${SETUP} as the lesson shows, and import it at the top of main.ts:\n${LOADED}`,
        }
      );
    },
  },
  {
    id: "page-instrumentation-not-loaded",
    learn: "no-span-leaves-the-browser",
    hides: ["web-provider-not-registered", "fetch-is-not-watched"],
    when: (evidence) => {
      const page = silentPage(evidence);
      const file = setupFile(evidence);
      if (!page || page.api || !file) return undefined;
      const path = file.path.replace(/^frontend/, "");
      return (
        !page.requests.some(({ url }) => new URL(url).pathname === path) && {
          message: `${file.path} is there, and the browser never asked for it: nothing on the page imports it.`,
          file: "frontend/src/main.ts",
          line: 1,
          fix: `At the top of frontend/src/main.ts:\nimport "./${file.path.split("/").at(-1)}";`,
        }
      );
    },
  },
  {
    id: "web-provider-not-registered",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const made = constructions(browserCode(evidence), /TracerProvider$/)[0];
      return (
        page &&
        !page.api?.provider && {
          message: made
            ? "The page makes a provider and tells nobody: the API still hands out the empty one, which makes no spans."
            : "The page makes no tracer provider, so nobody makes spans.",
          ...(made ? at(made) : { file: setupFile(evidence)?.path ?? SETUP }),
          fix: made
            ? "trace.setGlobalTracerProvider(provider);"
            : `${PROVIDER}\ntrace.setGlobalTracerProvider(provider);`,
        }
      );
    },
  },
  {
    id: "fetch-is-not-watched",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      if (!page?.fetchIsNative) return undefined;
      const made = requestInstrumentation(evidence);
      const file = setupFile(evidence)?.path ?? SETUP;
      return {
        message: made
          ? /XMLHttp/.test(made.at.found)
            ? "XMLHttpRequestInstrumentation watches XMLHttpRequest, and this page asks with fetch."
            : "The instrumentation is made and does not watch: fetch is still the browser's own."
          : "Nobody watches fetch: the provider is there, and nothing asks it for a span.",
        ...(made ? made.at : { file }),
        fix: `${made ? "In its place" : `At the end of ${file}`}:\n${FETCH}`,
      };
    },
  },
  {
    id: "web-sampled-away",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const call = pageCalls(evidence).find(({ request }) => request.headers["traceparent"]?.endsWith("-00"));
      return (
        call && {
          message: `The browser's sampler drops its traces: traceparent of ${call.what} ends in -00, which tells the backend to keep nothing either.`,
          ...(wordsAt(browserCode(evidence), /\bsampler\b/) ?? wordsAt(browserCode(evidence), /Sampler/)),
          fix: "Leave the sampler out; without one every trace is kept.",
        }
      );
    },
  },
  {
    id: "processor-missing-in-the-page",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const page = silentPage(evidence);
      const made = constructions(browserCode(evidence), /TracerProvider$/)[0];
      return (
        page &&
        made &&
        !/SpanProcessor/.test(made.text + made.source.text.replace(/import[^;]*;/g, "")) && {
          message: "The provider has no span processor: spans are made and handed to nobody.",
          ...at(made),
          fix: PROVIDER,
        }
      );
    },
  },
  {
    id: "flush-on-leaving-is-off",
    learn: "before-the-page-is-left",
    when: (evidence) => {
      const off = wordsAt(browserCode(evidence), /disableAutoFlushOnDocumentHide\s*:\s*true/);
      return (
        off &&
        lacksLast(evidence) && {
          message:
            "The batch processor is told not to send when the page is left, and what it held then is lost.",
          ...off,
          fix: "Take disableAutoFlushOnDocumentHide out.",
        }
      );
    },
  },
];

/** Whether what a processor is given names no exporter: only what the syntax tree shows for certain. */
function lacksExporter(given: Node | undefined, source: SourceText): boolean {
  const first = withoutType(given);
  if (first?.type === "ObjectExpression")
    return !propertiesOf(first).has("exporter") && first.properties.every(({ type }) => type === "Property");
  if (first?.type === "NewExpression") return lastName(first.callee).endsWith("Exporter");
  if (first?.type !== "Identifier") return first === undefined;
  return [...nodesOf(source)].some(
    (node) =>
      node.type === "VariableDeclarator" &&
      node.id.type === "Identifier" &&
      node.id.name === first.name &&
      node.init?.type === "NewExpression" &&
      lastName(node.init.callee).endsWith("Exporter"),
  );
}

/** The lesson's import of a name that nobody imported. */
function importOf(error: string): string | undefined {
  const name = /(\w+) is not defined/.exec(error)?.[1];
  const line = IMPORTS.find((each) => name !== undefined && new RegExp(`\\b${name}\\b`).test(each));
  return line && `It is not imported. As in the lesson:\n${line}`;
}

/** The page, where its own code ran and no span left it. */
function silentPage({ page }: Evidence): PageEvidence | undefined {
  return page && page.feed.loaded > 0 && page.spans.length === 0 ? page : undefined;
}
