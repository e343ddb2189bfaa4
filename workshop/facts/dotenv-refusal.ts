import { parseDotenv } from "../compose/parse-dotenv.ts";
import type { Evidence } from "../lab/evidence.ts";

/** Why Compose would take nothing of a .env that the key comes from. */
export function dotenvRefusal({ effective, dotenvText = "" }: Evidence["key"]) {
  return effective?.from === "dotenv"
    ? parseDotenv(dotenvText).problems.find(({ stops }) => stops)
    : undefined;
}
