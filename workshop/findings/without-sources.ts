import type { Evidence, JudgedEvidence } from "../lab/evidence.ts";

const known = new WeakMap<Evidence, JudgedEvidence>();

/** What items judge of the evidence: all of it but source texts. The same evidence gives the same object. */
export function withoutSources(evidence: Evidence): JudgedEvidence {
  const judged = known.get(evidence) ?? judgedPart(evidence);
  known.set(evidence, judged);
  return judged;
}

function judgedPart({ backend, nearby, frontend, ...seen }: Evidence): JudgedEvidence {
  const { sources: _, ...ofBackend } = backend;
  const { files: __, ...ofNearby } = nearby;
  const { sources: ___, ...ofFrontend } = frontend ?? { sources: [] };
  return {
    ...seen,
    backend: ofBackend,
    nearby: ofNearby,
    ...(frontend && { frontend: ofFrontend as NonNullable<JudgedEvidence["frontend"]> }),
  };
}
