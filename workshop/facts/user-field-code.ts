import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { shownAt, type Shown } from "./code-at.ts";
import { codeOfField, codeOfProperty, type FieldCode } from "./field-code.ts";
import { hooksOf, isIn, type Hook } from "./http-hooks.ts";
import { returnsOf } from "./names-in-scope.ts";
import { programOf } from "./program/program.ts";
import { eachOf } from "./program/value.ts";
import { shownNode } from "./shown-node.ts";
import { SIGNED_IN, USER, userRequests, type UserRequest } from "./user-requests.ts";

/** Signed-in requests whose own span has the field. */
export function having(evidence: Evidence): UserRequest[] {
  return userRequests(evidence, SIGNED_IN).filter(({ server }) => server.fields[USER] !== undefined);
}

/** Requests of users arrived, and none of them has the field. */
export function noneHasIt(evidence: Evidence): boolean {
  return userRequests(evidence, SIGNED_IN).length > 0 && having(evidence).length === 0;
}

/** The code that gives a request's own span a field, and the hook that it is in. */
export interface UserCode {
  readonly shown: Shown;
  readonly code?: FieldCode;
  readonly hook?: Hook;
}

/** Where a field of this name was set while requests were served; else what a hook returns for it. */
export function userCode(evidence: Evidence, name = USER, spanId?: string): UserCode {
  const at = setAt(evidence, name, spanId);
  const code = at ? codeOfField(evidence, name, at) : returnedByHook(evidence, name);
  const hook = code && hooksOf(evidence).find((each) => isIn(each, code.value));
  return {
    shown: at ? shownAt(evidence, at) : shownNode(code?.value),
    ...(code && { code }),
    ...(hook && { hook }),
  };
}

/** The code of the field on one request's own span. */
export function codeOn(evidence: Evidence, { server }: UserRequest): UserCode {
  return userCode(evidence, USER, server.spanId);
}

function setAt({ run }: Evidence, name: string, spanId: string | undefined): CodeLine | undefined {
  return run?.fieldsSet.findLast(
    (each) => each.name === name && (spanId === undefined || each.spanId === spanId),
  )?.at;
}

/** A property of the object that startIncomingSpanHook returns. */
function returnedByHook(evidence: Evidence, name: string): FieldCode | undefined {
  const program = programOf(evidence);
  return hooksOf(evidence)
    .filter((hook) => hook.name === "startIncomingSpanHook")
    .flatMap(({ work }) => (work ? returnsOf(work) : []))
    .flatMap((node) => eachOf(program.valueOf(node)))
    .map((value) => codeOfProperty(value, name))
    .find((code) => code !== undefined);
}
