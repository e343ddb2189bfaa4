import { ComposeStop } from "./compose-problem.ts";
import type { Lookup } from "./interpolate.ts";
import type { EnvFileValue } from "./read-env-file.ts";

/** The values of an `env_file` with `format: raw`: everything behind the first equals sign, quotation marks too. */
export function readRawEnvFile(text: string, file: string, lookup: Lookup): Map<string, EnvFileValue> {
  const known = new Map<string, EnvFileValue>();
  for (const [index, row] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const entry = row.trimStart();
    if (entry === "" || entry.startsWith("#")) continue;
    const equals = entry.indexOf("=");
    const name = equals < 0 ? entry : entry.slice(0, equals);
    if (name === "" || /\s/.test(name)) {
      const message = `${file}:${line}: the name before the = is empty or holds a blank.`;
      throw new ComposeStop({ kind: "dotenv-stops", file, line, message });
    }
    const origin = { kind: "env-file", file, line } as const;
    const written = entry.slice(equals + 1);
    const passed = equals < 0 ? lookup(name) : undefined;
    if (equals >= 0) known.set(name, { value: written, origin, written, substitutions: [] });
    else if (passed) known.set(name, { ...passed, written: "", substitutions: [] });
  }
  return known;
}
