/** A row has room for so much; laying out a megabyte in one line would freeze the page. */
export function clip(text: string, most = 200): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
