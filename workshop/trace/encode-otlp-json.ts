import type { FieldMap, FieldValue, Scope, Span, SpanEvent, SpanLink } from "./span.ts";
import { SPAN_KINDS, STATUS_CODES } from "./wire-enums.ts";

/** Spans as one OTLP JSON request body, grouped by resource and scope: what `decodeOtlpJson` reads back. */
export function encodeOtlpJson(spans: Iterable<Span>): string {
  const resources = new Map<
    string,
    { resource: FieldMap; scopes: Map<string, { scope: Scope; spans: Span[] }> }
  >();
  for (const span of spans) {
    const resourceKey = JSON.stringify(encodeFields(span.resource));
    let resource = resources.get(resourceKey);
    if (resource === undefined)
      resources.set(resourceKey, (resource = { resource: span.resource, scopes: new Map() }));
    const scopeKey = JSON.stringify([span.scope.name, span.scope.version]);
    const group = resource.scopes.get(scopeKey);
    if (group === undefined) resource.scopes.set(scopeKey, { scope: span.scope, spans: [span] });
    else group.spans.push(span);
  }
  return JSON.stringify({
    resourceSpans: [...resources.values()].map(({ resource, scopes }) => ({
      resource: { attributes: encodeFields(resource) },
      scopeSpans: [...scopes.values()].map((group) => ({
        scope: group.scope,
        spans: group.spans.map(encodeSpan),
      })),
    })),
  });
}

function encodeSpan(span: Span): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
    ...(span.parentIsRemote === undefined ? {} : { flags: span.parentIsRemote ? 0x301 : 0x101 }),
    name: span.name,
    kind: SPAN_KINDS.indexOf(span.kind),
    startTimeUnixNano: String(span.start),
    endTimeUnixNano: String(span.end),
    attributes: encodeFields(span.fields),
    droppedAttributesCount: span.droppedFields,
    events: span.events.map(encodeEvent),
    links: span.links.map(encodeLink),
    status: { code: STATUS_CODES.indexOf(span.status.code), message: span.status.message },
  };
}

function encodeEvent(event: SpanEvent): object {
  return { name: event.name, timeUnixNano: String(event.time), attributes: encodeFields(event.fields) };
}

function encodeLink(link: SpanLink): object {
  return { traceId: link.traceId, spanId: link.spanId, attributes: encodeFields(link.fields) };
}

function encodeFields(fields: FieldMap): object[] {
  return Object.entries(fields).map(([key, value]) => ({ key, value: encodeValue(value) }));
}

function encodeValue(value: FieldValue): object {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return { intValue: String(value) };
  if (typeof value === "number") return { doubleValue: Number.isFinite(value) ? value : String(value) };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(encodeValue) } };
  return { kvlistValue: { values: encodeFields(value as FieldMap) } };
}
