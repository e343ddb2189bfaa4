import { replace, type WrongAnswer } from "../example.ts";
import { setup, without } from "../example-files/page-text.ts";

const APP = "backend/src/app.ts";
const API = "frontend/src/cruddur-api.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "traceparent-not-allowed",
    made: "the backend's list was left as it was",
    entries: ["F09"],
    step: "frontend-latency",
    inShort: true,
    at: `${APP}:71`,
    change: { [APP]: without(', "traceparent"') },
  },
  {
    finding: "traceparent-not-allowed",
    made: "added to exposedHeaders",
    entries: ["F09"],
    step: "frontend-latency",
    at: `${APP}:71`,
    change: {
      [APP]: setup([
        [', "traceparent"', ""],
        ['"location", "link"', '"location", "link", "traceparent"'],
      ]),
    },
  },
  {
    finding: "cors-lost-other-headers",
    made: "only traceparent is allowed",
    step: "frontend-latency",
    says: "so the page cannot write.",
    change: { [APP]: replace(/allowedHeaders: \[.*\]/, 'allowedHeaders: ["traceparent"]') },
  },
  {
    finding: "frontend-url-is-not-the-page",
    made: "a slash after the page's address",
    step: "frontend-latency",
    change: {
      "docker-compose.yml": (text) =>
        text.replace("${FRONTEND_URL:-http://localhost:3000}", "http://localhost:3000/"),
    },
  },
  {
    finding: "cors-refuses-the-page",
    made: "the page's origin was taken out",
    step: "frontend-latency",
    change: { [APP]: replace("[FRONTEND_URL, BACKEND_URL]", "[BACKEND_URL]") },
  },
  {
    finding: "page-asks-without-cors",
    made: "mode: no-cors",
    step: "frontend-latency",
    change: { [API]: replace("method: body", 'mode: "no-cors",\n    method: body') },
  },
  {
    finding: "preflight-refused",
    made: "preflightContinue",
    step: "frontend-latency",
    change: { [APP]: replace("origin: [", "preflightContinue: true,\n    origin: [") },
  },
  {
    finding: "credentials-not-allowed",
    made: "credentials: include",
    step: "frontend-latency",
    change: { [API]: replace("method: body", 'credentials: "include",\n    method: body') },
  },
  {
    finding: "page-sends-another-header",
    made: "Access-Control-Allow-Origin in the request",
    step: "frontend-latency",
    says: "a header of answers",
    change: { [API]: replace("headers: {", 'headers: {\n      "Access-Control-Allow-Origin": "*",') },
  },
  {
    finding: "wildcard-with-credentials",
    made: "all headers, and credentials",
    step: "frontend-latency",
    says: "Request header field",
    fix: '"traceparent"',
    change: {
      [APP]: replace(/allowedHeaders: \[.*\],/, 'allowedHeaders: ["*"],\n    credentials: true,'),
      [API]: replace("method: body", 'credentials: "include",\n    method: body'),
    },
  },
  {
    finding: "frontend-url-is-not-the-page",
    made: "a slash after the page's address",
    step: "frontend-latency",
    fix: 'FRONTEND_URL: "${FRONTEND_URL:-http://localhost:3000}"',
    change: {
      "docker-compose.yml": (text) =>
        text.replace("${FRONTEND_URL:-http://localhost:3000}", "http://localhost:3000/"),
    },
  },
];
