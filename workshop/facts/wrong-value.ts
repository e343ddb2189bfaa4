import { shownAt, type Shown } from "./code-at.ts";
import type { Evidence } from "../lab/evidence.ts";
import { codeOfField, type FieldCode } from "./field-code.ts";
import { homeRequests, lastSet, type HomeRequest } from "./home-fields.ts";
import { startOf } from "./own-spans.ts";
import { shownNode } from "./shown-node.ts";

/** A field of the home feed's span that is there and not as it should be. */
export interface WrongValue {
  readonly value: unknown;
  readonly request: HomeRequest;
  /** Where it was given that value; nothing where no code of the learner's is known to have. */
  readonly shown: Shown;
  readonly code?: FieldCode;
}

/** The first request whose value is wrong, and the code that gave it. */
export function wrongValue(
  evidence: Evidence,
  key: string,
  isWrong: (request: HomeRequest) => boolean,
): WrongValue | undefined {
  const request = homeRequests(evidence).find((each) => each.span.fields[key] !== undefined && isWrong(each));
  if (!request) return undefined;
  const set = lastSet(evidence, key, request)?.at;
  const code = codeOfField(evidence, key, set ?? startOf(evidence, request.span)?.at);
  return {
    value: request.span.fields[key],
    request,
    shown: set ? shownAt(evidence, set) : shownNode(code?.value),
    ...(code && { code }),
  };
}
