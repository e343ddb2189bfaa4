import { editDistance } from "../../compose/nearest-word.ts";
import { expressCalls, hookFault } from "../../facts/hook-faults.ts";
import { headersAsked, readFromRequest, type AskedHeader } from "../../facts/http-hooks.ts";
import { bindingOf } from "../../facts/program/scopes.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { noneHasIt, userCode } from "../../facts/user-field-code.ts";
import { shownNode } from "../../facts/shown-node.ts";
import { HEADER, USER } from "../../facts/user-requests.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { replaceIn } from "../edits/edit-source.ts";
import { replaceNode } from "../edits/field-remedies.ts";
import { edits, type Remedy } from "../remedy.ts";
import { askInstead } from "../edits/user-remedies.ts";

const SAYS_WHO = /says who asked/;

/** A hook of the HTTP instrumentation that asks its request for something else than the right header. */
export const userHeaderMistakes: readonly Mistake[] = [
  {
    id: "hook-asks-like-express",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const [asked] = noneHasIt(evidence) ? expressCalls(evidence) : [];
      return (
        asked && {
          message: `The hook gets Node's own request, before Express does, and that has no ${asked.text}(). The call throws, and the instrumentation catches the error.`,
          ...shownNode(asked.call),
          remedy: askInstead(asked.hook, asked.call),
        }
      );
    },
  },
  {
    id: "header-in-capitals",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const asked = noneHasIt(evidence)
        ? headersAsked(evidence).find(({ name }) => name !== HEADER && name.toLowerCase() === HEADER)
        : undefined;
      return (
        asked && {
          message: `The hook asks for the header ${asked.name}. Node keeps the names of headers in lower case, so it finds none.`,
          ...shownNode(asked.node),
          remedy: askForUser(evidence, asked),
        }
      );
    },
  },
  {
    id: "header-name-differs",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const asked = noneHasIt(evidence) ? wrongHeader(evidence) : undefined;
      return (
        asked && {
          message: `The hook asks for the header ${asked.name}; the one that says who is signed in is ${HEADER}. A header that was not sent is undefined, and such a field is left out.`,
          ...shownNode(asked.node),
          remedy: askForUser(evidence, asked),
        }
      );
    },
  },
  {
    id: "header-never-read",
    learn: "the-requests-own-span",
    explains: SAYS_WHO,
    when(evidence) {
      const { code, hook, shown } = userCode(evidence);
      return (
        noneHasIt(evidence) &&
        code &&
        hook &&
        readsNoHeader(evidence, hook.work?.params[0]) && {
          message: `The hook sets ${USER}, but it does not read the request's headers, and the header ${HEADER} says who is signed in.`,
          ...shown,
          remedy: askInstead(hook, code.value),
        }
      );
    },
  },
];

/** A header that is asked for, where none is the right one: one with a similar name before any other. */
function wrongHeader(evidence: Evidence): AskedHeader | undefined {
  const asked = headersAsked(evidence).filter(({ node }) => !isCalled(node));
  if (asked.some(({ name }) => name.toLowerCase() === HEADER)) return undefined;
  if (hookFault(evidence)?.kind === "hyphens") return undefined;
  return asked.find(({ name }) => isNearName(name)) ?? asked[0];
}

function isCalled(node: AskedHeader["node"]): boolean {
  const call = parentOf(node);
  return call?.type === "CallExpression" && call.callee === node;
}

/** The right name where the wrong one is written. */
function askForUser(evidence: Evidence, { node }: AskedHeader): Remedy | undefined {
  if (!node.computed) {
    const rest = { start: node.object.end, end: node.end };
    return edits(replaceIn(fileOf(node), rest, `${node.optional ? "?." : ""}["${HEADER}"]`));
  }
  const { node: written } = programOf(evidence).valueOf(node.property);
  return edits(replaceNode(written, `"${HEADER}"`));
}

/** Whether a hook only reads other properties of its request, and hands it on to nothing. */
function readsNoHeader(evidence: Evidence, request: Parameters<typeof bindingOf>[0] | undefined): boolean {
  if (request?.type !== "Identifier") return false;
  const isRead = ({ id }: { readonly id: typeof request }) => {
    const around = parentOf(id);
    return around?.type === "MemberExpression" && around.object === id;
  };
  const references = bindingOf(request)?.references ?? [];
  return (
    references.every(({ id }) => id.type === "Identifier" && isRead({ id })) &&
    !readFromRequest(evidence).some(({ name }) => /header|^get$/i.test(name))
  );
}

function isNearName(name: string): boolean {
  const letters = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z]/g, "")
      .replace(/^x/, "");
  return (
    editDistance(letters(name), letters(HEADER)) <= 3 ||
    /^(x[-_])?(cruddur[-_])?(user|userid|username)([-_]?(id|name|handle))?$/i.test(name)
  );
}
