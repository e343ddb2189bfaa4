import type { FieldCode } from "../../facts/field-code.ts";
import { withoutTypes } from "../../facts/method-name.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { statementOf } from "../../facts/program/places.ts";
import { removeFrom } from "./edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeItem } from "./edit-code.ts";

/** Sets a field no more: without its property, or without the statement that does nothing else. */
export function withoutField(code: FieldCode | undefined): Remedy | undefined {
  if (!code) return undefined;
  const property = parentOf(code.value);
  if (property?.type === "Property") return edits(removeItem(property));
  const statement = code.call && statementOf(code.call);
  if (statement?.type !== "ExpressionStatement" || withoutTypes(statement.expression) !== code.call)
    return undefined;
  return edits(removeFrom(fileOf(statement), statement));
}
