/** The service of the home feed with another frame around its work, to write many like it: right ones and wrong ones. */
const WORK = `const now = new Date();
      const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
      if (user) results.unshift(lore(now));
      return results;`;

export interface HomeParts {
  /** Import lines besides the service's own. */
  readonly imports?: string;
  /** Between the imports and the function. */
  readonly top?: string;
  /** What stands in homeActivities(). */
  readonly body: string;
  /** Without it the function is `async`. */
  readonly head?: string;
}

/** Changes the text of home-activities.ts, whichever step it stands at. `WORK` in the body stands for the work. */
export function home(parts: HomeParts): (text: string) => string {
  return (text) => {
    const {
      imports = 'import { trace } from "@opentelemetry/api";',
      top = 'const tracer = trace.getTracer("home.activities");',
      head = "export async function homeActivities(user?: string): Promise<Activity[]> {",
      body,
    } = parts;
    const rest = text.slice(text.indexOf("function everyonesActivities"));
    return `${imports}
import type { Activity } from "../activity.ts";
import { isoTime } from "../iso-time.ts";
import { queryMockStore } from "../query-mock-store.ts";

${top}

${head}
  ${body.replaceAll("WORK", WORK)}
}

${rest}`;
  };
}
