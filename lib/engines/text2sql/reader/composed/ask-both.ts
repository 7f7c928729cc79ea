import { extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import { type BusinessReading, composed, type Read } from "@/lib/engines/text2sql/reader/composed/composed";

const AWAY = "(?: (?:out|off|up|in|back|over))?";
/** What was done with rows, or what they did. */
const DEED = `(?:(?:did|do|have|has|had) (?:we|they|you) \\p{L}+${AWAY}|(?:were|was|have been|has been|had been|got) \\p{L}+${AWAY}|(?:have |has |had )?(?:\\p{L}{2,}ed${AWAY}|left|came in|went out|began|paid${AWAY})|(?:will )?(?:expire|mature|end|start|begin|renew|fall due|come due)s?)`;
const FIRST = new RegExp(`^how many ((?:\\p{L}+[ -]){0,3}\\p{L}+?) (${DEED})(?= |$)(.*)$`, "iu");
const SPLIT = /^(how many .+?),? (?:and|&) (?:also )?how many (?!of\b|of them\b|did (?:not|n['’]t)\b)(.+?)\s*[?.!]*$/iu;
const SECOND = new RegExp(`^(${DEED})(?= |$)(.*)$`, "iu");
/** What leans on the rows before. */
const LEANS = /\b(?:they|them|it|its|those|these|that|their|each|per|by|every|not|no|never)\b|n['’]t\b/iu;

/**
 * "how many accounts did we open last month and how many were closed", "how many clients joined in May and how many orders did we ship": a
 * count of each in the same time, not one of what both is true of; null where the question is another.
 */
export function readBoth(text: string, schema: Schema, read: Read): BusinessReading | null {
  const [, one = "", other] = SPLIT.exec(text.trim()) ?? [];
  const [, rows = "", deed = "", said = ""] = FIRST.exec(one) ?? [];
  if (other === undefined || rows === "" || /\bhow many\b/iu.test(other) || LEANS.test(`${said} ${other}`)) return null;
  const isOfThose = /^(?:are|is)\b/iu.test(other);
  const [, again, rest = ""] = SECOND.exec(isOfThose ? "" : other) ?? [];
  const when = windowOf(read(one));
  const late = again === undefined ? null : windowOf(read(`how many ${rows} ${again}${rest}`));
  if (when === null && late === null) return null;
  const first = read(when === null ? `how many ${rows} ${deed}${said} ${late ?? ""}` : one);
  const asked =
    again === undefined
      ? `how many ${other}${windowOf(read(`how many ${other}`)) === null ? ` ${when ?? ""}` : ""}`
      : `how many ${rows} ${again}${late === null ? said : ""}${rest}`;
  const [figure, beside] = [countedIn(first), countedIn(read(isOfThose ? `${one} and ${other}` : asked))];
  const isOfOthers = figure?.joins?.root !== beside?.joins?.root;
  // What is said of one kind of rows only may hold for the other too.
  const isUnclear = isOfOthers && said.replace(when ?? "", "").trim() !== "";
  if (figure && beside?.where.some(isWindow) && !isUnclear && isOfOthers === (again === undefined && !isOfThose)) {
    const single = { agg: null, field: null, single: beside };
    return composed(extend(figure, { select: [...figure.select, single] }, 0, ["reader"]), schema, [], first.frame);
  }
  return figure && (again !== undefined || isOfOthers) ? composed(null, schema, ["how many"], first.frame) : null;
}

/** The words of the one time that a question names. */
function windowOf({ frame: { windows, units } }: BusinessReading): string | null {
  const [at, ...others] = windows;
  return at === undefined || others.length > 0 ? null : (units[at]?.text ?? null);
}

/** The plan of a question that was read to the last word and is one count. */
function countedIn({ candidate, unread }: BusinessReading): Draft | null {
  const draft = candidate?.draft;
  const [item, ...others] = draft?.select ?? [];
  const isCount = item?.agg === "count" && others.length === 0 && draft?.group.length === 0 && draft.limit === null && !draft.set;
  return draft && isCount && unread.length === 0 ? draft : null;
}
