import { replace, type WrongAnswer } from "../example.ts";
import { without } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "web-service-name-missing",
    made: "no resource",
    step: "frontend-latency",
    change: { [SETUP]: without(/resource: .*\n/) },
  },
  {
    finding: "web-service-name-missing",
    made: "OTEL_SERVICE_NAME in frontend/.env",
    step: "frontend-latency",
    at: "frontend/.env:1",
    change: { [SETUP]: without(/resource: .*\n/), "frontend/.env": "OTEL_SERVICE_NAME=frontend\n" },
  },
  {
    finding: "web-service-name-shared",
    made: "the backend's name",
    step: "frontend-latency",
    change: { [SETUP]: replace('"service.name": "frontend"', '"service.name": "backend"') },
  },
  {
    finding: "web-service-name-shared",
    made: "the backend's name, which is no regular expression",
    step: "frontend-latency",
    change: {
      [SETUP]: replace('"service.name": "frontend"', '"service.name": "cruddur (me"'),
      "docker-compose.yml": replace(/(OTEL_SERVICE_NAME: ).*/, '$1"cruddur (me"'),
    },
    says: "cruddur (me",
    at: "frontend/src/instrumentation.ts:13",
  },
  {
    finding: "web-service-name-missing",
    made: "service-name",
    step: "frontend-latency",
    says: 'has "service-name"',
    change: { [SETUP]: replace('"service.name"', '"service-name"') },
  },
  {
    finding: "web-service-name-missing",
    made: "a letter is missing in service.name",
    step: "frontend-latency",
    says: 'has "servic.name"',
    at: `${SETUP}:13`,
    change: { [SETUP]: replace('"service.name"', '"servic.name"') },
  },
];
