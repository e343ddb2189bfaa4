import { nearestWord } from "../../compose/nearest-word.ts";
import { arrivedSpans, backendService, pageServices, shownPage } from "../../facts/page-calls.ts";
import { pagePlace } from "../../facts/page-code.ts";
import { registeredProvider } from "../../facts/page-parts.ts";
import type { Construction } from "../../facts/program/constructions.ts";
import { propertyName } from "../../facts/program/property-name.ts";
import { eachOf } from "../../facts/program/value.ts";
import { pageProgramOf } from "../../facts/program/program.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceNode } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { lessonName, nodePlace, valueNode, withOption } from "../edits/page-edits.ts";
import { edits, type Remedy } from "../remedy.ts";

/** What the browser's spans are called. */
export const pageNameMistakes: readonly Mistake[] = [
  {
    id: "web-service-name-missing",
    learn: "whose-spans-are-these",
    explains: /service name/,
    when: (evidence) => {
      const nameless = namesOfArrived(evidence).some(
        (name) => name.trim() === "" || name.startsWith("unknown_service"),
      );
      if (!nameless) return undefined;
      const sent = arrivedSpans(shownPage(evidence)).flatMap(({ resource }) => Object.keys(resource));
      const near = [...new Set(sent)].find(
        (name) =>
          name !== "service.name" && nearestWord(name.replace(/\W+/g, ".").toLowerCase(), ["service.name"]),
      );
      const key = near && keyNode(evidence, near);
      const made = registeredProvider(evidence);
      return {
        message: near
          ? `The browser's resource has "${near}"; the field is called service.name, with a dot and in lower case.`
          : "The browser's spans have no service name; at Honeycomb they would land in unknown_service. A browser has no OTEL_SERVICE_NAME.",
        ...(key ? nodePlace(key) : made && pagePlace(made)),
        remedy: key ? edits(replaceNode(key, '"service.name"')) : made && namedProvider(evidence, made),
      };
    },
  },
  {
    id: "web-service-name-shared",
    learn: "whose-spans-are-these",
    explains: /service name/,
    when: (evidence) => {
      const name = backendService(evidence);
      if (name === undefined || !namesOfArrived(evidence).includes(name)) return undefined;
      const node = nameNode(evidence, name);
      const made = registeredProvider(evidence);
      return {
        message: `The browser's spans call themselves ${name}, as the backend's do, so that the two cannot be told apart.`,
        ...(node ? nodePlace(node) : made && pagePlace(made)),
        remedy: node && edits(replaceNode(node, name === "frontend" ? '"page"' : '"frontend"')),
      };
    },
  },
];

function namesOfArrived(evidence: Evidence): string[] {
  const page = shownPage(evidence);
  return arrivedSpans(page).length > 0 ? pageServices(page) : [];
}

/** The key of the page's code that is called so. */
function keyNode(evidence: Evidence, name: string) {
  const { nodes, valueOf } = pageProgramOf(evidence);
  return nodes("Property").find((each) => propertyName(each, { evaluate: valueOf }) === name)?.key;
}

/** Where the code gives the name to `service.name`. */
function nameNode(evidence: Evidence, name: string) {
  const { nodes, valueOf } = pageProgramOf(evidence);
  const isKey = (each: Parameters<typeof propertyName>[0]) =>
    ["service.name", "ATTR_SERVICE_NAME", "SERVICE_NAME"].includes(
      propertyName(each, { evaluate: valueOf }) ?? "",
    );
  const value = nodes("Property")
    .filter(isKey)
    .flatMap((each) => eachOf(valueOf(each.value)))
    .find((each) => each.kind === "string" && each.value === name);
  return value?.node;
}

/** A resource with a name: a new one, or the learner's own with the field added. */
function namedProvider(evidence: Evidence, made: Construction): Remedy | undefined {
  const option = made.options.properties.get("resource");
  const { local, edits: imports } = lessonName(pageProgramOf(evidence), made.file, "resourceFromAttributes");
  const named = `${local}({ "service.name": "frontend" })`;
  if (!option) return edits(...imports, withOption(made, "resource", named));
  const node = valueNode(option.node);
  const { start, end } = node;
  const text = pageProgramOf(evidence)
    .files.find(({ path }) => path === made.file)
    ?.text.slice(start, end);
  return text ? edits(...imports, replaceNode(node, `${text}.merge(${named})`)) : undefined;
}
