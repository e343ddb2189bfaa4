import { visit } from "yaml";
import { ComposeStop } from "./compose-problem.ts";
import { interpolate, type Lookup } from "./interpolate.ts";
import type { ComposeFile } from "./read-compose-file.ts";

/** What cannot be interpolated stops Compose for the whole file, whatever service it stands in. */
export function refuseInterpolations(file: ComposeFile, lookup: Lookup): void {
  visit(file.document, {
    Scalar(key, node) {
      // Compose replaces nothing in a key.
      if (key === "key" || typeof node.value !== "string" || !node.value.includes("$")) return;
      const replaced = interpolate(node.value, lookup);
      if (replaced.ok) return;
      const { kind, name } = replaced;
      const line = file.lineOf(node);
      const message = `${file.path}:${line}: ${replaced.message}`;
      throw new ComposeStop({ kind, file: file.path, line, ...(name && { variable: name }), message });
    },
  });
}
