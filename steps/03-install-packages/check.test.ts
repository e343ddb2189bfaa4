import { installProblem, item, packageRoles, promise, versionProblem, isZeroId } from "#course-kit";

item(
  "your journal holds the trace id that the API alone printed",
  ({ answers }) => {
    const answer = answers["03-trace-id"] ?? "";
    promise(answers["03-trace-id"] !== undefined, "journal/week2.md has no line `Answer (03-trace-id):`");
    promise(answer !== "", "the line `Answer (03-trace-id):` in journal/week2.md is still empty");
    promise(isZeroId(answer), `it says ${answer}; the API alone prints something else`);
  },
  { blocks: false },
);

item(
  "backend/package.json declares the API, an SDK, an OTLP exporter and the HTTP and Express instrumentations",
  ({ backend }) => {
    const { manifest } = backend;
    promise(manifest.ok, manifest.ok ? "" : `backend/package.json: ${manifest.message}`);
    const { missing } = packageRoles(manifest.dependencies);
    promise(missing.length === 0, `not declared under "dependencies": ${missing.join(", ")}`);
  },
);

item("each of them is installed and loads from backend/", ({ backend }) => {
  const problem = installProblem(backend);
  promise(!problem, problem ?? "");
});

item("there is one copy of the API, and the versions fit together", ({ backend }) => {
  const problem = versionProblem(backend);
  promise(!problem, problem ?? "");
  return backend.installed.find(({ name }) => name === "@opentelemetry/sdk-node")?.version;
});
