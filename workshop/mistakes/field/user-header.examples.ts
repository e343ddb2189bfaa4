import { type WrongAnswer, replace } from "../example.ts";

const SETUP = "backend/src/instrumentation.ts";
const HOOK = /\(request\) => \(\{ "app\.user_id": request\.headers\["x-cruddur-user"\] \}\)/;
const HEADER = 'request.headers["x-cruddur-user"]';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "hook-asks-like-express",
    made: "request.get() in the hook",
    step: "user-fields",
    inShort: true,
    change: { [SETUP]: replace(HEADER, 'request.get("x-cruddur-user")') },
  },
  {
    finding: "header-in-capitals",
    made: "the header's name in capitals",
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("x-cruddur-user", "X-Cruddur-User") },
  },
  {
    finding: "header-name-differs",
    made: "another name for the header",
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("x-cruddur-user", "x-cruddur-user-id") },
  },
  {
    finding: "header-name-differs",
    made: "the header with underscores",
    unsaid: /nothing in that file reads/,
    step: "user-fields",
    change: { [SETUP]: replace("x-cruddur-user", "x_cruddur_user") },
  },
  {
    finding: "header-never-read",
    made: "the user looked for in the address",
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: {
      [SETUP]: replace(
        HEADER,
        'new URL(request.url ?? "/", "http://localhost").searchParams.get("user") ?? undefined',
      ),
    },
  },
  {
    finding: "header-name-differs",
    made: "the header's name with a dot",
    step: "user-fields",
    says: "xCruddurUser",
    change: { [SETUP]: replace(HEADER, "request.headers.xCruddurUser") },
  },
  {
    finding: "header-name-differs",
    made: "headers taken out of the request, and a typo in a constant",
    step: "user-fields",
    says: "x-crudur-user",
    fix: 'const WHO = "x-cruddur-user";',
    change: {
      [SETUP]: (text) =>
        text
          .replace("const sdk", 'const WHO = "x-crudur-user";\n\nconst sdk')
          .replace(HOOK, '({ headers }) => ({ "app.user_id": headers[WHO] })'),
    },
  },
];
