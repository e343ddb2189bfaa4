import { madeSpans, running } from "../../facts/backend-state.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import {
  codeAt,
  heldInstrumentation,
  instrumentationCode,
  setUpCode,
  setUpOption,
} from "../../facts/sdk-code.ts";
import { setUpAt } from "../../facts/sdk-objects.ts";
import { EXPRESS, HTTP } from "../../facts/set-up-code.ts";
import type { Evidence, RunEvidence } from "../../lab/evidence.ts";
import { addElement, addOption, nameIn } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";

const LEARN = "nothing-arrives";
const CLASSES = { [HTTP]: "HttpInstrumentation", [EXPRESS]: "ExpressInstrumentation" } as const;
type Name = keyof typeof CLASSES;

/** Instrumentations that the SDK was not given. */
export const registrationMistakes: readonly Mistake[] = [
  {
    id: "instrumentations-missing",
    learn: LEARN,
    symptom: true,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, HTTP)) return undefined;
      if (isRegistered(run, HTTP) || isRegistered(run, EXPRESS)) return undefined;
      return {
        message: `The SDK runs without an instrumentation for HTTP or Express, so a request makes no span.${whatIsThere(evidence, run)}`,
        ...whereToAdd(evidence, run),
        remedy: withBoth(evidence),
      };
    },
  },
  one(
    "http-instrumentation-missing",
    { there: EXPRESS, absent: HTTP },
    "Only the Express instrumentation is registered. It adds its layers to the span of the request, and without the HTTP instrumentation there is no such span.",
  ),
  one(
    "express-instrumentation-missing",
    { there: HTTP, absent: EXPRESS },
    "Only the HTTP instrumentation is registered. It sees the request come and go, but the Express instrumentation is what knows its route.",
  ),
];

/** One of the two instrumentations is registered without the other, and the spans of the other are missing. */
function one(
  id: string,
  { there, absent }: Readonly<Record<"there" | "absent", Name>>,
  message: string,
): Mistake {
  return {
    id,
    learn: LEARN,
    symptom: true,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, absent)) return undefined;
      if (!isRegistered(run, there) || isRegistered(run, absent)) return undefined;
      const [place] = instrumentationCode(evidence, there);
      return {
        message,
        ...(place ? codeAt(place) : heldInstrumentation(run, there)?.at),
        remedy: withAnother(evidence, there, absent),
      };
    },
  };
}

function isRegistered(run: RunEvidence, name: Name): boolean {
  return (heldInstrumentation(run, name)?.registered ?? 0) > 0;
}

/** What the code has of them all the same. */
function whatIsThere(evidence: Evidence, run: RunEvidence): string {
  const names = [HTTP, EXPRESS] as const;
  const written = names.filter(
    (name) => !heldInstrumentation(run, name) && instrumentationCode(evidence, name).length > 0,
  );
  if (written.length > 0)
    return ` The code that creates ${list(written)} had not run when the requests came.`;
  const imported = names.filter((name) =>
    programOf(evidence).imports.some(({ specifier, isTypeOnly }) => specifier === name && !isTypeOnly),
  );
  return imported.length > 0
    ? ` ${list(imported)} ${imported.length === 1 ? "is" : "are"} imported, but not used.`
    : "";
}

function list(names: readonly Name[]): string {
  return names.map((name) => CLASSES[name]).join(" and ");
}

function whereToAdd(evidence: Evidence, run: RunEvidence) {
  const option = setUpOption(evidence, "instrumentations");
  const code = setUpCode(evidence);
  if (option || !code) return setUpAt(run) ?? {};
  return { file: code.file, line: code.line };
}

/** Gives the SDK both, in its list or in an option of its own. */
function withBoth(evidence: Evidence): Remedy | undefined {
  const code = setUpCode(evidence);
  if (!code || code.name !== "NodeSDK") return undefined;
  const program = programOf(evidence);
  const names = ([HTTP, EXPRESS] as const).map((from) =>
    nameIn(program, code.file, { name: CLASSES[from], from }),
  );
  const both = names.map(({ local }) => `new ${local}()`).join(", ");
  const option = code.options.properties.get("instrumentations");
  const imports = names.flatMap((name) => name.edits);
  if (!option)
    return edits(...imports, addOption(code.node, code.options.node, `instrumentations: [${both}]`));
  return option.value.kind === "array" && option.value.elements.length === 0
    ? edits(...imports, addElement(option.value.node, both))
    : undefined;
}

/** The other instrumentation, in the list that has the one. */
function withAnother(evidence: Evidence, there: Name, absent: Name): Remedy | undefined {
  const [code] = instrumentationCode(evidence, there);
  const option = setUpOption(evidence, "instrumentations");
  const around = code && parentOf(code.node);
  const place =
    around?.type === "ArrayExpression"
      ? around
      : option?.value.kind === "array"
        ? option.value.node
        : undefined;
  const file = code?.file ?? setUpCode(evidence)?.file;
  if (!place || !file) return undefined;
  const name = nameIn(programOf(evidence), file, { name: CLASSES[absent], from: absent });
  const added: Edit | undefined = addElement(place, `new ${name.local}()`);
  return edits(...name.edits, added);
}
