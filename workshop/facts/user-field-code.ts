import { calls, constructions } from "./look-in-sources.ts";
import { fileAt, lineAt, lineOfText, shownAt } from "./code-at.ts";
import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { HEADER, SIGNED_IN, USER, userRequests, type UserRequest } from "./user-requests.ts";

export const BACKEND_SETUP = "backend/src/instrumentation.ts";
export const HOOK = `new HttpInstrumentation({
  startIncomingSpanHook: (request) => ({ "${USER}": request.headers["${HEADER}"] }),
}),`;
const HOOK_AMONG_ALL = `getNodeAutoInstrumentations({
  "@opentelemetry/instrumentation-http": {
    startIncomingSpanHook: (request) => ({ "${USER}": request.headers["${HEADER}"] }),
  },
}),`;

/** The hook where the learner's code makes the HTTP instrumentation, and as it makes it. */
export function hookInPlace(evidence: Evidence): string {
  const at = placeOfHttp(evidence);
  const isAmongAll = /getNodeAutoInstrumentations\(/.test(lineAt(evidence, at));
  return `In ${at?.file ?? BACKEND_SETUP}:\n${isAmongAll ? HOOK_AMONG_ALL : HOOK}`;
}

/** Signed-in requests whose own span has the field. */
export function having(evidence: Evidence): UserRequest[] {
  return userRequests(evidence, SIGNED_IN).filter(({ server }) => server.fields[USER] !== undefined);
}

/** Requests of users arrived, and none of them has the field. */
export function nobodyHasOne(evidence: Evidence): boolean {
  return userRequests(evidence, SIGNED_IN).length > 0 && having(evidence).length === 0;
}

/** The first line on which the field's name is more than a comment. */
export function userInCode(evidence: Evidence): CodeLine | undefined {
  return lineOfText(evidence, /^(?!\s*\/?\*)(?:(?!\/\/).)*\bapp\.user_id\b/);
}

/** Where a field of that name was set while requests were served; else where the code has the name. */
export function setAs(evidence: Evidence, name: string): CodeLine | undefined {
  const set = evidence.run?.fieldsSet.find((each) => each.name === name)?.at;
  return set ?? lineOfText(evidence, name);
}

/** The place of the field on one request's own span. */
export function placeOn(evidence: Evidence, { server }: UserRequest) {
  const set = evidence.run?.fieldsSet.findLast(
    ({ name, spanId }) => name === USER && spanId === server.spanId,
  )?.at;
  return shownAt(evidence, set ?? setAs(evidence, USER));
}

/** Where the HTTP instrumentation is made, to add the hook there. */
export function placeOfHttp(evidence: Evidence): CodeLine | undefined {
  const { sources } = evidence.backend;
  const [made] = [
    ...constructions(sources, /^HttpInstrumentation$/),
    ...calls(sources, /^getNodeAutoInstrumentations$/),
  ];
  return made && { file: made.file, line: made.line };
}

/** The text of the file in which the instrumentations are made. */
export function setupText(evidence: Evidence): string {
  return fileAt(evidence, placeOfHttp(evidence));
}
