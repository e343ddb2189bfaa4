import {
  acceptedSpans,
  calls,
  fieldCalls,
  fileAt,
  lineAt,
  lineOfText,
  lineWith,
  nearestWord,
  ownReceived,
  ownStarted,
  pointAt,
  shownAt,
  visit,
  type Mistake,
} from "#course-kit";
import { homeRequests, KEYS, LENGTH, NOW, setOnHome, SPAN } from "./facts.ts";
import { FILE, lacksAll, lacksSome, lineFor, SET_BOTH, SET_LENGTH, SET_NOW } from "./paste.ts";

const ABSENT = ["fields-missing", "one-field-missing", "name-without-a-field"];
const OPTIONS = ["attributes", "kind", "links", "root", "startTime"];

/** A field is not on the span, and the evidence shows why. */
export const settingMistakes: readonly Mistake[] = [
  {
    id: "set-attributes-without-object",
    learn: "a-name-and-a-value",
    hides: [...ABSENT, "name-and-value-swapped", "value-in-the-field-name"],
    when: (evidence) => {
      const first = setOnHome(evidence).find(({ name }) => name === "0");
      return (
        first && {
          message: `setAttributes, with an s, takes one object. It was given ${first.type === "string" ? "a text, and made a field of each letter" : "a list, and counted its parts for names"}.`,
          ...shownAt(evidence, first.at),
          fix: `One field:\n${SET_NOW}\nor several at once:\nspan.setAttributes({ "${NOW}": now.toISOString(), "${LENGTH}": results.length });`,
        }
      );
    },
  },
  {
    id: "set-attribute-with-object",
    learn: "a-name-and-a-value",
    hides: ABSENT,
    when: (evidence) => {
      const object = setOnHome(evidence).find(({ name }) => name === "[object Object]");
      return (
        object && {
          message:
            "setAttribute, without an s, takes a name and a value. It was given an object, and took that for the name.",
          ...shownAt(evidence, object.at),
          fix: `With an s it takes an object:\nspan.setAttributes({ "${NOW}": now.toISOString(), "${LENGTH}": results.length });`,
        }
      );
    },
  },
  {
    id: "name-and-value-swapped",
    learn: "a-name-and-a-value",
    hides: [...ABSENT, "value-in-the-field-name"],
    when: (evidence) => {
      const swapped = setOnHome(evidence).find(
        ({ name }) => /^\d{4}-\d\d-\d\dT|^\d+$/.test(name) && name !== "0",
      );
      return (
        swapped && {
          message: `The field is named ${swapped.name}: name and value are swapped.`,
          ...shownAt(evidence, swapped.at),
          fix: `First the name, then the value:\n${SET_NOW}`,
        }
      );
    },
  },
  {
    id: "fields-in-an-unknown-option",
    learn: "your-task",
    hides: [...ABSENT, "option-unknown"],
    when: (evidence) => {
      const span = ownStarted(evidence).find(
        ({ name, options }) => name === SPAN && options.some((each) => !OPTIONS.includes(each)),
      );
      const option = span?.options.find((each) => !OPTIONS.includes(each));
      return (
        span &&
        lacksSome(evidence) && {
          message: `The span was started with the option ${option}, and OpenTelemetry knows none of that name: what stands in it is lost. Fields that are known at the start go into attributes.`,
          ...shownAt(evidence, span.at),
          fix: `Set each where its value is known:\n${SET_NOW}\n${SET_LENGTH}`,
        }
      );
    },
  },
  {
    id: "set-too-late",
    learn: "before-the-span-ends",
    hides: ABSENT,
    when: (evidence) => {
      const late = setOnHome(evidence).find(({ name, late: isLate }) => isLate && KEYS.includes(name));
      return (
        late &&
        homeRequests(evidence).some(({ span }) => span.fields[late.name] === undefined) && {
          message: `${late.name} is set after the span has ended. An ended span is closed, and takes nothing more.`,
          ...shownAt(evidence, late.at),
          fix: "Set it before span.end(), inside the try:\n" + lineFor(late.name),
        }
      );
    },
  },
  {
    id: "value-is-a-date",
    learn: "text-number-or-yes-and-no",
    hides: ABSENT,
    when: (evidence) => {
      const date = setOnHome(evidence).find(({ name, type }) => name === NOW && type === "Date");
      return (
        date && {
          message: `${NOW} was given a Date object. A field holds text, a number, or true and false; OpenTelemetry throws anything else away.`,
          ...shownAt(evidence, date.at),
          fix: SET_NOW,
        }
      );
    },
  },
  {
    id: "value-is-nothing",
    learn: "text-number-or-yes-and-no",
    hides: [...ABSENT, "length-is-no-number"],
    when: (evidence) => {
      const nothing = setOnHome(evidence).find(
        ({ name, type }) => KEYS.includes(name) && /^(undefined|null|NaN)$/.test(type),
      );
      return (
        nothing && {
          message: `${nothing.name} was given ${nothing.type}, which is no value for a field.`,
          ...shownAt(evidence, nothing.at),
          fix: lineFor(nothing.name),
        }
      );
    },
  },
  {
    id: "value-is-an-object",
    learn: "text-number-or-yes-and-no",
    hides: [...ABSENT, "field-name-differs", "length-is-no-number", "now-is-no-text"],
    when: (evidence) => {
      const object = setOnHome(evidence).find(
        ({ name, type }) =>
          (KEYS.includes(name) || name === "app") &&
          /^(object|array|function|bigint|symbol|[A-Z]\w+)$/.test(type) &&
          type !== "NaN" &&
          !(name === NOW && type === "Date"),
      );
      return (
        object && {
          message: `${object.name} was given ${/^[aeiou]/i.test(object.type) ? "an" : "a"} ${object.type}. ${object.name === "app" ? "The dot in app.now is part of the name; it makes no nesting." : "It should be one plain value."}`,
          ...shownAt(evidence, object.at),
          fix:
            object.name === "app"
              ? `Set the two one by one:\n${SET_NOW}\n${SET_LENGTH}`
              : lineFor(object.name),
        }
      );
    },
  },
  {
    id: "field-behind-the-limit",
    learn: "your-task",
    hides: [...ABSENT, "fields-dropped", "field-only-sometimes"],
    when: (evidence) => {
      const full = homeRequests(evidence).find(
        ({ span }) => span.droppedFields > 0 && KEYS.some((key) => span.fields[key] === undefined),
      );
      const key = KEYS.find((each) => full?.span.fields[each] === undefined) ?? NOW;
      const at = setOnHome(evidence).find(({ name }) => name === key)?.at;
      return (
        full &&
        at && {
          message: `${key} is set, but the span was full: it takes 128 fields, and ${full.span.droppedFields} that came later were thrown away.`,
          ...shownAt(evidence, at),
          fix: "Choose the few fields that somebody will ask for, and take the others away.",
        }
      );
    },
  },
  {
    id: "field-on-another-span",
    learn: "on-your-own-span",
    hides: [...ABSENT, "field-set-on-no-span"],
    when: (evidence) => {
      const { run } = evidence;
      const lacking = KEYS.filter((key) =>
        homeRequests(evidence).some(({ span }) => span.fields[key] === undefined),
      );
      const other =
        run &&
        acceptedSpans(run).find(
          ({ name, fields, visit }) =>
            name !== SPAN &&
            homeRequests(evidence).some(({ span }) => span.visit === visit) &&
            lacking.some((key) => fields[key] !== undefined),
        );
      const key = lacking.find((each) => other?.fields[each] !== undefined) ?? NOW;
      const at = run?.fieldsSet.find(({ spanId, name }) => spanId === other?.spanId && name === key)?.at;
      const active =
        /getActiveSpan/.test(lineAt(evidence, at) + fileAt(evidence, at)) &&
        other?.scope.name.includes("instrumentation");
      return (
        other && {
          message: `${key} stands on the span ${other.name}, not on ${SPAN}.${active ? " getActiveSpan() gave Express's span, because yours is not the current one there." : ""}`,
          ...shownAt(evidence, at),
          fix: `Set it on the span that startActiveSpan hands to your function:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "field-in-an-event",
    learn: "on-your-own-span",
    hides: [...ABSENT, "field-set-on-no-span"],
    when: (evidence) => {
      const event = ownReceived(evidence)
        .flatMap(({ events }) => events)
        .find(({ name, fields }) => KEYS.some((key) => name === key || fields[key] !== undefined));
      const [place] = calls(evidence.backend.sources, /^addEvent$/);
      return (
        event &&
        lacksSome(evidence) && {
          message: `The code makes an event of the span, ${event.name}. An event is a row of its own; a query for ${LENGTH} looks at the span's fields.`,
          ...(place && pointAt(place)),
          fix: SET_BOTH,
        }
      );
    },
  },
  {
    id: "field-on-the-resource",
    learn: "on-your-own-span",
    hides: ABSENT,
    when: (evidence) => {
      const key = KEYS.find((each) =>
        homeRequests(evidence).some(({ span }) => span.fields[each] === undefined && each in span.resource),
      );
      return (
        key && {
          message: `${key} is a field of the resource. That describes the whole process, the same for each of its spans, and not one request.`,
          ...shownAt(evidence, lineOfText(evidence, key)),
          fix: `Set it on the span:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "baggage-is-no-field",
    learn: "on-your-own-span",
    hides: [...ABSENT, "extracted-context-thrown-away"],
    when: (evidence) => {
      const [place] = calls(evidence.backend.sources, /^(createBaggage|setBaggage)$/);
      return (
        place &&
        lacksAll(evidence) && {
          message:
            "Baggage travels to other services with the request; it does not become a field of a span.",
          ...pointAt(place),
          fix: SET_BOTH,
        }
      );
    },
  },
  {
    id: "metric-is-no-field",
    learn: "on-your-own-span",
    hides: ABSENT,
    when: (evidence) => {
      const [place] = calls(
        evidence.backend.sources,
        /^(createCounter|createHistogram|createUpDownCounter|createGauge)$/,
      );
      return (
        place &&
        lacksAll(evidence) && {
          message:
            "A counter is a metric: it adds up over all requests, and goes another way than traces. No span gets a field by it.",
          ...pointAt(place),
          fix: SET_BOTH,
        }
      );
    },
  },
  {
    id: "field-name-differs",
    learn: "a-name-and-a-value",
    hides: [...ABSENT, "field-only-sometimes"],
    when: (evidence) => {
      for (const key of KEYS) {
        const request = homeRequests(evidence).find(({ span }) => span.fields[key] === undefined);
        const set = setOnHome(evidence);
        // The SDK throws some values away: then only the code tells the name.
        const tried = set.filter(({ spanId }) => spanId === request?.span.spanId).map(({ name }) => name);
        const other =
          request && [...Object.keys(request.span.fields), ...tried].find((name) => isMeant(name, key));
        if (!other) continue;
        const at = set.find(({ name }) => name === other)?.at ?? lineOfText(evidence, other);
        return {
          message: `${other in request.span.fields ? "The span has" : "The code sets"} a field ${JSON.stringify(other).slice(1, -1)}; the one that is looked for is ${key}. Two spellings make two columns, and a query sees only one.`,
          ...shownAt(evidence, at),
          fix: lineFor(key),
        };
      }
      return undefined;
    },
  },
  {
    id: "field-set-on-no-span",
    learn: "on-your-own-span",
    hides: ABSENT,
    when: (evidence) => {
      const set = new Set(evidence.run?.fieldsSet.map(({ name }) => name));
      const call = fieldCalls(evidence.backend.sources).find(
        ({ gives, file }) => gives !== undefined && KEYS.includes(gives) && !set.has(gives) && file === FILE,
      );
      return (
        call &&
        homeRequests(evidence).some(({ span }) => span.fields[call.gives ?? ""] === undefined) && {
          message: `The code sets ${call.gives}, but that line reached no span: ${/\?\./.test(call.text) ? "what stands before ?. was nothing, or " : ""}no request ran it.`,
          ...pointAt(call),
          fix: `Set it where every request comes past, before the return, on the span that startActiveSpan hands to your function:\n${lineFor(call.gives ?? NOW)}`,
        }
      );
    },
  },
  {
    id: "field-only-when-it-fails",
    learn: "each-request-its-own-values",
    hides: ABSENT,
    when: (evidence) => {
      const failed = setOnHome(evidence).find(
        ({ name, visit: id }) =>
          KEYS.includes(name) && id !== undefined && visit(evidence, id).status === 500,
      );
      return (
        failed &&
        homeRequests(evidence).every(({ span }) => span.fields[failed.name] === undefined) && {
          message: `${failed.name} is set only when the work fails. A request that succeeds does not come past that line.`,
          ...shownAt(evidence, failed.at),
          fix: `Set it inside the try, where the work succeeds:\n${lineFor(failed.name)}`,
        }
      );
    },
  },
  {
    id: "name-without-a-field",
    learn: "on-your-own-span",
    hides: ["fields-missing", "one-field-missing"],
    when: (evidence) => {
      const key = KEYS.find(
        (each) =>
          homeRequests(evidence).some(({ span }) => span.fields[each] === undefined) &&
          !evidence.run?.fieldsSet.some(({ name }) => name === each),
      );
      const at = key && lineOfText(evidence, key);
      return (
        at && {
          message: `The name ${key} stands in the code, but no span was given a field of that name. ${whyNoField(lineAt(evidence, at), key)}`,
          ...shownAt(evidence, at),
          fix: lacksAll(evidence)
            ? SET_BOTH
            : `Set it on the span that startActiveSpan hands to your function:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "fields-missing",
    learn: "your-task",
    when: (evidence) => {
      const line = lineWith(fileAt(evidence, { file: FILE }), "const now");
      return (
        lacksAll(evidence) && {
          message: `The span ${SPAN} has neither ${NOW} nor ${LENGTH} yet.`,
          file: FILE,
          ...(line !== undefined && { line }),
          fix: `Where now is known:\n${SET_NOW}\nand where the results are complete, before the return:\n${SET_LENGTH}`,
        }
      );
    },
  },
  {
    id: "field-only-sometimes",
    learn: "each-request-its-own-values",
    hides: ["one-field-missing"],
    when: (evidence) => {
      const all = homeRequests(evidence);
      const key = KEYS.find(
        (each) =>
          all.some(({ span }) => span.fields[each] !== undefined) &&
          all.some(({ span }) => span.fields[each] === undefined),
      );
      const without = all.find(({ span }) => key !== undefined && span.fields[key] === undefined);
      return (
        key &&
        without && {
          message: `${key} is not on every span: ${without.who} has none. The line that sets it is not always reached.`,
          ...shownAt(evidence, setOnHome(evidence).find(({ name }) => name === key)?.at),
          fix: `Take it out of the if:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "one-field-missing",
    learn: "your-task",
    when: (evidence) => {
      const all = homeRequests(evidence);
      const key = KEYS.find(
        (each) => all.length > 0 && all.every(({ span }) => span.fields[each] === undefined),
      );
      return (
        key &&
        !lacksAll(evidence) && {
          message: `One of the two fields is there; ${key} is missing.`,
          ...setOnHome(evidence).find(({ name }) => KEYS.includes(name))?.at,
          fix: lineFor(key),
        }
      );
    },
  },
];

/** What the line that holds the name does with it, as far as the line itself shows. */
function whyNoField(line: string, key: string): string {
  const before = line.slice(0, line.indexOf(key));
  if (/\/\/|^\s*(\/?\*|#)/.test(before)) return "It stands in a comment, which nothing runs.";
  if (/\bconsole\.\w+\(/.test(before)) return "console writes to the terminal, and not onto a span.";
  if (/new Map\(/.test(before)) return "setAttributes() wants a plain object, and takes nothing from a Map.";
  if (/^["'`]\]\s*=[^=]/.test(line.slice(line.indexOf(key) + key.length)))
    return "A property of an object is no field.";
  return "Only setAttribute(), setAttributes() and the option attributes give a span a field.";
}

/** The same letters without case and punctuation, or few of them different. */
function isMeant(name: string, key: string): boolean {
  if (KEYS.includes(name)) return false;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const [mine, wanted] = [plain(name), plain(key)];
  return (
    mine === wanted ||
    `app${mine}` === wanted ||
    mine.endsWith(wanted.slice(3)) ||
    (key === LENGTH && /^(app)?(results?|activities)?(length|count|size|number)$/.test(mine)) ||
    (key === NOW && /^(app)?(time|timestamp|date|nowiso|isonow|currenttime)$/.test(mine)) ||
    (wanted.length > 8 && nearestWord(mine, [wanted]) !== undefined)
  );
}
