import type { AggregateName } from "@/lib/query/ir";
import { cueOf, hasCue, strengths, type Atom } from "@/lib/engines/text2sql/words/read";
import { isFigure } from "@/lib/engines/text2sql/schema/schema";
import { isInHead, isName, nextName, take, type Scan } from "@/lib/engines/text2sql/words/slots";

/** "for each city", "per branch", "number of orders by status". */
export function scanGroups(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at]) continue;
    const each = hasCue(atom, "each") && !atom.mention && !hasCue(scan.atoms[at - 1], "compare", "than");
    const by =
      atom.text.toLowerCase() === "by" &&
      hasMeasureBefore(scan, at) &&
      (namesColumn(scan, at + 1) || !/(?:ed|en|wn|de|ht)$/iu.test(scan.atoms[at - 1]?.text ?? ""));
    if (!each && !by) continue;
    const first = nextName(scan, at + 1, 4);
    if (first < 0 || (by && first !== at + 1 && !/^(the|their|its)$/iu.test(scan.atoms[at + 1]?.text ?? ""))) continue;
    const targets = [first];
    for (let more = first + 1; hasCue(scan.atoms[more], "and") && isName(scan, more + 1) && endsClause(scan, more + 2); more += 2)
      targets.push(more + 1);
    take(scan, at);
    for (const target of targets) take(scan, target);
    scan.slots.push({
      kind: "group",
      at,
      targets: targets.flatMap((target) => scan.atoms[target]?.mention ?? []),
      word: atom.text.toLowerCase(),
    });
  }
}

/** "fees charged by fee type" groups, "orders made by customers" does not. */
function namesColumn(scan: Scan, at: number): boolean {
  const { table, column } = strengths(scan.atoms[at]?.mention);
  return column >= 0.9 && column > table;
}

function hasMeasureBefore(scan: Scan, at: number): boolean {
  return scan.atoms
    .slice(Math.max(0, at - 6), at)
    .some((atom) => (hasCue(atom, "count", "aggregate") || /break|split/iu.test(atom.text)) && !hasCue(atom, "stop"));
}

function endsClause(scan: Scan, at: number): boolean {
  return at >= scan.atoms.length || hasCue(scan.atoms[at], "comma", "stop", "order", "direction");
}

/** "how many students", "number of different cities", "average age", "minimum and maximum price". */
export function scanMeasures(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at] || atom.quoted) continue;
    const inHead = isInHead(scan, at);
    if (hasCue(atom, "count") && isCount(scan, at)) readCount(scan, at, inHead);
    else if (aggregateOf(atom) && !(strengths(atom.mention).column >= 0.95 && !isAggregatePlace(scan, at)))
      at = readAggregates(scan, at, inHead);
  }
}

/** The function an aggregate word or, where rankings left it, an extreme names. */
function aggregateOf(atom: Atom | undefined): AggregateName | undefined {
  const cue = cueOf(atom, "aggregate");
  const extreme = cueOf(atom, "superlative");
  return cue?.fn ?? (extreme ? (extreme.dir === "desc" ? "max" : "min") : undefined);
}

/** "total number of" after another measure sums up: "the maximum and total number of followers". */
function totalOf(atom: Atom | undefined): AggregateName | undefined {
  return /^(?:the )?total (?:number|count|amount) of$/iu.test(atom?.text ?? "") ? "sum" : undefined;
}

function isCount(scan: Scan, at: number): boolean {
  const text = scan.atoms[at]?.text.toLowerCase() ?? "";
  return text !== "number" && !(text === "count" && scan.atoms[at]?.mention !== null && strengths(scan.atoms[at]?.mention).column >= 0.95);
}

function isAggregatePlace(scan: Scan, at: number): boolean {
  return isName(scan, at + 1) || hasCue(scan.atoms[at + 1], "of", "and", "comma", "aggregate");
}

function readCount(scan: Scan, at: number, inHead: boolean): void {
  const target = nextName(scan, at + 1, 5);
  const distinct =
    /different/iu.test(scan.atoms[at]?.text ?? "") ||
    scan.atoms.slice(at + 1, target < 0 ? at + 2 : target).some((atom) => hasCue(atom, "distinct"));
  take(scan, at, target < 0 ? at + 1 : target + 1);
  const noun = target >= 0 ? target : hasCue(scan.atoms[at + 1], "distinct") ? at + 2 : at + 1;
  const kinds = KINDS.test(scan.atoms[noun]?.text ?? "") ? noun : -1;
  const kindsOf = kinds >= 0 && hasCue(scan.atoms[kinds + 1], "of") ? nextName(scan, kinds + 2, 3) : -1;
  const figure = kindsOf < 0 ? figureAfter(scan, target < 0 ? at + 2 : target + 1) : -1;
  for (const place of [kindsOf, figure]) if (place >= 0) take(scan, place);
  scan.slots.push({
    kind: "count",
    at,
    target: scan.atoms[target]?.mention ?? null,
    distinct,
    inHead,
    kindsOf: scan.atoms[kindsOf]?.mention ?? null,
    figure: scan.atoms[figure]?.mention ?? null,
  });
}

const KINDS = /^(?:kinds?|types?|sorts?)$/iu;

/** "how many students are enrolled", "the number of people injured": the participle names a column that holds how many. */
function figureAfter(scan: Scan, from: number): number {
  const at = hasCue(scan.atoms[from], "be") && !scan.atoms[from]?.mention ? from + 1 : from;
  const { table, column } = strengths(scan.atoms[at]?.mention);
  const best = scan.reading.schema.columns[scan.atoms[at]?.mention?.columns[0]?.column ?? -1];
  const isParticiple = /^\p{L}+(?:ed|en|own|ught|old|nt)$/u.test(scan.atoms[at]?.text ?? "");
  return isParticiple && !scan.used[at] && column > table && isFigure(best, scan.reading.schema) ? at : -1;
}

/** "the ages of the oldest and youngest students": what the extremes are of stands before them. */
function figureOfExtremes(scan: Scan, start: number): number {
  const before = hasCue(scan.atoms[start - 1], "of") ? start - 2 : /^the$/iu.test(scan.atoms[start - 1]?.text ?? "") ? start - 3 : -1;
  const best = scan.reading.schema.columns[scan.atoms[before]?.mention?.columns[0]?.column ?? -1];
  const isGraded = (cueOf(scan.atoms[start], "superlative")?.attributes.length ?? 0) > 0;
  return isGraded && isName(scan, before) && hasCue(scan.atoms[before + 1], "of") && isFigure(best, scan.reading.schema) ? before : -1;
}

function readAggregates(scan: Scan, start: number, inHead: boolean): number {
  const fns: AggregateName[] = [];
  let at = start;
  for (; at < scan.atoms.length; at++) {
    const fn = scan.used[at] ? undefined : (aggregateOf(scan.atoms[at]) ?? (fns.length > 0 ? totalOf(scan.atoms[at]) : undefined));
    if (fn) fns.push(fn);
    else if (
      !hasCue(scan.atoms[at], "and", "comma") ||
      ![at + 1, at + 2].some((next) => aggregateOf(scan.atoms[next]) ?? totalOf(scan.atoms[next]))
    ) {
      if (!/^(the|values?)$/iu.test(scan.atoms[at]?.text ?? "")) break;
    }
  }
  // "the average and maximum for the number of hours".
  let counter = at;
  while (/^(?:for|of|the)$/iu.test(scan.atoms[counter]?.text ?? "")) counter += 1;
  const counted = hasCue(scan.atoms[counter], "count") && !scan.used[counter] && cueOf(scan.atoms[counter], "aggregate") === undefined;
  if (counted) at = counter;
  const named = nextName(scan, counted ? at + 1 : at, 5);
  const figure = counted ? figureAfter(scan, named < 0 ? at + 2 : named + 1) : -1;
  const ranked = figure < 0 ? figureOfExtremes(scan, start) : figure;
  const target = ranked < 0 ? named : ranked;
  take(scan, start, Math.max(at, counted ? at + 1 : at));
  if (named >= 0) take(scan, named);
  if (target >= 0) take(scan, target);
  // "how many guests are there in total" is a count and no total of something else.
  if (
    target < 0 &&
    /^(?:in total|altogether|overall)$/iu.test(scan.atoms[start]?.text ?? "") &&
    scan.slots.some(({ kind }) => kind === "count")
  )
    return Math.max(at - 1, start);
  for (const fn of fns) scan.slots.push({ kind: "aggregate", at: start, fn, target: scan.atoms[target]?.mention ?? null, inHead });
  return Math.max(at - 1, start);
}

/** "without any pets", "who do not own a car": nothing joins. */
export function scanAbsences(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at] || atom.mention || !hasCue(atom, "not", "without")) continue;
    let target = nextName(scan, at + 1, 4);
    for (let next = at + 1; target < 0 && next < Math.min(scan.atoms.length, at + 8); next++) {
      if (hasCue(scan.atoms[next], "stop", "comma")) break;
      // "not in charge of any event": farther off where "any" stands before it.
      if (isName(scan, next) && (next < at + 5 || /^(?:any|an?)$/iu.test(scan.atoms[next - 1]?.text ?? ""))) target = next;
    }
    // "do not advise any student": the verb may be a name as well, the table after it is what is missing.
    const object = target >= 0 && strengths(scan.atoms[target]?.mention).table < 0.7 ? nextName(scan, target + 1, 4) : -1;
    if (object >= 0 && strengths(scan.atoms[object]?.mention).table >= 0.7) {
      take(scan, target);
      target = object;
    }
    const mention = scan.atoms[target]?.mention;
    take(scan, at);
    if (!mention && !isDeniedVerb(scan, at)) continue;
    if (target >= 0) take(scan, target);
    scan.slots.push({ kind: "absence", at, target: mention ?? null });
  }
}

/** "services that have never been used": what is denied has no name of its own. */
function isDeniedVerb(scan: Scan, at: number): boolean {
  const next = /^(?:been|be|ever|yet)$/iu.test(scan.atoms[at + 1]?.text ?? "") ? at + 2 : at + 1;
  const verb = scan.atoms[next];
  const end = scan.atoms[next + 1];
  return (
    verb !== undefined &&
    verb.mention === null &&
    verb.cues.every(({ tag }) => tag === "order") &&
    verb.number === null &&
    /(?:ed|en|ught|ade|old)$/u.test(verb.text) &&
    (end === undefined || hasCue(end, "stop", "comma", "and", "in", "order") || /^(?:any|anything|yet|before)/iu.test(end.text))
  );
}

/** Names that no other rule took: what to show in the head, context elsewhere. */
export function scanColumns(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at]) continue;
    if (hasCue(atom, "all")) {
      take(scan, at);
      scan.slots.push({ kind: "everything", at });
      continue;
    }
    if (!atom.mention || atom.quoted) continue;
    take(scan, at);
    const before = backOver(scan, at);
    const inHead = isInHead(scan, at);
    const distinct = hasCue(scan.atoms[at - 1], "distinct") || hasCue(scan.atoms[before], "distinct");
    scan.slots.push({
      kind: "column",
      at,
      mention: atom.mention,
      inHead,
      distinct,
      afterOf: hasCue(scan.atoms[before], "of", "in", "from") && !hasCue(scan.atoms[before], "count"),
      added: !inHead && hasCue(scan.atoms[before], "and", "comma"),
    });
  }
}

function backOver(scan: Scan, at: number): number {
  let before = at - 1;
  while (
    before > 0 &&
    /^(the|a|an|all|their|its|his|her|different|distinct|each|any|some|'s|s)$/iu.test(scan.atoms[before]?.text ?? "") &&
    !hasCue(scan.atoms[before], "of")
  )
    before -= 1;
  return before;
}
