/** Gives a name a value in the text of a `.env` file: changes that one line, or adds one; every other byte stays. */
export function setDotenvValue(text: string, name: string, value: string): string {
  const line = new RegExp(
    `^((?:\\uFEFF)?[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*)(?:=[^\\r\\n]*)?(?=\\r?$)`,
    "gm",
  );
  const places = [...text.matchAll(line)];
  const place = places.at(-1);
  if (place)
    return `${text.slice(0, place.index)}${place[1]?.trimEnd()}=${value}${text.slice(place.index + place[0].length)}`;
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : ending;
  return `${text}${gap}${name}=${value}${ending}`;
}
