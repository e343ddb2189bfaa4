import { calls, constructions, propertiesOf, type Place } from "./look-in-sources.ts";
import type { SourceText } from "../lab/evidence.ts";
import { HTTP } from "./set-up-code.ts";
import { placeIn } from "./where.ts";

/** Where an instrumentation is given `enabled: false`: by itself, or in the map of all of them. */
export function disabledIn(sources: readonly SourceText[], name: string): Place | undefined {
  const className = name === HTTP ? /^HttpInstrumentation$/ : /^ExpressInstrumentation$/;
  const option = optionIn(sources, className, name, /^enabled$/);
  if (option && /false/.test(option.place.text)) return option.place;
  return calls(sources, /^disable$/).find(({ text }) => /http|express|instrumentation/i.test(text));
}

/** An option of an instrumentation, given to its class or in the map for `getNodeAutoInstrumentations`. */
export function optionIn(
  sources: readonly SourceText[],
  className: RegExp,
  name: string,
  option: RegExp,
): { name: string; place: Place } | undefined {
  const own = constructions(sources, className).map(({ source, node }) => ({
    source,
    options: propertiesOf(node.arguments[0]),
  }));
  const inMap = calls(sources, /^getNodeAutoInstrumentations$/).map(({ source, node }) => ({
    source,
    options: propertiesOf(propertiesOf(node.arguments[0]).get(name)?.value),
  }));
  for (const { source, options } of [...own, ...inMap]) {
    for (const [key, node] of options)
      if (option.test(key)) return { name: key, place: placeIn(source, node) };
  }
  return undefined;
}
