/** The hours of the day that a text names: whole hours 0 to 23 in the order of the day, with the characters that said them. */
export type FoundHours = { readonly hours: readonly number[]; readonly label: string; readonly spans: readonly { readonly start: number; readonly end: number }[] };

type Span = { readonly from: number; readonly to: number; readonly start: number; readonly end: number; readonly isPart: boolean };

// "6pm", "6 p.m.", "18:00", "noon", "midnight"; a bare number only beside a part of the day ("8 in the morning").
const TIME = "(?:(\\d{1,2})(?::00)?\\s*([ap])\\.?m\\b\\.?|(\\d{1,2}):00(?!\\d)|(\\d{1,2})\\s*o['’]?clock|(noon|midday|midnight)|(\\d{1,2}) in the (morning|afternoon|evening)|(\\d{1,2}) at (night))";
const BETWEEN = new RegExp(`\\b(?:between|from)\\s+${TIME}\\s*(?:and|to|till|until|-|–)\\s*${TIME}`, "gi");
const HALF_NAMED = new RegExp(`\\b(?:between|from)\\s+(\\d{1,2})\\s*(?:and|to|-|–)\\s*(\\d{1,2})\\s*([ap])\\.?m\\b\\.?`, "gi");
const BARE_RANGE = new RegExp(`${TIME}\\s*(?:to|till|until|-|–)\\s*${TIME}`, "gi");
const OPEN = new RegExp(`\\b(after|since|from|past|later than|before|until|till|by|earlier than)\\s+${TIME}`, "gi");
const AT = new RegExp(`\\b(?:at|around)\\s+${TIME}`, "gi");
const PARTS: readonly (readonly [RegExp, number, number])[] = [
  [/\b(?:(?:in|during) the |early |every )?mornings?\b/gi, 6, 12],
  [/\b(?:(?:in|during) the )?afternoons?\b/gi, 12, 17],
  [/\b(?:(?:in|during) the )?evenings?\b/gi, 17, 21],
  // "last night" is part of two days, and is left for the asker to say in hours.
  [/(?<!\b(?:last|to|fort)[ -]?)\b(?:at |during the |in the |late (?:at )?|over)?nights?\b/gi, 21, 6],
];

/**
 * The hours that a text restricts to: "after 6pm", "between 9am and 12pm", "before noon", "in the morning"
 * (6 to 12; afternoon 12 to 17, evening 17 to 21, night 21 to 6). Ends are exclusive; bounds that stand beside
 * one another all hold ("after 6pm and before 9pm").
 * @returns null where no time of day is named
 */
export function findHours(text: string): FoundHours | null {
  const spans: Span[] = [];
  const add = (match: RegExpMatchArray, from: number | null, to: number | null, isPart = false): void => {
    const [start, end] = [match.index ?? 0, (match.index ?? 0) + match[0].length];
    if (from === null || to === null || spans.some((other) => start < other.end && end > other.start)) return;
    spans.push({ from, to, start, end, isPart });
  };
  for (const match of text.matchAll(BETWEEN)) add(match, hourAt(match, 1), hourAt(match, 10));
  for (const match of text.matchAll(HALF_NAMED)) add(match, clock(match[1], match[3]), clock(match[2], match[3]));
  for (const match of text.matchAll(BARE_RANGE)) add(match, hourAt(match, 1), hourAt(match, 10));
  for (const match of text.matchAll(OPEN)) {
    const hour = hourAt(match, 2);
    if (/^(?:before|until|till|by|earlier)/i.test(match[1] ?? "")) add(match, 0, hour);
    else add(match, hour, 24);
  }
  for (const match of text.matchAll(AT)) add(match, hourAt(match, 1), (hourAt(match, 1) ?? 0) + 1);
  for (const [pattern, from, to] of PARTS) for (const match of text.matchAll(pattern)) add(match, from, to, true);
  return spans.length === 0 ? null : together(spans);
}

function together(spans: readonly Span[]): FoundHours {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  // In "the evening, after 7 pm" the clock says it more exactly than the part of the day.
  const exact = sorted.filter(({ isPart }) => !isPart);
  const said = exact.length > 0 ? exact : sorted;
  const hours = said.map(hoursOf).reduce((both, next) => both.filter((hour) => next.includes(hour)));
  return { hours, label: said.map(({ from, to }) => `${two(from)}:00 to ${two(to)}:00`).join(" and "), spans: sorted };
}

function hoursOf({ from, to }: Span): readonly number[] {
  const count = to > from ? to - from : to + 24 - from;
  return Array.from({ length: count }, (_, index) => (from + index) % 24);
}

function hourAt(match: RegExpMatchArray, at: number): number | null {
  const [half, halfOf, day, clockHour, named, part, partOf, late, night] = Array.from({ length: 9 }, (_, index) => match[at + index]);
  if (half !== undefined) return clock(half, halfOf);
  if (named !== undefined) return named.toLowerCase() === "midnight" ? 0 : 12;
  if (part !== undefined) return clock(part, partOf?.toLowerCase() === "morning" ? "a" : "p");
  if (late !== undefined && night !== undefined) return Number(late) > 5 ? clock(late, "p") : Number(late);
  const plain = Number(day ?? clockHour);
  return plain >= 0 && plain <= 23 ? plain : null;
}

function clock(hour: string | undefined, half: string | undefined): number | null {
  const number = Number(hour);
  if (!(number >= 1 && number <= 12)) return null;
  return (number % 12) + (half?.toLowerCase() === "p" ? 12 : 0);
}

function two(hour: number): string {
  return String(hour).padStart(2, "0");
}
