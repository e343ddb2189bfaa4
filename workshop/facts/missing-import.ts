import { asName } from "../trace/literally.ts";
import { posix } from "node:path";
import { nearestWord } from "../compose/nearest-word.ts";
import type { Evidence, SourceText } from "../lab/evidence.ts";
import { imports, type Import } from "./look-in-sources.ts";

/** Names of OpenTelemetry's packages that this course needs, and where they come from. */
const FROM: readonly (readonly [RegExp, string])[] = [
  [/^NodeSDK$/, "@opentelemetry/sdk-node"],
  [/^OTLPTraceExporter$/, "@opentelemetry/exporter-trace-otlp-http"],
  [/^HttpInstrumentation$/, "@opentelemetry/instrumentation-http"],
  [/^ExpressInstrumentation$/, "@opentelemetry/instrumentation-express"],
  [
    /^(trace|context|propagation|diag|DiagConsoleLogger|DiagLogLevel|SpanKind|SpanStatusCode)$/,
    "@opentelemetry/api",
  ],
];

export interface MissingImport {
  /** The import that has it under a name that is nearly the same. */
  readonly misspelt?: { readonly name: string; readonly line: number; readonly text: string };
  /** What to write, as a sentence and the line to paste. */
  readonly fix: string;
}

/** Where a name that a file uses and does not have would come from; nothing where no module is known to have it. */
export function missingImport({ backend }: Evidence, file: string, name: string): MissingImport | undefined {
  const source = backend.sources.find(({ path }) => path === file);
  for (const each of source ? imports([source]) : []) {
    const other = nearestWord(name, namesOf(each));
    if (!other || other === name || !comesFrom(backend.sources, file, each.specifier, name)) continue;
    const text = each.text.replace(new RegExp(asName(other)), () => name);
    return {
      misspelt: { name: other, line: each.line, text: each.text },
      fix: `It is called ${name} where it comes from:\n${text}`,
    };
  }
  const line = importLine(backend, file, name);
  return line === undefined ? undefined : { fix: `At the top of the file:\n${line}` };
}

function importLine(
  { sources, manifest }: Evidence["backend"],
  file: string,
  name: string,
): string | undefined {
  const known = FROM.find(([names]) => names.test(name))?.[1];
  if (known) return `import { ${name} } from "${known}";`;
  if (manifest.ok && name in manifest.dependencies) return `import ${name} from "${name}";`;
  const from = sources.find(({ path, text }) => path !== file && exportsName(text, name));
  if (!from) return undefined;
  const path = posix.relative(posix.dirname(file), from.path);
  return `import { ${name} } from "${path.startsWith(".") ? path : `./${path}`}";`;
}

function comesFrom(sources: readonly SourceText[], file: string, specifier: string, name: string): boolean {
  if (!specifier.startsWith("."))
    return specifier === name || FROM.some(([names, from]) => from === specifier && names.test(name));
  const path = posix.join(posix.dirname(file), specifier);
  return sources.some((source) => source.path === path && exportsName(source.text, name));
}

function exportsName(text: string, name: string): boolean {
  return new RegExp(`^export (async )?(function|const|let|class) ${asName(name)}`, "m").test(text);
}

/** The values that an import brings; types are none. */
function namesOf({ text }: Import): string[] {
  const names = /^import\s+(?!type\b)([^"']*)\bfrom\b/.exec(text)?.[1] ?? "";
  return names.replace(/\btype\s+\w+/g, "").match(/\w+/g) ?? [];
}
