import type { YAMLError } from "yaml";

/** What YAML's errors mean, in words that hold nothing of the file: their own messages may quote a key. */
export function yamlSentence([error, next]: readonly YAMLError[]): string {
  switch (error?.code) {
    case "DUPLICATE_KEY":
      return "the same key stands twice. Take one of the two away.";
    case "TAB_AS_INDENT":
      return "a tab indents this line. YAML takes blanks only.";
    case "BAD_INDENT":
      return error.message.startsWith("Flow")
        ? "a bracket opened before it is not closed."
        : "the indentation does not fit the lines above it, or entries with and without a dash stand side by side.";
    case "BLOCK_AS_IMPLICIT_KEY":
      return next?.code === "MULTILINE_IMPLICIT_KEY"
        ? "the indentation of the line below does not fit, or that line begins with a dash where this one does not."
        : "a value with a colon and a blank in it needs quotation marks.";
    case "MULTILINE_IMPLICIT_KEY":
      return "the colon is missing, or the blank behind it.";
    case "MISSING_CHAR":
      return "a quotation mark or a bracket is not closed, or a colon is missing.";
    case "BAD_SCALAR_START":
      return "a value that begins with this letter needs quotation marks.";
    case "BAD_ALIAS":
      return "an alias (*name) lacks its anchor (&name). A value that begins with * needs quotation marks.";
    case "BAD_DQ_ESCAPE":
      return "YAML does not know this escape. Write two backslashes for one, or single quotation marks.";
    case "UNEXPECTED_TOKEN":
      return "something stands behind the end of a value: a quotation mark, a bracket or a colon too many.";
    default:
      return "YAML cannot read this. Compare the line with its neighbours: blanks, colons, quotation marks.";
  }
}
