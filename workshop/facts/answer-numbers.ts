/** A number that a person wrote, and its unit where one stands behind it. */
export interface AnswerNumber {
  readonly value: number;
  readonly unit: "h" | "min" | "s" | "ms" | "µs" | "ns" | undefined;
}

/**
 * What the first number in an answer may mean: `1,234`, `1 234` and `1.234` are read in every way that a country has.
 * Empty where there is none.
 */
export function answerNumbers(text: string): AnswerNumber[] {
  return numbersIn(text)[0] ?? [];
}

/**
 * What any number in an answer may mean, as in `796 spans in 231 traces`. Of a range, a choice or a long list only the
 * first one: who names many numbers has not answered with one.
 */
export function everyNumber(text: string): AnswerNumber[] {
  const found = numbersIn(text);
  return found.length > MOST_NUMBERS || CHOICE.test(text) ? (found[0] ?? []) : found.flat();
}

const MOST_NUMBERS = 4;
const CHOICE = /\d\s*(?:[a-zµμ]{1,3}\s*)?(?:[-–—~/,&+]|to|or|and|until)\s*[-~≈]?\s*\d/iu;
const NUMBER = /(?<![\w.,])[-~≈]?\s*(\d(?:[\d.,'’_\s\u00a0\u202f]*\d)?)\s*([a-zµμ]+)?/giu;
const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Each number with all that it may mean; where there are no digits, a small one in letters. */
function numbersIn(text: string): AnswerNumber[][] {
  const found = [...text.matchAll(NUMBER)].map(([, digits = "", word = ""]) =>
    [...new Set(readings(digits))].map((value) => ({ value, unit: unitOf(word) })),
  );
  const [, word = ""] = /^\W*(\w+)/.exec(text.toLowerCase()) ?? [];
  return found.length === 0 && WORDS.includes(word)
    ? [[{ value: WORDS.indexOf(word), unit: undefined }]]
    : found;
}

function readings(written: string): number[] {
  const digits = written.replaceAll(/['’_\s\u00a0\u202f]/gu, "");
  const [commas, dots] = [digits.split(",").length - 1, digits.split(".").length - 1];
  if (commas + dots === 0) return [Number(digits)];
  if (commas > 0 && dots > 0) {
    const pointed = digits.lastIndexOf(".") > digits.lastIndexOf(",");
    const plain = pointed ? digits.replaceAll(",", "") : digits.replaceAll(".", "").replace(",", ".");
    return numbers(plain);
  }
  const mark = commas > 0 ? "," : ".";
  const whole = new RegExp(`^[1-9]\\d{0,2}(\\${mark}\\d{3})+$`).test(digits)
    ? numbers(digits.replaceAll(mark, ""))
    : [];
  const broken = commas + dots === 1 ? numbers(digits.replace(",", ".")) : [];
  return mark === "." ? [...broken, ...whole] : [...whole, ...broken];
}

function numbers(text: string): number[] {
  const value = Number(text);
  return Number.isFinite(value) ? [value] : [];
}

function unitOf(word: string): AnswerNumber["unit"] {
  if (/^(ms|msec|milli)/i.test(word)) return "ms";
  if (/^(s|sec|secs|seconds?)$/i.test(word)) return "s";
  if (/^(mins?|minutes?)$/i.test(word)) return "min";
  if (/^(h|hrs?|hours?)$/i.test(word)) return "h";
  if (/^([µμ]s|us|micro)/i.test(word)) return "µs";
  if (/^(ns|nano)/i.test(word)) return "ns";
  return undefined;
}
