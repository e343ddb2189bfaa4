import { maskKeysIn, maskKeyShapes } from "../../compose/mask-key.ts";
import { exporterPlace, misdirected, refusedElsewhere } from "../../facts/page-sending.ts";
import type { At } from "../../facts/page-code.ts";
import { isHoneycomb } from "../../facts/traces-endpoint.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { exporterToOwnOrigin } from "../edits/page-edits.ts";
import { edits } from "../remedy.ts";

/** Where the browser sends its spans: past the page's own origin. */
export const pageSendingMistakes: readonly Mistake[] = [
  {
    id: "spans-straight-to-honeycomb",
    learn: "a-browser-keeps-no-secret",
    when: (evidence) => {
      const sent = evidence.page?.requests.find(
        ({ url }) => isHoneycomb(url) || /honeycomb\.io(:\d+)?\//.test(`${url}/`),
      );
      return (
        sent && {
          message: `The browser sends its spans straight to ${new URL(sent.url).hostname}. For that the page must hold a key, which everyone can read.`,
          ...maskedPlace(evidence),
          remedy: edits(...exporterToOwnOrigin(evidence)),
        }
      );
    },
  },
  {
    id: "spans-straight-to-the-receiver",
    learn: "to-your-own-address",
    when: (evidence) => {
      const { page } = evidence;
      const sent = page?.requests.find(({ url }) =>
        /^(localhost|127\.0\.0\.1):431\d$/.test(new URL(url).host),
      );
      return (
        page &&
        sent && {
          message: `The browser sends its spans to ${new URL(sent.url).origin}. That is another origin than ${page.origin}, and the receiver takes nothing from there.`,
          ...maskedPlace(evidence),
          remedy: edits(...exporterToOwnOrigin(evidence)),
        }
      );
    },
  },
  {
    id: "spans-to-somewhere-else",
    symptom: true,
    learn: "to-your-own-address",
    when: (evidence) => {
      const lost = misdirected(evidence);
      const url = lost && !lost.isOwn ? lost.url : refusedElsewhere(evidence);
      const status = lost && !lost.isOwn ? lost.request.status : undefined;
      return (
        url && {
          message: `The browser sends its spans to ${url.href}, which ${status ? `answers ${status}` : "does not take them"}. They belong to the page's own origin, ${evidence.page?.origin}.`,
          ...maskedPlace(evidence),
          remedy: edits(...exporterToOwnOrigin(evidence)),
        }
      );
    },
  },
];

/** The learner's line may hold a key. */
function maskedPlace(evidence: Evidence): At | undefined {
  const place = exporterPlace(evidence);
  const key = evidence.key.effective?.value;
  return place && { ...place, found: maskKeyShapes(maskKeysIn(place.found, key ? [key] : [])) };
}
