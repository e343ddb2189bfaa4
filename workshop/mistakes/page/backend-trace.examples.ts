import { replace, type WrongAnswer } from "../example.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "backend-begins-anew",
    made: "the backend reads b3",
    step: "frontend-latency",
    says: "OTEL_PROPAGATORS is b3",
    change: {
      "docker-compose.yml": replace("OTEL_SERVICE_NAME", "OTEL_PROPAGATORS: b3\n      OTEL_SERVICE_NAME"),
    },
  },
];
