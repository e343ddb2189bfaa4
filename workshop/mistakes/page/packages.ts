import { pagePlace } from "../../facts/page-code.ts";
import { consoleSaid } from "../../facts/page-words.ts";
import type { Import } from "../../facts/program/imports.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { statementOf, textOf } from "../../facts/program/places.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import { usesOfGlobal } from "../../facts/uses-of-global.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceNode } from "../edits/edit-code.ts";
import { replaceIn } from "../edits/edit-source.ts";
import type { Mistake } from "../mistake.ts";
import { nodePlace } from "../edits/page-edits.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";
import type { Node } from "oxc-parser";

const NODE_ONLY =
  /^(node:.*|fs|path|http|https|express|dotenv|@opentelemetry\/(sdk-node|sdk-trace-node|auto-instrumentations-node|instrumentation-(http|express|undici)|context-async-hooks|exporter-trace-otlp-grpc))$/;

/** Code that was made for Node. */
export const nodeCodeMistakes: readonly Mistake[] = [
  {
    id: "node-code-in-the-page",
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const name = consoleSaid(
        evidence.page,
        /\b(require|process|module|exports|__dirname|global|Buffer) is not defined/,
      )?.[1];
      if (!name) return undefined;
      const [use] = usesOfGlobal(pageProgramOf(evidence), name);
      return {
        message: `The page's code uses ${name}, which only Node has. In the browser it stopped there.`,
        ...(use && nodePlace(use)),
        remedy: use && browserWords(use),
      };
    },
  },
  {
    id: "node-package-in-the-page",
    symptom: true,
    learn: "no-span-leaves-the-browser",
    when: (evidence) => {
      const { page } = evidence;
      const found = pageProgramOf(evidence).imports.find(
        ({ specifier, isTypeOnly, isUsed }) => !isTypeOnly && isUsed && NODE_ONLY.test(specifier),
      );
      return (
        page?.outcome.kind === "shown" &&
        page.spans.length === 0 &&
        found && {
          message: `The page imports ${found.specifier}, which is made for Node: a browser has neither its modules nor its environment. No span left the browser.`,
          ...pagePlace(found),
        }
      );
    },
  },
];

/** `const { a } = require("b")` as an import; a service name from the environment as a string. */
function browserWords(use: Node): Remedy | undefined {
  const call = parentOf(use);
  if (call?.type === "CallExpression" && call.callee === use) return edits(asImport(call));
  const property = serviceName(use);
  return property && edits(replaceNode(property, '"frontend"'));
}

function asImport(call: Extract<Node, { type: "CallExpression" }>): Edit | undefined {
  const declarator = parentOf(call);
  const [source] = call.arguments;
  if (declarator?.type !== "VariableDeclarator" || declarator.init !== call || !source) return undefined;
  const { id } = declarator;
  const names =
    id.type === "Identifier" ? `* as ${id.name}` : id.type === "ObjectPattern" ? importNames(id) : undefined;
  const statement = statementOf(call);
  return names === undefined
    ? undefined
    : replaceIn(fileOf(call), statement, `import ${names} from ${textOf(source)};`);
}

function importNames({ properties }: Extract<Node, { type: "ObjectPattern" }>): string {
  return `{ ${properties.map((each) => textOf(each).replace(/\s*:\s*/, " as ")).join(", ")} }`;
}

/** The value of the property `service.name` that a name is used in. */
function serviceName(use: Node): Node | undefined {
  for (let each: Node | undefined = use; each; each = parentOf(each))
    if (each.type === "Property") return /service\.name/.test(textOf(each.key)) ? each.value : undefined;
  return undefined;
}

/** What older packages export, under the name that the lesson's package has for it. */
const RENAMED: Readonly<Record<string, string>> = {
  WebTracerProvider: "TracerProvider",
  BasicTracerProvider: "TracerProvider",
};

/** Another package's name in an import: the right one for a typo, or the one that took the exports over. */
export function specifierEdit(
  evidence: Evidence,
  { node, specifier, names }: Import,
  near: string | undefined,
): (Edit | undefined)[] {
  if (node.type !== "ImportDeclaration") return [undefined];
  if (near) return [replaceNode(node.source, JSON.stringify(near))];
  if (!/^@opentelemetry\/(sdk-trace-(web|base)|web|tracing)$/.test(specifier)) return [undefined];
  const own = pageProgramOf(evidence).imports.some((each) => each.specifier === "@opentelemetry/sdk-trace");
  const list = names.map(({ imported, local }) => {
    const today = RENAMED[imported] ?? imported;
    return today === local ? local : `${today} as ${local}`;
  });
  return own
    ? [undefined]
    : [replaceNode(node, `import { ${list.join(", ")} } from "@opentelemetry/sdk-trace";`)];
}
