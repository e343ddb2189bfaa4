import { replace } from "../example.ts";

export const without = (words: string | RegExp) => replace(words, "");
export const exporter = (options: string) => replace('{ url: "/v1/traces" }', options);
export const propagates = (value: string) => replace("[new RegExp(`^${BACKEND_URL}/`)]", value);
export const notLoaded = without('import "./instrumentation.ts";\n');
const TARGET = 'process.env.OTLP_TARGET ?? "http://localhost:4318" },';
export const proxy = (line: string) => replace(`proxy: { "/v1/traces": ${TARGET}`, line);
export const setup = (replacements: readonly (readonly [string | RegExp, string])[]) => (text: string) =>
  replacements.reduce((changed, [part, by]) => replace(part, by)(changed), text);
export const inFunction = (text: string) =>
  `${replace("// The page's own", "export function startTracing() {\n// The page's own")(text)}}\n`;
