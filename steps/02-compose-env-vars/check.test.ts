import { item, maskKey, otlpSettings, promise, resolved } from "#course-kit";

item("docker-compose.yml can be read, and it has a backend service", (evidence) => {
  const { variables } = resolved(evidence);
  return `${variables.size} variables`;
});

item("the endpoint is Honeycomb's", (evidence) => {
  const { tracesUrl, endpointProblem } = otlpSettings(evidence);
  promise(!endpointProblem, endpointProblem ?? "");
  return tracesUrl;
});

item("the header carries your key", (evidence) => {
  const { key, headerProblem } = otlpSettings(evidence);
  promise(!headerProblem, headerProblem ?? "");
  return `x-honeycomb-team: ${maskKey(key ?? "")}`;
});

item("the service has a name of its own", (evidence) => {
  const { serviceName, nameProblem } = otlpSettings(evidence);
  promise(!nameProblem, nameProblem ?? "");
  return serviceName;
});
