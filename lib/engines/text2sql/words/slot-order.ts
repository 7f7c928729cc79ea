import { cueOf, hasCue, type Atom } from "@/lib/engines/text2sql/words/read";
import { isName, take, type Scan } from "@/lib/engines/text2sql/words/slots";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/**
 * "sorted by age in descending order", "in alphabetical order of name", "from oldest to youngest".
 *
 * > | list names ordered by age descending
 *                ^^^^^^^^^^ ^^^ ^^^^^^^^^^
 */
export function scanOrder(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at] || !(isOrderCue(atom) || saysFirst(scan, at)) || isBought(scan, at)) continue;
    const found = readOrder(scan, at);
    if (found) at = found - 1;
  }
}

/** "products that were ordered", "who ordered the most": the verb, where nothing says by what. */
function isBought(scan: Scan, at: number): boolean {
  const [before, next] = [scan.atoms[at - 1], scan.atoms[at + 1]];
  if (!/^ordered$/iu.test(scan.atoms[at]?.text ?? "") || hasCue(next, "in", "from", "direction", "alphabetical")) return false;
  return (
    /^(?:been|was|were|never|not|ever|who)$/iu.test(before?.text ?? "") ||
    (before?.mention !== null && hasCue(next, "compare", "between", "superlative"))
  );
}

/** "oldest first": which of all rows stands first. */
function saysFirst({ atoms }: Scan, at: number): boolean {
  return (
    cueOf(atoms[at], "superlative")?.counted === false &&
    /^first$/iu.test(atoms[at + 1]?.text ?? "") &&
    (at + 2 === atoms.length || hasCue(atoms[at + 2], "stop", "comma", "and"))
  );
}

function saysFrom({ atoms }: Scan, start: number, at: number): boolean {
  return atoms.slice(start + 1, at).some((before) => hasCue(before, "order", "from"));
}

function isOrderCue(atom: Atom): boolean {
  if (!hasCue(atom, "order", "direction", "alphabetical")) return false;
  return !(atom.mention && /^(order|rank|sort|reverse)s?$/iu.test(atom.text));
}

/** Reads one order phrase from atom `start`; gives the position after it. */
function readOrder(scan: Scan, start: number): number {
  let opening = scan.atoms.slice(0, start).every((atom) => atom.sentence !== scan.atoms[start]?.sentence || hasCue(atom, "start"));
  const targets: Mention[] = [];
  let dir: "asc" | "desc" | null = null;
  let counted = false;
  let agg: "avg" | "sum" | "max" | "min" | null = null;
  let attributes: readonly string[] = [];
  let ofSize = false;
  let at = start;
  for (; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || hasCue(atom, "stop") || (at > start && hasCue(atom, "relative", "with", "start") && !atom.mention)) break;
    // "ordered by seating for all tracks opened after 2000": what follows says which rows.
    if (at > start && targets.length > 0 && /^for$/iu.test(atom.text)) break;
    if (hasCue(atom, "comma") && !continues(scan, at + 1)) break;
    dir = cueOf(atom, "direction")?.dir ?? dir;
    ofSize ||= hasCue(atom, "direction") && /est\b/iu.test(atom.text);
    // "Sort the names in ascending order of age": after the direction the column to sort by follows.
    if (at > start && (hasCue(atom, "direction", "alphabetical", "order") || /^by$/iu.test(atom.text))) opening = false;
    if (at > start && /^first$/iu.test(atom.text) && cueOf(scan.atoms[start], "superlative")) {
      take(scan, at);
      continue;
    }
    const superlative = atom.mention ? undefined : cueOf(atom, "superlative");
    const each = hasCue(atom, "each") && !atom.mention;
    if (each) break;
    // "by date, starting from the most recent one", "by date of birth, oldest first".
    if (superlative && targets.length > 0 && (saysFirst(scan, at) || saysFrom(scan, start, at)))
      [dir, attributes] = [superlative.dir, superlative.attributes];
    else if (superlative && targets.length === 0 && attributes.length === 0 && !superlative.counted) {
      [dir, attributes] = [superlative.dir, superlative.attributes];
    } else if (isName(scan, at)) {
      if (opening && targets.length === 0 && hasCue(scan.atoms[start], "order") && !/by$/iu.test(scan.atoms[start]?.text ?? "")) {
        // "Sort the names …": the names are shown as well, and the order may follow later.
        continue;
      }
      if (atom.mention) targets.push(atom.mention);
    } else if (hasCue(atom, "count") && isCountOf(scan, at)) counted = true;
    else if (cueOf(atom, "aggregate") && !opening) agg = readAggregate(atom) ?? agg;
    else if (atom.quoted || atom.number) break;
    if (!(opening && isName(scan, at))) take(scan, at);
  }
  scan.slots.push({ kind: "order", at: start, targets, counted, agg, dir: dir ?? "asc", attributes, ofSize });
  return at;
}

function readAggregate(atom: Atom): "avg" | "sum" | "max" | "min" | null {
  const fn = cueOf(atom, "aggregate")?.fn;
  return fn === "avg" || fn === "sum" || fn === "max" || fn === "min" ? fn : null;
}

function isCountOf(scan: Scan, at: number): boolean {
  return /number|count|many/iu.test(scan.atoms[at]?.text ?? "");
}

const THEN = /^(?:then|finally|lastly|afterwards)$/iu;

/** A comma inside an order phrase goes on where another name or direction follows at once. */
function continues(scan: Scan, at: number): boolean {
  const atom = scan.atoms[at];
  if (hasCue(atom, "direction", "alphabetical", "order") || saysFirst(scan, at)) return true;
  if (hasCue(atom, "and") || THEN.test(atom?.text ?? ""))
    return isName(scan, at + 1) || THEN.test(scan.atoms[at + 1]?.text ?? "") || scan.atoms[at + 1]?.text === "by";
  return isName(scan, at) && (hasCue(scan.atoms[at + 1], "comma", "stop", "and", "direction") || at + 1 >= scan.atoms.length);
}
