import {
  acceptedSpans,
  calls,
  fieldCalls,
  lineWith,
  listMistakes,
  nearestWord,
  ownReceived,
  type CodeLine,
  type Evidence,
  type FieldSet,
  type NamingCall,
  type Place,
} from "#course-kit";
import { homeRequests, KEYS, LENGTH, NOW, nowProblem, shown, SPAN, type HomeRequest } from "./facts.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = `span.setAttribute("${NOW}", now.toISOString());`;
const SET_LENGTH = `span.setAttribute("${LENGTH}", results.length);`;
const DAY = 24 * 60 * 60 * 1000;
/** Names that the HTTP instrumentation no longer uses, and what each is called today. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  "http.method": "http.request.method",
  "http.status_code": "http.response.status_code",
  "http.url": "url.full",
  "http.target": "url.path",
};

/** Nearest to the cause first: how a field is set, on which span, under which name, with which value. */
export const mistakes = listMistakes([
  {
    id: "set-attributes-without-object",
    learn: "a-name-and-a-value",
    hides: ["fields-missing"],
    when: (evidence) => {
      const letters = setOnHome(evidence).find(({ name }) => name === "0");
      return (
        letters && {
          message:
            "setAttributes, with an s, takes one object. It was given a text, and made a field of each letter.",
          ...letters.at,
          found: lineAt(evidence, letters.at),
          fix: `One field:\n${SET_NOW}\nor several at once:\nspan.setAttributes({ "${NOW}": now.toISOString(), "${LENGTH}": results.length });`,
        }
      );
    },
  },
  {
    id: "name-and-value-swapped",
    learn: "a-name-and-a-value",
    hides: ["fields-missing", "value-in-the-field-name"],
    when: (evidence) => {
      const swapped = setOnHome(evidence).find(
        ({ name }) => /^\d{4}-\d\d-\d\dT|^\d+$/.test(name) && name !== "0",
      );
      return (
        swapped && {
          message: `The field is named ${swapped.name}: name and value are swapped.`,
          ...swapped.at,
          found: lineAt(evidence, swapped.at),
          fix: `First the name, then the value:\n${SET_NOW}`,
        }
      );
    },
  },
  {
    id: "set-too-late",
    learn: "before-the-span-ends",
    hides: ["fields-missing", "one-field-missing"],
    when: (evidence) => {
      const late = setOnHome(evidence).find(({ name, late: isLate }) => isLate && KEYS.includes(name));
      return (
        late && {
          message: `${late.name} is set after the span has ended. An ended span is closed, and takes nothing more.`,
          ...late.at,
          found: lineAt(evidence, late.at),
          fix: "Set it before span.end(), inside the try:\n" + lineFor(late.name),
        }
      );
    },
  },
  {
    id: "value-is-a-date",
    learn: "text-number-or-yes-and-no",
    hides: ["fields-missing", "one-field-missing"],
    when: (evidence) => {
      const date = setOnHome(evidence).find(({ name, type }) => name === NOW && type === "Date");
      return (
        date && {
          message: `${NOW} was given a Date object. A field holds text, a number, or true and false; OpenTelemetry throws anything else away.`,
          ...date.at,
          found: lineAt(evidence, date.at),
          fix: SET_NOW,
        }
      );
    },
  },
  {
    id: "value-is-nothing",
    learn: "text-number-or-yes-and-no",
    hides: ["fields-missing", "one-field-missing"],
    when: (evidence) => {
      const nothing = setOnHome(evidence).find(
        ({ name, type }) => KEYS.includes(name) && /^(undefined|null|NaN)$/.test(type),
      );
      return (
        nothing && {
          message: `${nothing.name} was given ${nothing.type}, and such a field is silently left out.`,
          ...nothing.at,
          found: lineAt(evidence, nothing.at),
          fix: lineFor(nothing.name),
        }
      );
    },
  },
  {
    id: "value-is-an-object",
    learn: "text-number-or-yes-and-no",
    hides: ["fields-missing", "one-field-missing", "field-name-differs", "length-is-no-number"],
    when: (evidence) => {
      const object = setOnHome(evidence).find(
        ({ name, type }) =>
          (KEYS.includes(name) || name === "app") &&
          /^(object|array|function|bigint|[A-Z]\w+)$/.test(type) &&
          type !== "Date",
      );
      return (
        object && {
          message: `${object.name} was given ${/^[aeiou]/i.test(object.type) ? "an" : "a"} ${object.type}. ${object.name === "app" ? "The dot in app.now is part of the name; it makes no nesting." : "It should be one plain value."}`,
          ...object.at,
          found: lineAt(evidence, object.at),
          fix:
            object.name === "app"
              ? `Set the two one by one:\n${SET_NOW}\n${SET_LENGTH}`
              : lineFor(object.name),
        }
      );
    },
  },
  {
    id: "field-on-another-span",
    learn: "on-your-own-span",
    hides: ["fields-missing", "one-field-missing"],
    when: (evidence) => {
      const { run } = evidence;
      const other =
        run &&
        acceptedSpans(run).find(
          ({ name, fields, spanId }) =>
            name !== SPAN &&
            !homeRequests(evidence).some(({ span }) => span.spanId === spanId) &&
            KEYS.some(
              (key) =>
                fields[key] !== undefined &&
                homeRequests(evidence).some(({ span }) => span.fields[key] === undefined),
            ),
        );
      const key = KEYS.find((each) => other?.fields[each] !== undefined) ?? NOW;
      const at = run?.fieldsSet.find(({ spanId, name }) => spanId === other?.spanId && name === key)?.at;
      return (
        other && {
          message: `${key} stands on the span ${other.name}, not on ${SPAN}.${/getActiveSpan/.test(lineAt(evidence, at) + fileText(evidence, at)) && other.scope.name.includes("instrumentation") ? " getActiveSpan() gave Express's span, because yours is not the current one there." : ""}`,
          ...at,
          found: lineAt(evidence, at),
          fix: `Set it on the span that startActiveSpan hands to your function:\n${lineFor(key)}`,
        }
      );
    },
  },
  {
    id: "field-in-an-event",
    learn: "on-your-own-span",
    hides: ["fields-missing", "one-field-missing"],
    when: (evidence) => {
      const event = ownReceived(evidence)
        .flatMap(({ events }) => events)
        .find(({ fields }) => KEYS.some((key) => fields[key] !== undefined));
      const [place] = calls(evidence.backend.sources, /^addEvent$/);
      return (
        event &&
        homeRequests(evidence).some(({ span }) => KEYS.some((key) => span.fields[key] === undefined)) && {
          message: `The values stand in an event of the span, ${event.name}. An event is a row of its own; a query for ${LENGTH} looks at the span.`,
          ...(place && { ...pointAt(place), found: place.text }),
          fix: `Set both on the span:\n${SET_NOW}\n${SET_LENGTH}`,
        }
      );
    },
  },
  {
    id: "baggage-is-no-field",
    learn: "on-your-own-span",
    hides: ["fields-missing"],
    when: (evidence) => {
      const [place] = calls(evidence.backend.sources, /^(createBaggage|setBaggage)$/);
      return (
        place &&
        lacksAll(evidence) && {
          message:
            "Baggage travels to other services with the request; it does not become a field of a span.",
          ...pointAt(place),
          found: place.text,
          fix: `Set both on the span:\n${SET_NOW}\n${SET_LENGTH}`,
        }
      );
    },
  },
  {
    id: "field-name-differs",
    learn: "a-name-and-a-value",
    hides: ["fields-missing", "one-field-missing"],
    when: (evidence) => {
      for (const key of KEYS) {
        const request = homeRequests(evidence).find(({ span }) => span.fields[key] === undefined);
        const other = request && Object.keys(request.span.fields).find((name) => isMeant(name, key));
        if (!other) continue;
        const at = setOnHome(evidence).find(({ name }) => name === other)?.at ?? lineOfText(evidence, other);
        return {
          message: `The span has a field ${other}; the one that is looked for is ${key}. Two spellings make two columns, and a query sees only one.`,
          ...at,
          found: lineAt(evidence, at),
          fix: lineFor(key),
        };
      }
      return undefined;
    },
  },
  {
    id: "fields-missing",
    learn: "your-task",
    when: (evidence) =>
      lacksAll(evidence) && {
        message: `The span ${SPAN} has no field of yours yet: neither ${NOW} nor ${LENGTH}.`,
        file: FILE,
        ...optionalLine(lineWith(fileText(evidence, { file: FILE, line: 1 }), "const now")),
        fix: `Where now is known:\n${SET_NOW}\nand where the results are complete, before the return:\n${SET_LENGTH}`,
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
      const at = setOnHome(evidence).find(({ name }) => name === key)?.at;
      return (
        key &&
        without && {
          message: `${key} is not on every span: ${without.who} has none. The line that sets it is not always reached.`,
          ...at,
          found: lineAt(evidence, at),
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
      const at = setOnHome(evidence).find(({ name }) => KEYS.includes(name))?.at;
      return (
        key &&
        !lacksAll(evidence) && {
          message: `One of the two fields is there; ${key} is missing.`,
          ...at,
          fix: lineFor(key),
        }
      );
    },
  },
  {
    id: "now-is-a-number",
    learn: "text-number-or-yes-and-no",
    hides: ["now-is-another-time"],
    when: (evidence) =>
      wrongValue(
        evidence,
        NOW,
        ({ span }) => typeof span.fields[NOW] === "number",
        (value) => ({
          message: `${NOW} is the number ${shown(value)}. A person who reads the trace wants a time: ISO text, such as ${new Date().getUTCFullYear()}-11-30T12:00:00.000Z.`,
          fix: SET_NOW,
        }),
      ),
  },
  {
    id: "now-is-frozen",
    learn: "each-request-its-own-values",
    hides: ["now-is-not-iso", "now-is-another-time"],
    when: (evidence) => {
      const all = homeRequests(evidence);
      const values = new Set(all.map(({ span }) => span.fields[NOW]));
      const [value] = values;
      return (
        values.size === 1 &&
        all.length > 3 &&
        wrongValue(
          evidence,
          NOW,
          (request) => / its answer was /.test(nowProblem(evidence, request) ?? ""),
          () => ({
            message: `${NOW} is ${shown(value)} in each of ${all.length} requests, although they came one after the other: it is written into the code, or taken once when the file is loaded.`,
            fix: `Take the time inside homeActivities(), in each call:\nconst now = new Date();\n${SET_NOW}`,
          }),
        )
      );
    },
  },
  {
    id: "now-is-not-iso",
    learn: "text-number-or-yes-and-no",
    hides: ["now-is-another-time"],
    when: (evidence) =>
      wrongValue(
        evidence,
        NOW,
        (request) => /not ISO text/.test(nowProblem(evidence, request) ?? ""),
        (value) => ({
          message: `${NOW} is ${shown(value)}. ${/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(String(value)) ? "It does not say which time zone it means" : "Its form depends on the machine's language and time zone, and does not sort"}. toISOString() always writes the same form, in UTC.`,
          fix: SET_NOW,
        }),
      ),
  },
  {
    id: "now-is-another-time",
    learn: "each-request-its-own-values",
    when: (evidence) =>
      wrongValue(
        evidence,
        NOW,
        (request) => nowProblem(evidence, request) !== undefined,
        (value, request) => ({
          message: `${NOW} is ${shown(value)}, but the answer was made at ${new Date(request.now).toISOString()}.${hint(value, request, homeRequests(evidence))}`,
          fix: `Use the now of homeActivities() itself:\n${SET_NOW}`,
        }),
      ),
  },
  {
    id: "length-is-no-number",
    learn: "text-number-or-yes-and-no",
    when: (evidence) =>
      wrongValue(
        evidence,
        LENGTH,
        ({ span }) => span.fields[LENGTH] !== undefined && typeof span.fields[LENGTH] !== "number",
        (value) => ({
          message: `${LENGTH} is the text ${shown(value)}. MAX(${LENGTH}) can only reckon with numbers.`,
          fix: `Without quotation marks and without String():\n${SET_LENGTH}`,
        }),
      ),
  },
  {
    id: "length-is-hard-coded",
    learn: "each-request-its-own-values",
    hides: ["length-taken-too-early", "length-of-something-else"],
    when: (evidence) => {
      const literal = callsFor(evidence, LENGTH).find(({ node }) => node.arguments[1]?.type === "Literal");
      return (
        literal &&
        wrongValue(evidence, LENGTH, isWrongLength, (value, { who, length }) => ({
          message: `${LENGTH} is ${shown(value)} because it is written so in the code. ${capital(who)} got ${length} activities.`,
          fix: `Let the results say it:\n${SET_LENGTH}`,
        }))
      );
    },
  },
  {
    id: "length-taken-too-early",
    learn: "before-the-span-ends",
    hides: ["length-of-something-else"],
    when: (evidence) => {
      const all = homeRequests(evidence);
      const isEarly = all
        .filter(isWrongLength)
        .every(({ signedIn, span, length }) => signedIn && span.fields[LENGTH] === length - 1);
      return (
        isEarly &&
        wrongValue(evidence, LENGTH, isWrongLength, (value, { who, length }) => ({
          message: `${LENGTH} is ${shown(value)}, but ${who} got ${length} activities. It is read before the last one is added; who is not signed in has none added, so there it is right.`,
          fix: `Set it behind the line with results.unshift():\n${SET_LENGTH}`,
        }))
      );
    },
  },
  {
    id: "length-of-another-request",
    learn: "each-request-its-own-values",
    hides: ["length-of-something-else"],
    when: (evidence) => {
      const all = homeRequests(evidence);
      const wrong = all.filter(isWrongLength);
      const mixed =
        wrong.some(({ signedIn }) => !signedIn) &&
        wrong.every(({ span }) => [3, 4].includes(Number(span.fields[LENGTH])));
      return (
        mixed &&
        wrong.length < all.length &&
        wrongValue(
          evidence,
          LENGTH,
          (request) => isWrongLength(request) && !request.signedIn,
          (value, { who, length }) => ({
            message: `${LENGTH} is ${shown(value)}, but ${who} got ${length}. The number belongs to another request: a variable outside of homeActivities() is shared by all.`,
            fix: `Keep it inside the function:\n${SET_LENGTH}`,
          }),
        )
      );
    },
  },
  {
    id: "length-of-something-else",
    learn: "each-request-its-own-values",
    when: (evidence) =>
      wrongValue(evidence, LENGTH, isWrongLength, (value, { who, length }) => ({
        message: `${LENGTH} is ${shown(value)}, but ${who} got ${length} activities: it is the length of something else.`,
        fix: SET_LENGTH,
      })),
  },
  {
    id: "now-read-twice",
    severity: "advice",
    learn: "each-request-its-own-values",
    when: (evidence) => {
      const late = homeRequests(evidence).find(
        ({ span, now }) => typeof span.fields[NOW] === "string" && Date.parse(span.fields[NOW]) - now >= 2,
      );
      const at = late && setOnHome(evidence).find(({ name }) => name === NOW)?.at;
      return (
        late && {
          message: `${NOW} is ${Date.parse(String(late.span.fields[NOW])) - late.now} ms later than the time in the answer: the clock is read a second time.`,
          ...at,
          fix: `Use the now that the answer is made with:\n${SET_NOW}`,
        }
      );
    },
  },
  {
    id: "personal-data-in-a-field",
    severity: "advice",
    learn: "what-does-not-belong-into-a-field",
    when: (evidence) => {
      const told = personal(evidence);
      const at = told && evidence.run?.fieldsSet.find(({ name }) => name === told.name)?.at;
      return (
        told && {
          message: `The field ${told.name} holds ${told.what}. Everybody who may see your traces can read it, for as long as they are kept.`,
          ...at,
          fix: "Leave it out, or put in an id that says nothing about the person.",
        }
      );
    },
  },
  {
    id: "value-in-the-field-name",
    severity: "advice",
    learn: "a-name-and-a-value",
    when: (evidence) => {
      const names = new Set(ownReceived(evidence).flatMap(({ fields }) => Object.keys(fields)));
      const varying = [...names].find((name) => /[0-9a-f]{8}-[0-9a-f]{4}-|(^|[._-])\d+([._-]|$)/.test(name));
      const at = varying && evidence.run?.fieldsSet.find(({ name }) => name === varying)?.at;
      return (
        varying && {
          message: `The field's name holds a value: ${varying}. Each name is a column of its own; with thousands of them nobody finds one any more.`,
          ...at,
          fix: "A fixed name, and what varies as its value.",
        }
      );
    },
  },
  {
    id: "old-http-names",
    severity: "advice",
    learn: "a-name-and-a-value",
    when: (evidence) => {
      const old = ownReceived(evidence)
        .flatMap(({ fields }) => Object.keys(fields))
        .find((name) => Object.hasOwn(OLD_NAMES, name));
      const at = old && evidence.run?.fieldsSet.find(({ name }) => name === old)?.at;
      return (
        old && {
          message: `${old} is a name of 2023. Today it is ${OLD_NAMES[old]}, and the request's span has it already.`,
          ...at,
          fix: "Take the line away.",
        }
      );
    },
  },
]);

function isWrongLength({ span, length }: HomeRequest): boolean {
  return typeof span.fields[LENGTH] === "number" && span.fields[LENGTH] !== length;
}

/** Words for the first request whose value is wrong, with the line that set it. */
function wrongValue(
  evidence: Evidence,
  key: string,
  isWrong: (request: HomeRequest) => boolean,
  say: (value: unknown, request: HomeRequest) => { message: string; fix: string },
) {
  const request = homeRequests(evidence).find((each) => each.span.fields[key] !== undefined && isWrong(each));
  if (!request) return undefined;
  const at =
    setOnHome(evidence).findLast(({ name, spanId }) => name === key && spanId === request.span.spanId)?.at ??
    lineOfText(evidence, key);
  return { ...say(request.span.fields[key], request), ...at, found: lineAt(evidence, at) };
}

function hint(value: unknown, { now, span }: HomeRequest, all: readonly HomeRequest[]): string {
  const away = Date.parse(String(value)) - now;
  if (Math.abs(away + 2 * DAY) < 1000)
    return " That is when the first activity was written, two days before.";
  if (Math.abs(away) >= DAY / 2)
    return ` That is ${Math.round(Math.abs(away) / DAY)} days ${away < 0 ? "before" : "after"}.`;
  const other = all.find((each) => each.span !== span && Math.abs(each.now - Date.parse(String(value))) < 2);
  return other
    ? " It is the time of another request: a variable outside of the function is shared by all."
    : "";
}

function lacksAll(evidence: Evidence): boolean {
  const all = homeRequests(evidence);
  return all.length > 0 && all.every(({ span }) => KEYS.every((key) => span.fields[key] === undefined));
}

/** What the code set on the home feed's spans. */
function setOnHome({ run }: Evidence): FieldSet[] {
  const own = new Set(run?.started.filter(({ name }) => name === SPAN).map(({ spanId }) => spanId));
  return run?.fieldsSet.filter(({ spanId }) => own.has(spanId)) ?? [];
}

function callsFor({ backend }: Evidence, key: string): NamingCall[] {
  return fieldCalls(backend.sources).filter(({ gives }) => gives === key);
}

/** The same letters without case and punctuation, or few of them different. */
function isMeant(name: string, key: string): boolean {
  if (KEYS.includes(name)) return false;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const [mine, wanted] = [plain(name), plain(key)];
  return mine === wanted || `app${mine}` === wanted || mine.endsWith(wanted.slice(3)) || isNear(mine, wanted);
}

function isNear(mine: string, wanted: string): boolean {
  return wanted.length > 8 && nearestWord(mine, [wanted]) !== undefined;
}

function personal(evidence: Evidence): { name: string; what: string } | undefined {
  for (const { fields } of ownReceived(evidence)) {
    for (const [name, value] of Object.entries(fields)) {
      const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
      if (/[\w.+-]+@[\w-]+\.\w{2,}/.test(text)) return { name, what: "an e-mail address" };
      if (/\beyJ[\w-]{10,}\.[\w-]{10,}/.test(text)) return { name, what: "a token" };
      if (/password|passwd|secret|authorization|cookie/i.test(name))
        return { name, what: "a secret, by its name" };
    }
  }
  return undefined;
}

function lineFor(key: string): string {
  return key === LENGTH ? SET_LENGTH : SET_NOW;
}

function lineAt(evidence: Evidence, at: CodeLine | undefined): string {
  return (fileText(evidence, at).split("\n")[(at?.line ?? 0) - 1] ?? "").trim();
}

function lineOfText({ backend }: Evidence, words: string): CodeLine | undefined {
  for (const { path, text } of backend.sources) {
    const line = lineWith(text, words);
    if (line) return { file: path, line };
  }
  return undefined;
}

function fileText({ backend }: Evidence, at: CodeLine | undefined): string {
  return backend.sources.find(({ path }) => path === at?.file)?.text ?? "";
}

function pointAt({ file, line }: Place): CodeLine {
  return { file, line };
}

function optionalLine(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
