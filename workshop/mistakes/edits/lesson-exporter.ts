import type { Program } from "../../facts/program/program.ts";
import type { SourceFile } from "../../facts/program/parse-file.ts";
import { addBefore } from "./edit-source.ts";
import type { Edit } from "../remedy.ts";

const FROM = "@opentelemetry/exporter-trace-otlp-http";

/** `new OTLPTraceExporter()` as a file can write it, and the import that it needs for that. */
export interface LessonExporter {
  readonly code: string;
  readonly imports: readonly (Edit | undefined)[];
}

/** The lesson's exporter, under the name that the file has for it. */
export function lessonExporter(program: Program, file: SourceFile): LessonExporter {
  const inFile = program.imports.filter((each) => each.file === file.path && !each.isTypeOnly);
  for (const { names } of inFile.filter(({ specifier }) => specifier === FROM))
    for (const { imported, local } of names) {
      if (imported === "OTLPTraceExporter") return { code: `new ${local}()`, imports: [] };
      if (imported === "*") return { code: `new ${local}.OTLPTraceExporter()`, imports: [] };
    }
  const [first] = inFile.length > 0 ? inFile.map(({ node }) => node) : file.nodes.slice(1);
  const line = file.isModule
    ? `import { OTLPTraceExporter } from "${FROM}";`
    : `const { OTLPTraceExporter } = require("${FROM}");`;
  return { code: "new OTLPTraceExporter()", imports: first ? [addBefore(file, first, line)] : [undefined] };
}
