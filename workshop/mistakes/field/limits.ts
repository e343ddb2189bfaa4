import { shownAt } from "../../facts/code-at.ts";
import { homeRequests, lastSet, NOW, unkept } from "../../facts/home-fields.ts";
import { isNowCut, spanLimit, type SpanLimit } from "../../facts/span-limits.ts";
import { SIGNED_IN, USER, userRequests } from "../../facts/user-requests.ts";
import type { Evidence, FieldSet } from "../../lab/evidence.ts";
import { placeOfLimit, sourceOf, withoutLimit } from "../edits/limit-remedy.ts";
import type { Mistake, Told } from "../mistake.ts";

/** A limit of the SDK's, between the line that sets a field and the field that arrives. */
export const limitMistakes: readonly Mistake[] = [
  {
    id: "value-cut-by-a-limit",
    learn: "text-number-or-yes-and-no",
    explains: /is the time of its own request/,
    when(evidence) {
      const limit = spanLimit(evidence, "attributeValueLengthLimit");
      const cut = limit && cutNow(evidence);
      return cut && toldCut(evidence, limit, { ...cut, name: NOW });
    },
  },
  {
    id: "fields-limited-by-a-setting",
    learn: "your-task",
    explains: /are on each span/,
    when(evidence) {
      const limit = spanLimit(evidence, "attributeCountLimit");
      const set = withoutRoom(evidence);
      return limit && sourceOf(limit) && set && toldFull(evidence, limit, set.name);
    },
  },
  {
    id: "field-behind-the-limit",
    learn: "your-task",
    explains: /are on each span/,
    when(evidence) {
      const limit = spanLimit(evidence, "attributeCountLimit");
      const set = withoutRoom(evidence);
      const full = homeRequests(evidence).find(({ span }) => span.droppedFields > 0)?.span;
      return (
        set &&
        full &&
        !(limit && sourceOf(limit)) && {
          message: `${set.name} is set, but the span was full: it holds ${Object.keys(full.fields).length} fields, and ${full.droppedFields} more were thrown away.`,
          ...shownAt(evidence, set.at),
          remedy: {
            kind: "ask",
            ask: "Decide which fields you will ask questions about, and set only those on the span.",
          },
        }
      );
    },
  },
];

/** The same for the field of users on the requests' own spans. */
export const userLimitMistakes: readonly Mistake[] = [
  {
    id: "user-limited-by-a-setting",
    learn: "the-requests-own-span",
    explains: /says who asked/,
    when(evidence) {
      const limit = spanLimit(evidence, "attributeCountLimit");
      const lacking = userRequests(evidence, SIGNED_IN).filter(
        ({ server }) => server.fields[USER] === undefined,
      );
      const isFull = lacking.length > 0 && lacking.every(({ server }) => server.droppedFields > 0);
      return limit && sourceOf(limit) && isFull && toldFull(evidence, limit, USER);
    },
  },
];

interface Cut {
  readonly name: string;
  /** Absent where it is not known what the code gave. */
  readonly whole?: string;
  readonly left: string;
}

function toldCut(evidence: Evidence, limit: SpanLimit, { name, whole, left }: Cut): Told {
  const source = sourceOf(limit);
  return {
    message: `${name} arrived as "${left}"${whole ? `, and the code gives "${whole}"` : ""}: every string is cut after ${limit.value} characters.${source ? ` The limit comes from ${source}.` : ""}`,
    ...placeOfLimit(limit),
    remedy: withoutLimit(evidence, limit),
  };
}

function toldFull(evidence: Evidence, limit: SpanLimit, name: string): Told {
  const fields = limit.value === 1 ? "one field" : `${limit.value} fields`;
  return {
    message: `There was no room for ${name}: each span may have only ${fields}. The limit comes from ${sourceOf(limit)}.`,
    ...placeOfLimit(limit),
    remedy: withoutLimit(evidence, limit),
  };
}

/** An `app.now` that was longer when it was set than when it arrived. */
function cutNow(evidence: Evidence): Omit<Cut, "name"> | undefined {
  const request = homeRequests(evidence).find((each) => isNowCut(evidence, each));
  const whole = request && lastSet(evidence, NOW, request)?.text;
  return request && { left: String(request.span.fields[NOW]), ...(whole && { whole }) };
}

/** A good value in good time that the span did not keep. */
function withoutRoom(evidence: Evidence): FieldSet | undefined {
  const dropped = new Set<string>(
    homeRequests(evidence)
      .filter(({ span }) => span.droppedFields > 0)
      .map(({ span }) => span.spanId),
  );
  return unkept(evidence).find(
    ({ type, late, spanId }) => !late && /^(string|number|boolean)$/.test(type) && dropped.has(spanId),
  );
}
