import {
  acceptedSpans,
  ancestorsOf,
  calls,
  editDistance,
  fieldCalls,
  lineWith,
  listMistakes,
  ownReceived,
  ownStarted,
  spanMs,
  strayProblem,
  type CodeLine,
  type Evidence,
  type ReceivedSpan,
} from "#course-kit";
import {
  answerProblem,
  ANONYMOUS,
  FAILING,
  NOBODY,
  SIGNED_IN,
  startedElsewhere,
  USER,
  userRequests,
  VISITS,
  type UserRequest,
} from "./facts.ts";

const SETUP = "backend/src/instrumentation.ts";
const HOOK = `new HttpInstrumentation({
  startIncomingSpanHook: (request) => ({ "${USER}": request.headers["x-cruddur-user"] }),
}),`;
const FRAME = `return tracer.startActiveSpan("…", async (span) => {
  try {
    // … the work, with its await and its return
  } finally {
    span.end();
  }
});`;
/** Names that people give to the same thing. */
const OTHER_NAMES =
  /^(app[._])?(user|userid|user[._]id|user[._]handle|user[._]name|username|handle)$|^(enduser|user)[._]id$/i;

/** Nearest to the cause first: the answers, then the field on the request's span, then the span of another service. */
export const mistakes = listMistakes([
  {
    id: "other-answer-lost",
    learn: "a-span-elsewhere",
    hides: ["spans-never-sent"],
    when: (evidence) => {
      const id = VISITS.find(
        (each) => evidence.run?.visits.some((visit) => visit.id === each) && answerProblem(evidence, each),
      );
      const problem = id && answerProblem(evidence, id);
      const own =
        startedElsewhere(evidence).find((span) => span.visit === id) ?? startedElsewhere(evidence)[0];
      const first = /^\w*Error: [^\n]+/m.exec(
        (evidence.run?.stderr ?? "").replace(/^Error: The store was assimilated[^\n]*/gm, ""),
      )?.[0];
      return (
        problem && {
          message: `A service no longer answers as it did: ${problem}.${first && /500/.test(problem) ? ` It says: ${first}` : own ? " Mostly a return or an await is missing around the new span." : ""}`,
          ...own?.at,
          found: lineAt(evidence, own?.at),
          fix: `The span stands around the work, and hands on what it returns or throws:\n${FRAME}`,
        }
      );
    },
  },
  {
    id: "hook-asks-like-express",
    learn: "the-requests-own-span",
    hides: ["user-missing"],
    when: (evidence) => {
      if (!nobodyHasOne(evidence)) return undefined;
      const place = calls(evidence.backend.sources, /^(get|header)$/).find(
        ({ text, source }) => /x-cruddur-user/i.test(text) && /Hook|applyCustomAttributes/.test(source.text),
      );
      return (
        place && {
          message: `${place.text} is Express's way to ask. The hook runs before Express and gets Node's plain request; it has no such function, and the hook's error is swallowed.`,
          file: place.file,
          line: place.line,
          found: place.text,
          fix: 'request.headers["x-cruddur-user"]',
        }
      );
    },
  },
  {
    id: "header-in-capitals",
    learn: "the-requests-own-span",
    hides: ["user-missing"],
    when: (evidence) => {
      const at =
        nobodyHasOne(evidence) &&
        lineOfText(evidence, /headers(\[|\.get\()\s*["'`](?=[^"'`]*[A-Z])x-cruddur-user["'`]/i);
      return (
        at &&
        /[A-Z]/.test(/["'`](x-cruddur-user)["'`]/i.exec(lineAt(evidence, at))?.[1] ?? "") && {
          message: "Node keeps the names of headers in small letters, so there is none with capitals in it.",
          ...at,
          found: lineAt(evidence, at),
          fix: 'request.headers["x-cruddur-user"]',
        }
      );
    },
  },
  {
    id: "header-captured-as-it-is",
    learn: "the-requests-own-span",
    hides: ["user-missing"],
    when: (evidence) => {
      const captured = userRequests(evidence, SIGNED_IN).flatMap(({ server }) =>
        Object.keys(server.fields).filter((name) => /^http\.request\.header\..*user/.test(name)),
      )[0];
      const at = lineOfText(evidence, "headersToSpanAttributes");
      return (
        captured &&
        nobodyHasOne(evidence) && {
          message: `The header is on the request's span, under a name of its own making: ${captured}, and as a list. ${USER} is not there.`,
          ...at,
          found: lineAt(evidence, at),
          fix: `In ${SETUP}:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "user-name-differs",
    learn: "the-requests-own-span",
    hides: ["user-missing"],
    when: (evidence) => {
      if (!nobodyHasOne(evidence)) return undefined;
      const other = userRequests(evidence, SIGNED_IN).flatMap(({ server }) =>
        Object.keys(server.fields).filter((name) => OTHER_NAMES.test(name) || isNear(name)),
      )[0];
      const at = other && (setAs(evidence, other) ?? lineOfText(evidence, other));
      return (
        other && {
          message: `The request's span has a field ${other}; the one that is looked for is ${USER}.`,
          ...at,
          found: lineAt(evidence, at || undefined),
          fix: `In ${SETUP}:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "user-set-too-late",
    learn: "the-requests-own-span",
    hides: ["user-missing"],
    when: (evidence) => {
      const servers = new Set(evidence.run?.started.filter(isServer(evidence)).map(({ spanId }) => spanId));
      const late = evidence.run?.fieldsSet.find(
        ({ name, late: isLate, spanId }) => name === USER && isLate && servers.has(spanId),
      );
      return (
        late &&
        nobodyHasOne(evidence) && {
          message: `${USER} is set when the request's span has already ended, and an ended span takes nothing more.`,
          ...late.at,
          found: lineAt(evidence, late.at),
          fix: `In ${SETUP}:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "user-below-the-request",
    learn: "the-requests-own-span",
    hides: ["user-missing", "user-only-on-some-routes"],
    when: (evidence) => {
      const { run } = evidence;
      const lacking = userRequests(evidence, SIGNED_IN).filter(
        ({ server }) => server.fields[USER] === undefined,
      );
      const below =
        run &&
        acceptedSpans(run).find(
          ({ kind, fields, visit }) =>
            kind !== "server" && fields[USER] !== undefined && lacking.some(({ id }) => id === visit),
        );
      const at = setAs(evidence, USER) ?? lineOfText(evidence, USER);
      return (
        below && {
          message: `${USER} stands on ${below.name}, ${below.scope.name.includes("instrumentation-express") ? "one of Express's spans" : "further down in the trace"}, and not on the request's own span, the root.${/getActiveSpan/.test(lineAt(evidence, at)) ? " getActiveSpan() gives the innermost span, which in a route or a middleware is Express's." : ""} A question about requests looks at roots, and does not find it.`,
          ...at,
          found: lineAt(evidence, at),
          fix: `Give it to the HTTP instrumentation, which makes the root, in ${SETUP}:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "user-is-no-text",
    learn: "the-requests-own-span",
    hides: ["user-of-another-request", "user-is-not-the-handle"],
    when: (evidence) => {
      const odd = userRequests(evidence, SIGNED_IN).find(
        ({ server }) => server.fields[USER] !== undefined && typeof server.fields[USER] !== "string",
      );
      return (
        odd &&
        toldOf(
          evidence,
          odd,
          `${USER} is ${JSON.stringify(odd.server.fields[USER])}, and not a text. Honeycomb cannot group by that as it should.`,
          `In ${SETUP}:\n${HOOK}`,
        )
      );
    },
  },
  {
    id: "user-is-the-same-for-all",
    learn: "each-its-own-user",
    hides: ["user-is-not-the-handle", "user-of-another-request", "nobody-has-a-name"],
    when: (evidence) => {
      const some = having(evidence);
      const values = new Set(some.map(({ server }) => server.fields[USER]));
      const wrong = some.find(isWrong);
      return (
        wrong &&
        values.size === 1 &&
        some.length > 2 &&
        toldOf(
          evidence,
          wrong,
          `${USER} is ${JSON.stringify([...values][0])} in every request, whoever asks; ${wrong.what} should have "${wrong.user}".`,
          `In ${SETUP}:\n${HOOK}`,
        )
      );
    },
  },
  {
    id: "user-of-another-request",
    learn: "each-its-own-user",
    hides: ["user-is-not-the-handle"],
    when: (evidence) => {
      const users = new Set(userRequests(evidence).map(({ user }) => user));
      const wrong = having(evidence).find(
        (each) => isWrong(each) && users.has(String(each.server.fields[USER])),
      );
      return (
        wrong &&
        toldOf(
          evidence,
          wrong,
          `${wrong.what} has the ${USER} of somebody else, "${String(wrong.server.fields[USER])}". Requests run at once, and a variable outside of the function is shared by all.`,
          `Read it from the request itself:\n${HOOK}`,
        )
      );
    },
  },
  {
    id: "user-is-not-the-handle",
    learn: "each-its-own-user",
    when: (evidence) => {
      const wrong = having(evidence).find(isWrong);
      return (
        wrong &&
        toldOf(
          evidence,
          wrong,
          `${wrong.what} has ${JSON.stringify(wrong.server.fields[USER])} as its ${USER}; it should be the handle as it was sent, "${wrong.user}".`,
          `In ${SETUP}:\n${HOOK}`,
        )
      );
    },
  },
  {
    id: "user-only-on-some-routes",
    learn: "the-requests-own-span",
    hides: ["user-missing"],
    when: (evidence) => {
      const lacking = userRequests(evidence, SIGNED_IN).find(
        ({ server }) => server.fields[USER] === undefined,
      );
      return (
        lacking &&
        having(evidence).length > 0 &&
        toldOf(
          evidence,
          lacking,
          `Some requests have ${USER}, but ${lacking.what} has none: it is set in a place that not every request comes by.`,
          `One place for all, in ${SETUP}:\n${HOOK}`,
        )
      );
    },
  },
  {
    id: "nobody-has-a-name",
    learn: "each-its-own-user",
    when: (evidence) => {
      const named = userRequests(evidence, ANONYMOUS).find(
        ({ server }) => server.fields[USER] !== undefined && server.fields[USER] !== NOBODY,
      );
      return (
        named &&
        toldOf(
          evidence,
          named,
          `Nobody is signed in in ${named.what}, and still its ${USER} is ${JSON.stringify(named.server.fields[USER])}. In a table of users that is one user more.`,
          `Leave the field away then; undefined does that by itself. Or write "${NOBODY}":\nrequest.headers["x-cruddur-user"] ?? "${NOBODY}"`,
        )
      );
    },
  },
  {
    id: "user-missing",
    learn: "your-task",
    when: (evidence) => {
      const at = lineOfText(evidence, "new HttpInstrumentation(");
      return (
        userRequests(evidence, SIGNED_IN).length > 0 &&
        nobodyHasOne(evidence) && {
          message: `No request's span has ${USER}, so nobody can say whose requests are slow.`,
          ...at,
          found: lineAt(evidence, at),
          fix: `In ${SETUP}:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "span-of-home-reused",
    learn: "a-span-elsewhere",
    hides: ["other-span-missing", "span-in-another-service"],
    when: (evidence) => {
      if (startedElsewhere(evidence).length > 0) return undefined;
      const reused = ownStarted(evidence).find(
        ({ name, visit }) =>
          name === "home-activities-mock-data" &&
          visit?.startsWith("user-") &&
          !evidence.run?.visits.find(({ id }) => id === visit)?.path.endsWith("/home"),
      );
      return (
        reused && {
          message:
            "The span of another service has the home feed's name, home-activities-mock-data. Under one name the two cannot be told apart.",
          ...reused.at,
          found: lineAt(evidence, reused.at),
          fix: "Name it after its own work, such as search-activities-mock-data.",
        }
      );
    },
  },
  {
    id: "other-span-missing",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      if (userRequests(evidence).length === 0 || startedElsewhere(evidence).length > 0) return undefined;
      const inHome = ownStarted(evidence).find(
        ({ name, visit }) => name !== "home-activities-mock-data" && visit !== undefined,
      );
      return {
        message: inHome
          ? `The span ${inHome.name} belongs to the home feed as well; no other service makes a span of its own yet.`
          : "Only the home feed makes a span of your own; all other services are dark below the request handler.",
        ...(inHome?.at ?? { file: "backend/src/services" }),
        fix: `Choose another file in backend/src/services, and put a span around its work:\nconst tracer = trace.getTracer("search.activities");\n…\n${FRAME}`,
      };
    },
  },
  {
    id: "other-span-never-ended",
    learn: "a-span-elsewhere",
    hides: ["other-span-open-when-it-fails"],
    when: (evidence) => {
      const open = startedElsewhere(evidence).find(
        ({ ended, visit }) => ended === 0 && !FAILING.includes(visit ?? ""),
      );
      return (
        open && {
          message: `The span ${open.name} is started and never ended, so it is never sent.`,
          ...open.at,
          found: lineAt(evidence, open.at),
          fix: `Close it in a finally:\n${FRAME}`,
        }
      );
    },
  },
  {
    id: "other-span-open-when-it-fails",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const open = startedElsewhere(evidence).find(
        ({ ended, visit }) => ended === 0 && FAILING.includes(visit ?? ""),
      );
      const asked = evidence.run?.visits.find(({ id }) => id === open?.visit)?.path;
      return (
        open && {
          message: `When the work fails, as for ${asked}, the span ${open.name} stays open: the line with span.end() is skipped.`,
          ...open.at,
          found: lineAt(evidence, open.at),
          fix: `A finally runs in both cases:\n${FRAME}`,
        }
      );
    },
  },
  {
    id: "other-span-ended-twice",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const twice = startedElsewhere(evidence).find(({ ended }) => ended > 1);
      return (
        twice && {
          message: `The span ${twice.name} is ended ${twice.ended} times. Only the first counts.`,
          ...twice.at,
          found: lineAt(evidence, twice.at),
          fix: "Keep the one in the finally.",
        }
      );
    },
  },
  {
    id: "other-span-strays",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const stray = elsewhere(evidence).find((span) => strayProblem(evidence, span));
      const at = startOf(evidence, stray);
      return (
        stray && {
          message: `${strayProblem(evidence, stray)}. It should be part of the request that made it.`,
          ...at,
          found: lineAt(evidence, at),
          fix: `Leave options and context away, and keep no span in a variable outside of the function:\n${FRAME}`,
        }
      );
    },
  },
  {
    id: "parent-ends-first",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const own = new Set(elsewhere(evidence).map(({ spanId }) => spanId));
      const child = elsewhere(evidence).find((span) => {
        const [parent] = ancestorsOf(evidence, span);
        return parent && own.has(parent.spanId) && span.end > parent.end + 2_000_000n;
      });
      const [parent] = child ? ancestorsOf(evidence, child) : [];
      const at = startOf(evidence, parent);
      return (
        child &&
        parent && {
          message: `${parent.name} ends before ${child.name}, which is part of it: somebody did not wait.`,
          ...at,
          found: lineAt(evidence, at),
          fix: `await what is inside, before the outer span ends:\n${FRAME}`,
        }
      );
    },
  },
  {
    id: "user-on-every-span",
    severity: "advice",
    learn: "the-requests-own-span",
    when: (evidence) => {
      const { run } = evidence;
      const [request] = having(evidence);
      if (!run || !request) return undefined;
      const spans = acceptedSpans(run).filter(({ visit }) => visit === request.id);
      const at = setAs(evidence, USER);
      return (
        spans.length > 3 &&
        spans.every(({ fields }) => fields[USER] !== undefined) && {
          message: `${USER} is on all ${spans.length} spans of a request. Then a COUNT by user counts spans and not requests, unless the question asks for roots only.`,
          ...at,
          fix: `The request's own span is enough:\n${HOOK}`,
        }
      );
    },
  },
  {
    id: "personal-data-on-the-request",
    severity: "advice",
    learn: "who-may-know",
    when: (evidence) => {
      const told = userRequests(evidence)
        .flatMap(({ server }) => Object.entries(server.fields))
        .find(
          ([name, value]) =>
            /^(app|user|enduser)[._]/.test(name) &&
            /[\w.+-]+@[\w-]+\.\w{2,}|^Bearer /.test(JSON.stringify(value)),
        );
      const at = told && (setAs(evidence, told[0]) ?? lineOfText(evidence, told[0]));
      return (
        told && {
          message: `${told[0]} holds an e-mail address or a token. Everybody who may see your traces can read it.`,
          ...at,
          fix: `The handle is enough to find a user again: ${USER}`,
        }
      );
    },
  },
  {
    id: "other-span-named-by-value",
    severity: "advice",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const places = Map.groupBy(startedElsewhere(evidence), ({ at }) => `${at?.file}:${at?.line}`);
      const varying = [...places.values()].find(
        (spans) =>
          spans[0]?.at &&
          new Set(spans.map(({ name }) => name)).size > 1 &&
          holdsValues(spans.map(({ name }) => name)),
      );
      return (
        varying && {
          message: `One line of code gives spans several names: ${[...new Set(varying.map(({ name }) => name))].slice(0, 3).join(", ")}. A name is for grouping; what varies belongs into a field.`,
          ...varying[0]?.at,
          fix: "One fixed name, and span.setAttribute(…) for what varies.",
        }
      );
    },
  },
  {
    id: "other-span-without-time",
    severity: "advice",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const spans = elsewhere(evidence).filter(({ visit }) => !FAILING.includes(visit ?? ""));
      const at = startOf(evidence, spans[0]);
      return (
        at?.file.includes("/services/") &&
        spans.every((span) => spanMs(span) < 0.5) && {
          message: `The span ${spans[0]?.name} took ${spanMs(spans[0] as ReceivedSpan).toFixed(2)} ms: the work that takes the time is not inside it.`,
          ...at,
          fix: `Start it before the store is asked, and end it after the answer:\n${FRAME}`,
        }
      );
    },
  },
]);

function isWrong({ user, server }: UserRequest): boolean {
  return server.fields[USER] !== user;
}

/** Signed-in requests whose own span has the field. */
function having(evidence: Evidence): UserRequest[] {
  return userRequests(evidence, SIGNED_IN).filter(({ server }) => server.fields[USER] !== undefined);
}

function nobodyHasOne(evidence: Evidence): boolean {
  return userRequests(evidence, SIGNED_IN).length > 0 && having(evidence).length === 0;
}

function toldOf(evidence: Evidence, { server }: UserRequest, message: string, fix: string) {
  const set = evidence.run?.fieldsSet.find(
    ({ name, spanId }) => name === USER && spanId === server.spanId,
  )?.at;
  const at = set ?? setAs(evidence, USER) ?? lineOfText(evidence, USER);
  return { message, ...at, found: lineAt(evidence, at), fix };
}

function elsewhere(evidence: Evidence): ReceivedSpan[] {
  const ids = new Set(startedElsewhere(evidence).map(({ spanId }) => spanId));
  return ownReceived(evidence).filter(({ spanId }) => ids.has(spanId));
}

function isServer(evidence: Evidence) {
  const servers = new Set(
    (evidence.run?.spans ?? []).filter(({ kind }) => kind === "server").map(({ spanId }) => spanId as string),
  );
  return ({ spanId }: { spanId: string }) => servers.has(spanId);
}

function startOf({ run }: Evidence, span: ReceivedSpan | undefined): CodeLine | undefined {
  return run?.started.find(({ spanId }) => spanId === span?.spanId)?.at;
}

/** Where a field of that name was set, in a request or by a call in the code. */
function setAs({ run, backend }: Evidence, name: string): CodeLine | undefined {
  const set = run?.fieldsSet.find((each) => each.name === name)?.at;
  if (set) return set;
  const call = fieldCalls(backend.sources).find(({ gives }) => gives === name);
  return call && { file: call.file, line: call.line };
}

function isNear(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  return plain.length > 5 && editDistance(plain, "appuserid") <= 2;
}

/** Names that differ in a word or a number, not names of different work that a helper was given. */
function holdsValues(names: readonly string[]): boolean {
  const [first = "", ...rest] = [...new Set(names)];
  return rest.every((name) => name.slice(0, 8) === first.slice(0, 8) && first.length > 8);
}

function lineOfText({ backend }: Evidence, words: string | RegExp): CodeLine | undefined {
  for (const { path, text } of backend.sources) {
    const line = lineWith(text, words);
    if (line) return { file: path, line };
  }
  return undefined;
}

function lineAt({ backend }: Evidence, at: CodeLine | undefined): string {
  const text = backend.sources.find(({ path }) => path === at?.file)?.text ?? "";
  return (text.split("\n")[(at?.line ?? 0) - 1] ?? "").trim();
}
