import type { Answer } from "@/lib/answers/answer";
import { numberFormat } from "@/lib/answers/format";
import { MONTH_NAMES, SHORT_MONTHS } from "@/lib/answers/months";

/** A number as written, with how many decimals it shows. */
type Figure = { readonly text: string; readonly value: number; readonly decimals: number };
type Evidence = {
  readonly numbers: readonly number[];
  readonly dates: ReadonlySet<string>;
  readonly texts: string;
  readonly words: ReadonlySet<string>;
};

const DATE = new RegExp(`\\b(?:(\\d{1,2}) )?(${SHORT_MONTHS.join("|")})[a-z]* (\\d{4})\\b(?:, \\d{2}:\\d{2})?`, "g");
const ISO_DATE = /\b(\d{4}-\d{2}(?:-\d{2})?)\b(?:[ T]\d{2}:\d{2}(?::\d{2})?)?/g;
const NUMBER = /(?<![\p{L}\d.])\d[\d,]*(?:\.\d+)?(?![\p{L}\d])/gu;
const DAY_MS = 86_400_000;

/**
 * The figures, dates and names in an answer's sentence that resolve to nothing: to no result cell, not to the question, the
 * window or the stated understanding, and to no stated arithmetic over cells. Empty means proven.
 * A figure matches a cell that rounds to it at the decimals shown. A name is a run of capitalised words inside a
 * sentence, or of Latin ones in another script; a name in small letters cannot be told from other words.
 */
export function findUnproven(answer: Answer, question: string): readonly string[] {
  const evidence = evidenceOf(answer, question);
  const { dates, rest } = takeDates(asEnglish(answer.text, answer.language ?? "en"));
  const badDates = dates.filter(({ iso }) => ![...evidence.dates].some((known) => known.startsWith(iso))).map(({ text }) => text);
  const badFigures = figuresOf(rest)
    .filter((figure) => !isKnown(figure, evidence))
    .map(({ text }) => text);
  const badNames =
    answer.report === null ? namesOf(rest, answer.language ?? "en").filter((name) => !evidence.words.has(name.toLowerCase())) : [];
  return [...badDates, ...badFigures, ...badNames];
}

/** Words that can only be names: capitalised ones that do not begin a sentence, unless the next one is capitalised too. */
function namesOf(text: string, language: NonNullable<Answer["language"]>): readonly string[] {
  if (language === "bn") return (text.match(/[A-Za-z][A-Za-z'-]*[A-Za-z]/g) ?? []).filter((word) => !/^[A-Z]{2,4}$/.test(word));
  const words = [...text.matchAll(/(?<![\p{L}\p{M}\d'-])\p{Lu}[\p{L}\p{M}'-]*[\p{L}\p{M}]/gu)];
  return words
    .filter(
      ({ 0: word, index }) =>
        !/^\p{Lu}{2,4}$/u.test(word) && (!beginsSentence(text, index) || /^\s\p{Lu}\p{Ll}/u.test(text.slice(index + word.length))),
    )
    .map(([word]) => word);
}

function beginsSentence(text: string, at: number): boolean {
  return /(?:^|[.?!:“]\s*)$/.test(text.slice(0, at));
}

/** Figures and dates of another language in English form, so that one reading serves all: "1.234,50" and "১,২৩৪.৫০" are 1,234.50. */
function asEnglish(text: string, language: NonNullable<Answer["language"]>): string {
  if (language === "en") return text;
  // A counting word is written onto its number: "২,১৭৫টি".
  const digits = text.replace(/[০-৯]/g, (digit) => String(digit.charCodeAt(0) - 0x09e6)).replace(/(\d)(?=\p{Script=Bengali})/gu, "$1 ");
  const names = MONTH_NAMES[language];
  const dated = digits.replace(/(?<!\p{L})([\p{L}\p{M}]+)(?: de)? (?=\d{4})/gu, (match, word: string) => {
    const month = names.findIndex(
      (name) => name === word.toLowerCase() || (language === "es" && word.length >= 3 && name.startsWith(word.toLowerCase())),
    );
    return month === -1 ? match : `${SHORT_MONTHS[month] ?? ""} `;
  });
  const days = dated.replace(/(\d{1,2}) de (?=[A-Z][a-z]{2} \d{4})/g, "$1 ");
  return language === "bn"
    ? days
    : days.replace(/\d[\d.]*(?:,\d+)?(?![\d/])/g, (number) => number.replace(/\.(?=\d{3})/g, "").replace(",", "."));
}

function isKnown(figure: Figure, { numbers, texts }: Evidence): boolean {
  // Formatting is slow, so only numbers as near as rounding can bring them are rounded.
  const reach = 10 ** -figure.decimals;
  if (
    numbers.some((known) => Math.abs(Math.abs(known) - figure.value) <= reach && rounded(Math.abs(known), figure.decimals) === figure.value)
  )
    return true;
  return new RegExp(`(?<![\\d.])${figure.text.replace(/[.]/g, "\\.")}(?![\\d])`).test(texts);
}

function evidenceOf(answer: Answer, asked: string): Evidence {
  const question = asEnglish(asked, answer.language ?? "en");
  const { table, window, report } = answer;
  const cells = table ? table.rows.flat() : [];
  const numbers = cells.filter((cell) => typeof cell === "number");
  const counts = table ? [table.rowCount, table.rows.length] : [];
  const derived = (answer.arithmetic ?? []).filter(holds).map(({ value }) => value);
  const said = [question, ...answer.understood.map(({ text }) => text), window?.label ?? ""];
  const texts = [
    ...said,
    ...cells.filter((cell) => typeof cell === "string"),
    ...answer.params.map(String),
    ...(report ? [JSON.stringify(report)] : []),
  ];
  const reported = report ? figuresOf(JSON.stringify(report)).map(({ value }) => value) : [];
  const dates = [window?.from, window && lastDay(window.to), window?.to, answer.dataAsOf, ...isoDates(texts.join("\n"))];
  return {
    numbers: [...numbers, ...counts, ...derived, ...reported, ...said.flatMap(figuresOf).map(({ value }) => value)],
    dates: new Set(dates.filter((date) => typeof date === "string")),
    texts: texts.join("\n"),
    words: wordsIn([...texts, answer.sql ?? "", ...(table?.columns ?? []).flatMap(({ name, label }) => [name, label])]),
  };
}

/** Every word of the evidence, and the singular of the weekdays among them. */
function wordsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(
    texts
      .join("\n")
      .toLowerCase()
      .replaceAll("_", " ")
      .match(/\p{L}[\p{L}\p{M}'-]*/gu) ?? [],
  );
}

/** Whether stated arithmetic is true of the values it names. */
function holds({ op, of, value }: NonNullable<Answer["arithmetic"]>[number]): boolean {
  const [a = 0, b = 0] = of;
  const sum = of.reduce((total, item) => total + item, 0);
  const results = {
    difference: a - b,
    change: b === 0 ? Number.NaN : ((a - b) / b) * 100,
    share: b === 0 ? Number.NaN : (a / b) * 100,
    ratio: b === 0 ? Number.NaN : a / b,
    sum,
    mean: of.length === 0 ? Number.NaN : sum / of.length,
    count: of.length,
  };
  const result = results[op];
  return Math.abs(result - value) <= 1e-6 * Math.max(1, Math.abs(result));
}

function takeDates(text: string): { readonly dates: readonly { text: string; iso: string }[]; readonly rest: string } {
  const dates: { text: string; iso: string }[] = [];
  const keep = (match: string, iso: string): string => {
    dates.push({ text: match, iso });
    return " ";
  };
  const rest = text
    .replace(DATE, (match, day: string | undefined, month: string, year: string) => keep(match, isoOf(year, month, day)))
    .replace(ISO_DATE, (match, iso: string) => keep(match, iso));
  return { dates, rest };
}

function isoDates(text: string): readonly string[] {
  return [...text.matchAll(ISO_DATE)]
    .map((match) => match[1] ?? "")
    .concat([...text.matchAll(DATE)].map((match) => isoOf(match[3] ?? "", match[2] ?? "", match[1])));
}

function isoOf(year: string, month: string, day: string | undefined): string {
  const number = String(SHORT_MONTHS.indexOf(month) + 1).padStart(2, "0");
  return day ? `${year}-${number}-${day.padStart(2, "0")}` : `${year}-${number}`;
}

function lastDay(exclusive: string): string {
  const at = Date.parse(`${exclusive.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at) ? exclusive : new Date(at - DAY_MS).toISOString().slice(0, 10);
}

function figuresOf(text: string): readonly Figure[] {
  return [...text.matchAll(NUMBER)].map(([match]) => {
    const plain = match.replaceAll(",", "");
    return { text: plain, value: Number(plain), decimals: plain.split(".")[1]?.length ?? 0 };
  });
}

function rounded(value: number, decimals: number): number {
  return Number(numberFormat("en-US", { maximumFractionDigits: decimals, useGrouping: false }).format(value));
}
