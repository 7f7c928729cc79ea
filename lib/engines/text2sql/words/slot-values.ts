import { cueOf, hasCue, strengths } from "@/lib/engines/text2sql/words/read";
import { isDatedVerb, isName, isNegated, nextName, previousName, take, type Scan } from "@/lib/engines/text2sql/words/slots";

/** "starts with S", "contains the word 'tax'", "email is null". */
export function scanPatterns(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at]) continue;
    const like = cueOf(atom, "like");
    if (like) readLike(scan, at, like.mode);
    else if (hasCue(atom, "with") && !atom.mention) readInside(scan, at);
    else if (hasCue(atom, "null") && !atom.mention) readNull(scan, at);
  }
}

function readLike(scan: Scan, at: number, mode: "contains" | "starts" | "ends"): void {
  let next = at + 1;
  while (
    SMALL.test(scan.atoms[next]?.text ?? "") &&
    !scan.atoms[next]?.quoted &&
    next < at + 5 &&
    !isLast(scan, next) &&
    !isLetter(scan, next)
  )
    next += 1;
  const operand = scan.atoms[next];
  if (!operand || (operand.number && mode === "contains")) return;
  const spelled = /letter|word|substring|string|phrase|prefix|suffix|character/iu.test(
    scan.atoms
      .slice(at, next)
      .map((atom) => atom.text)
      .join(" "),
  );
  // "flights that end in Boston": a place, not the end of a text.
  if (!operand.quoted && !spelled && /^ends? in$/iu.test(scan.atoms[at]?.text ?? "") && (operand.mention?.values.length ?? 0) > 0) return;
  const isProper = /^\p{Lu}/u.test(operand.text) && !isName(scan, next);
  if (!operand.quoted && !(mode !== "contains" && operand.text.length <= 3) && !spelled && !isProper) return;
  const operands = [next];
  while (hasCue(scan.atoms[next + 1], "or") && isOperand(scan, next + 2, spelled)) operands.push((next += 2));
  const inside = /^in$/iu.test(scan.atoms[next + 1]?.text ?? "") ? nextName(scan, next + 1, 4) : -1;
  let target = inside >= 0 ? inside : previousName(scan, at, 5);
  if (target < 0) target = nextName(scan, next + 1, 4);
  take(scan, at, next + 1);
  if (target >= 0) take(scan, target);
  for (const [index, place] of operands.entries())
    scan.slots.push({
      kind: "like",
      at: index === 0 ? at : place,
      mode,
      text: scan.atoms[place]?.text ?? "",
      target: scan.atoms[target]?.mention ?? null,
      negated: isNegated(scan, at),
    });
}

/** One more text after "or": "contain 'super' or 'edu'". */
function isOperand(scan: Scan, at: number, spelled: boolean): boolean {
  const atom = scan.atoms[at];
  return atom !== undefined && (atom.quoted || (spelled && atom.text.length <= 3 && !hasCue(atom, "in", "be")));
}

const SMALL = /^(?:the|a|an|in|their|its|name|keyword|with|text|(?:the )?(?:letter|word|substring|string|phrase|character))$/iu;

/** "with the letter a in their names", "starts with A": the article is the letter. */
function isLetter(scan: Scan, at: number): boolean {
  return scan.atoms[at]?.text === "A" || (/letter$/iu.test(scan.atoms[at - 1]?.text ?? "") && scan.atoms[at]?.text.length === 1);
}

/** "customers who have TN in their address": a word that stands somewhere in the named text. */
function readInside(scan: Scan, at: number): void {
  const [operand, link] = [scan.atoms[at + 1], scan.atoms[at + 2]];
  if (!operand || !/^in$/iu.test(link?.text ?? "") || !(operand.quoted || (/^\p{Lu}/u.test(operand.text) && !isName(scan, at + 1)))) return;
  const target = nextName(scan, at + 3, 3);
  const mention = scan.atoms[target]?.mention;
  if (!mention || !mention.columns.some(({ column }) => scan.reading.schema.columns[column]?.type === "text")) return;
  take(scan, at, at + 3);
  take(scan, target);
  scan.slots.push({ kind: "like", at, mode: "contains", text: operand.text, target: mention, negated: isNegated(scan, at) });
}

/** "containing the letter a?": the last word is the operand, be it an article. */
function isLast(scan: Scan, at: number): boolean {
  return at + 1 >= scan.atoms.length || hasCue(scan.atoms[at + 1], "stop");
}

function readNull(scan: Scan, at: number): void {
  const target = previousName(scan, at, 5);
  const mention = scan.atoms[target]?.mention;
  if (!mention) return;
  take(scan, target);
  take(scan, at);
  scan.slots.push({ kind: "null", at, target: mention, negated: isNegated(scan, at) || /^not /iu.test(scan.atoms[at]?.text ?? "") });
}

/** Stored values and quoted texts, with the column name next to them as a hint. */
export function scanValues(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at] || !isValueAtom(scan, at)) continue;
    const hint = hintFor(scan, at);
    take(scan, at);
    if (hint >= 0) take(scan, hint);
    scan.slots.push({
      kind: "value",
      at,
      mention: atom.mention,
      text: atom.text,
      quoted: atom.quoted,
      hint: scan.atoms[hint]?.mention ?? null,
      negated: isNegated(scan, at),
    });
  }
}

function isValueAtom(scan: Scan, at: number): boolean {
  const atom = scan.atoms[at];
  if (!atom) return false;
  if (atom.quoted) return !isBound(scan, at);
  const { table, column, value } = strengths(atom.mention);
  if (value === 0 || isDatedVerb(scan, at)) return false;
  const sameSpelling = (atom.mention?.values[0]?.score ?? 0) >= 1 && /^\p{Lu}|\d/u.test(atom.text) && at > 0;
  return value > Math.max(table, column) + 0.02 || (sameSpelling && Math.max(table, column) < 1.01 && isFilterPlace(scan, at));
}

/** "before '2017-06-19 02:59:21'": a moment that a comparison is held against, not what is stored. */
function isBound(scan: Scan, at: number): boolean {
  const before = [1, 2, 3].map((step) => scan.atoms[at - step]);
  const comparing = before.findIndex((atom) => hasCue(atom, "compare", "between"));
  return (
    /^\d{4}-\d{1,2}-\d{1,2}/u.test(scan.atoms[at]?.text ?? "") &&
    (comparing >= 0 || (hasCue(before[0], "and") && before[1]?.quoted === true)) &&
    !before.slice(0, Math.max(0, comparing)).some((atom) => hasCue(atom, "comma", "or"))
  );
}

/** A capitalised word that is both a name and a value is a value where a filter is likely. */
function isFilterPlace(scan: Scan, at: number): boolean {
  return hasCue(scan.atoms[at - 1], "in", "from", "be", "with", "of") && !hasCue(scan.atoms[at - 1], "count");
}

function hintFor(scan: Scan, at: number): number {
  const next = at + 1;
  if (isName(scan, next) && fits(scan, next, at)) return next;
  for (let before = at - 1; before >= Math.max(0, at - 4); before--) {
    const atom = scan.atoms[before];
    if (!atom || hasCue(atom, "comma", "stop", "and", "or", "relative")) return -1;
    if (atom.mention) return isName(scan, before) && fits(scan, before, at) ? before : -1;
    if (atom.number) return -1;
  }
  return -1;
}

/** A column name next to a value is its hint where the value is stored in it, or where nothing is known of the value. */
function fits(scan: Scan, at: number, valueAt: number): boolean {
  const name = scan.atoms[at]?.mention;
  const values = scan.atoms[valueAt]?.mention?.values ?? [];
  if (!name) return false;
  const columns = name.columns.map((target) => target.column);
  if (values.length === 0) return columns.length > 0 && (name.columns[0]?.score ?? 0) >= (name.tables[0]?.score ?? 0);
  return values.some((value) => columns.includes(value.column));
}
