import { type WrongAnswer, replace } from "../example.ts";

const FILE = "backend/src/services/home-activities.ts";
const SET_NOW = 'span.setAttribute("app.now", now.toISOString());';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "personal-data-in-a-field",
    made: "an e-mail address",
    entries: ["E24"],
    step: "span-fields",
    outcome: "advice",
    inShort: true,
    at: `${FILE}:17`,
    change: {
      [FILE]: replace(
        SET_LENGTH,
        `${SET_LENGTH}\n      span.setAttribute("app.user_email", \`\${user}@cruddur.com\`);`,
      ),
    },
  },
  {
    finding: "field-past-the-api",
    made: "written into the span's attributes",
    step: "span-fields",
    outcome: "advice",
    at: `${FILE}:13`,
    change: {
      [FILE]: replace(SET_NOW, 'span.attributes["app.now"] = now.toISOString();'),
    },
  },
  {
    finding: "value-in-the-field-name",
    made: "a field for each activity's id",
    entries: ["E23"],
    step: "span-fields",
    outcome: "advice",
    change: {
      [FILE]: replace(
        SET_LENGTH,
        `${SET_LENGTH}\n      for (const { uuid } of results) span.setAttribute(\`app.activity.\${uuid}\`, true);`,
      ),
    },
  },
  {
    finding: "personal-data-in-the-baggage",
    made: "an e-mail address in the baggage",
    entries: ["F18"],
    step: "span-fields",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: (text) =>
        text
          .replace("import { trace }", "import { context, propagation, trace }")
          .replace(
            "return results;",
            'const bag = propagation.createBaggage({ "user.email": { value: `${user}@cruddur.com` } });\n      return context.with(propagation.setBaggage(context.active(), bag), () => results);',
          ),
    },
  },
];
