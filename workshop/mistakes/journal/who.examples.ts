import type { WrongAnswer } from "../example.ts";
import { answer } from "../example-files/journal-text.ts";



export const wrongAnswers: readonly WrongAnswer[] = [
{ finding: "wrong-user", made: "another user", step: "explore-traces", inShort: true, change: answer("slow-user", "garek") },
{ finding: "wrong-user", made: "the app's name", step: "explore-traces", change: answer("slow-user", "cruddur-app/1.0") },
{ finding: "wrong-user", made: "two users", step: "explore-traces", change: answer("slow-user", "worf or garek") },
{
    finding: "wrong-search",
    made: "one that works",
    step: "explore-traces",
    inShort: true,
    change: answer("failing-search", "cloud"),
  },
{ finding: "wrong-search", made: "the status", step: "explore-traces", change: answer("failing-search", "500") },
];
