import { type WrongAnswer, replace } from "../example.ts";
import { frame } from "../example-files/span-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SEARCH = "backend/src/services/search-activities.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "exception-without-status",
    made: "recordException alone",
    entries: ["E16"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: replace(
        "} finally",
        "} catch (error) {\n      span.recordException(error as Error);\n      throw error;\n    } finally",
      ),
    },
  },
  {
    finding: "ok-although-it-failed",
    made: "OK at the start",
    entries: ["E19"],
    step: "custom-span",
    outcome: "advice",
    change: {
      [FILE]: frame({
        imports: 'import { SpanStatusCode, trace } from "@opentelemetry/api";',
        before: "span.setStatus({ code: SpanStatusCode.OK });",
      }),
    },
  },
  {
    finding: "error-although-it-went-well",
    made: "ERROR at the start",
    step: "custom-span",
    outcome: "advice",
    change: { [FILE]: frame({ before: "span.setStatus({ code: 2 });" }) },
  },
  {
    finding: "status-unknown",
    made: "SpanStatusCode.Error",
    step: "custom-span",
    outcome: "advice",
    says: "SpanStatusCode.Error",
    change: {
      [FILE]: frame({
        imports: 'import { SpanStatusCode, trace } from "@opentelemetry/api";',
        work: "WORK\n    } catch (error) {\n      span.setStatus({ code: SpanStatusCode.Error as never });\n      throw error;",
      }),
    },
  },
  {
    finding: "failure-that-hides-the-first",
    made: "SpanStatusCode without its import, in the catch",
    step: "custom-span",
    outcome: "advice",
    says: "SpanStatusCode is not defined",
    change: {
      [FILE]: frame({
        work: "WORK\n    } catch (error) {\n      span.setStatus({ code: SpanStatusCode.ERROR });\n      throw error;",
      }),
    },
  },
  {
    finding: "fields-dropped",
    made: "two hundred fields",
    entries: ["E30"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: frame({
        before:
          "for (let row = 0; row < 200; row += 1) span.setAttribute(`row${String.fromCharCode(97 + (row % 26))}${row}`, row);",
      }),
    },
  },
  {
    finding: "failure-kept-in-a-catch",
    made: "a catch in the search that throws nothing",
    unsaid: /Mend that line/,
    says: "backend/src/app.ts",
    step: "user-fields",
    outcome: "advice",
    change: {
      [SEARCH]: replace("} finally {", "} catch {\n      span.setStatus({ code: 2 });\n    } finally {"),
    },
  },
  {
    finding: "exception-without-status",
    made: "recordException alone, in the search",
    entries: ["E16"],
    step: "user-fields",
    outcome: "advice",
    change: {
      [SEARCH]: replace(
        "} finally",
        "} catch (error) {\n      span.recordException(error as Error);\n      throw error;\n    } finally",
      ),
    },
  },
];
