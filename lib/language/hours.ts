/**
 * The time of day that a text names, with the characters that said it: whole hours 0 to 23 in the order of the day, or,
 * where a bound has minutes, `clock` with "HH:MM" bounds, the second exclusive and earlier than the first over midnight.
 */
export type FoundHours = {
  readonly hours: readonly number[];
  readonly clock: readonly [string, string] | null;
  readonly label: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
};

/** Minutes of the day; `to` is exclusive. */
type Span = { readonly from: number; readonly to: number; readonly start: number; readonly end: number; readonly isPart: boolean };
type Groups = Readonly<Record<string, string | undefined>>;

const DAY = 24 * 60;

/** "6pm", "6:30 p.m.", "18:00", "half past 9", "noon", "midnight"; a bare number only beside a part of the day ("8 in the morning"). */
const time = (side: "a" | "b"): string =>
  `(?:(?<${side}half>half past )?(?<${side}hour>\\d{1,2})(?:[:.](?<${side}minute>[0-5]\\d))?\\s*(?<${side}noon>[ap])\\.?m\\b\\.?|(?<${side}day>\\d{1,2}):(?<${side}dayMinute>[0-5]\\d)(?!\\d)|(?:half past (?<${side}past>\\d{1,2})\\b)|(?<${side}clock>\\d{1,2})\\s*o['’]?clock|(?<${side}named>noon|midday|midnight)|(?<${side}part>\\d{1,2}) in the (?<${side}partOf>morning|afternoon|evening)|(?<${side}late>\\d{1,2}) at night)`;
const TO = "\\s*(?:and|to|till|until|-|–)\\s*";
const BETWEEN = new RegExp(`\\b(?:(?:between|from)\\s+)${time("a")}${TO}${time("b")}`, "gi");
const HALF_NAMED =
  /\b(?:between|from)\s+(\d{1,2})(?:[:.]([0-5]\d))?\s*(?:and|to|till|until|-|–)\s*(\d{1,2})(?:[:.]([0-5]\d))?\s*([ap])\.?m\b\.?/gi;
// The second number takes its half of the day from the first: "from 10am to 2", "between 9:30 and 12".
const BARE_END = new RegExp(
  `\\b(?:between|from)\\s+${time("a")}${TO}(?<bare>\\d{1,2})(?![\\d:.,%]|\\s*(?:st|nd|rd|th|taka|tk|bdt|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`,
  "gi",
);
const BARE_RANGE = new RegExp(`${time("a")}${TO}${time("b")}`, "gi");
const OPEN = new RegExp(`\\b(?<word>after|since|from|past|later than|before|until|till|by|earlier than)\\s+${time("a")}`, "gi");
const AT = new RegExp(`\\b(?:at|around)\\s+${time("a")}`, "gi");
const PARTS: readonly (readonly [RegExp, number, number])[] = [
  [/\b(?:(?:in|during) the |early |every )?mornings?\b/gi, 6, 12],
  [/\b(?:(?:in|during) the )?afternoons?\b/gi, 12, 17],
  [/\b(?:(?:in|during) the )?evenings?\b/gi, 17, 21],
  // "last night" is part of two days, and is left for the asker to say in hours.
  [/(?<!\b(?:last|to|fort)[ -]?)\b(?:at |during the |in the |late (?:at )?|over)?nights?\b/gi, 21, 6],
];

/**
 * The time of day that a text restricts to: "after 6pm", "between 9:30 and 12", "before noon", "in the morning"
 * (6 to 12; afternoon 12 to 17, evening 17 to 21, night 21 to 6). Ends are exclusive; bounds that stand beside
 * one another all hold ("after 6pm and before 9pm"), and those that share no hour ("morning and evening") stand apart.
 */
export function findHours(text: string): readonly FoundHours[] {
  const spans: Span[] = [];
  const add = (match: RegExpMatchArray, from: number | null, to: number | null, isPart = false): void => {
    const [start, end] = [match.index ?? 0, (match.index ?? 0) + match[0].length];
    if (from === null || to === null || spans.some((other) => start < other.end && end > other.start)) return;
    spans.push({ from, to, start, end, isPart });
  };
  for (const match of text.matchAll(BETWEEN)) add(match, timeAt(match.groups, "a"), timeAt(match.groups, "b"));
  for (const match of text.matchAll(HALF_NAMED)) add(match, clock(match[1], match[2], match[5]), clock(match[3], match[4], match[5]));
  for (const match of text.matchAll(BARE_END)) addBareEnd(match, add);
  for (const match of text.matchAll(BARE_RANGE)) add(match, timeAt(match.groups, "a"), timeAt(match.groups, "b"));
  for (const match of text.matchAll(OPEN)) {
    const at = timeAt(match.groups, "a");
    if (/^(?:before|until|till|by|earlier)/i.test(match.groups?.word ?? "")) add(match, 0, at);
    // Until the morning: to the end of the day it would be all of it.
    else add(match, at, at === 0 ? 6 * 60 : DAY);
  }
  for (const match of text.matchAll(AT)) add(match, timeAt(match.groups, "a"), (timeAt(match.groups, "a") ?? 0) + 60);
  for (const [pattern, from, to] of PARTS) for (const match of text.matchAll(pattern)) add(match, from * 60, to * 60, true);
  return spans.length === 0 ? [] : together(spans);
}

function addBareEnd(match: RegExpMatchArray, add: (match: RegExpMatchArray, from: number | null, to: number | null) => void): void {
  const from = timeAt(match.groups, "a");
  const end = Number(match.groups?.bare);
  if (from === null || end > 24) return;
  const to = end * 60;
  add(match, from, to > from || end > 12 ? to : to + DAY / 2);
}

function together(spans: readonly Span[]): readonly FoundHours[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  // In "the evening, after 7 pm" the clock says it more exactly than the part of the day.
  const exact = sorted.filter(({ isPart }) => !isPart);
  const said = exact.length > 0 ? exact : sorted;
  const labelOf = ({ from, to }: Span): string => `${written(from)} to ${written(to)}`;
  const label = said.map(labelOf).join(" and ");
  if (said.some(({ from, to }) => from % 60 !== 0 || to % 60 !== 0)) {
    const [from, to] = said.reduce(
      ([low, high], next) => [Math.max(low, next.from), Math.min(high, next.to)],
      [said[0]?.from ?? 0, said[0]?.to ?? DAY],
    );
    return [{ hours: [], clock: [written(from), written(to)], label, spans: sorted }];
  }
  const hours = said.map(hoursOf).reduce((both, next) => both.filter((hour) => next.includes(hour)));
  return hours.length > 0
    ? [{ hours, clock: null, label, spans: sorted }]
    : said.map((span) => ({ hours: hoursOf(span), clock: null, label: labelOf(span), spans: [span] }));
}

function hoursOf({ from, to }: Span): readonly number[] {
  const count = (to > from ? to - from : to + DAY - from) / 60;
  return Array.from({ length: count }, (_, index) => (from / 60 + index) % 24);
}

function timeAt(groups: Groups | undefined, side: "a" | "b"): number | null {
  const of = (name: string): string | undefined => groups?.[`${side}${name}`];
  if (of("hour") !== undefined) return clock(of("hour"), of("half") === undefined ? of("minute") : "30", of("noon"));
  if (of("named") !== undefined) return of("named")?.toLowerCase() === "midnight" ? 0 : DAY / 2;
  if (of("part") !== undefined) return clock(of("part"), undefined, of("partOf")?.toLowerCase() === "morning" ? "a" : "p");
  if (of("late") !== undefined) return Number(of("late")) > 5 ? clock(of("late"), undefined, "p") : Number(of("late")) * 60;
  const hour = Number(of("day") ?? of("clock") ?? of("past"));
  return hour >= 0 && hour <= 23 ? hour * 60 + (of("past") === undefined ? Number(of("dayMinute") ?? 0) : 30) : null;
}

function clock(hour: string | undefined, minute: string | undefined, half: string | undefined): number | null {
  const number = Number(hour);
  if (!(number >= 1 && number <= 12)) return null;
  return ((number % 12) + (half?.toLowerCase() === "p" ? 12 : 0)) * 60 + Number(minute ?? 0);
}

function written(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
