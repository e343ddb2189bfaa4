import { lineOfText, shownAt } from "./code-at.ts";
import type { Evidence } from "../lab/evidence.ts";
import { homeRequests, KEYS, lastSet, LENGTH, NOW, type HomeRequest } from "./home-fields.ts";

export const SET_NOW = `span.setAttribute("${NOW}", now.toISOString());`;
export const SET_LENGTH = `span.setAttribute("${LENGTH}", results.length);`;
export const SET_BOTH = `Set both on the span:\n${SET_NOW}\n${SET_LENGTH}`;

export function lineFor(key: string): string {
  return key === LENGTH ? SET_LENGTH : SET_NOW;
}

export function lacksAll(evidence: Evidence): boolean {
  const all = homeRequests(evidence);
  return all.length > 0 && all.every(({ span }) => KEYS.every((key) => span.fields[key] === undefined));
}

/** A request whose span lacks one of the two, at least. */
export function lacksSome(evidence: Evidence): boolean {
  return homeRequests(evidence).some(({ span }) => KEYS.some((key) => span.fields[key] === undefined));
}

/** Words for the first request whose value is wrong, with the line that set it. */
export function wrongValue(
  evidence: Evidence,
  key: string,
  isWrong: (request: HomeRequest) => boolean,
  say: (value: unknown, request: HomeRequest) => { message: string; fix: string },
) {
  const request = homeRequests(evidence).find((each) => each.span.fields[key] !== undefined && isWrong(each));
  if (!request) return undefined;
  const at = lastSet(evidence, key, request)?.at ?? lineOfText(evidence, key);
  return { ...say(request.span.fields[key], request), ...shownAt(evidence, at) };
}
