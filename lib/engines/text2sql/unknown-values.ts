import type { Option } from "@/lib/answers/answer";
import { joinWords, upperFirst } from "@/lib/answers/format";
import type { PlanError } from "@/lib/engines/engine";
import { unusedWords } from "@/lib/engines/text2sql/because";
import { conditionItems, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { shownValue } from "@/lib/engines/text2sql/draft/explain-values";
import { TELLS_STATE } from "@/lib/engines/text2sql/schema/state-words";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { escapePattern, lemma, normalise } from "@/lib/language/words";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { describeField } from "@/lib/engines/text2sql/draft/explain-names";

const LISTED = 12;

/**
 * A question about a value that is not stored, or with a word for one that nothing accounts for: says which values there are.
 * @param unread words that the reader makes nothing of: only those stand for nothing
 */
export function refuseUnknownValue(text: string, draft: Draft, asked: Asked, unread: readonly string[]): PlanError | null {
  const { schema } = asked.reading;
  const compared = missingValue(draft, schema);
  if (compared) return unknown(text, compared.value, [compared.column], schema);
  const word = unreadWords(draft, asked, unread).find((candidate) => standsForValue(candidate, asked));
  if (word === undefined) return null;
  const columns = besideOf(word, asked) ?? categories(draft, schema);
  if (isName(word, asked)) return unknown(text, word, columns, schema);
  const kinds = columns.filter((column) => isKind(column, schema));
  return kinds.length === 0 ? null : unknown(text, word, kinds, schema);
}

/** A condition that no stored value can meet, on a column whose values are all known. */
function missingValue(draft: Draft, schema: Schema): { readonly value: string; readonly column: Column } | null {
  for (const condition of draft.where.flatMap((one): readonly Condition[] => (one.kind === "or" ? one.items : [one]))) {
    if (condition.kind !== "compare" || condition.op !== "=" || typeof condition.value !== "string" || condition.item.agg !== null)
      continue;
    const column = schema.columns[condition.item.field?.column ?? -1];
    const { value } = condition;
    if (
      column?.type === "text" &&
      column.distinct !== null &&
      column.distinct < 20_000 &&
      ![...(schema.values.get(normalise(value)) ?? [])].some((stored) => stored.column === column.id)
    )
      return { value, column };
  }
  return null;
}

/** True where a word that nothing accounts for says which rows or figures are meant: "names of companies", "orders that are released". */
export function leavesWordOut(draft: Draft, asked: Asked, unread: readonly string[]): boolean {
  const { atoms } = asked.reading;
  return unreadWords(draft, asked, unread).some((word) =>
    atoms.some(
      ({ text }, at) =>
        text === word &&
        (/^(of|the|with|by|is|are|for)$/u.test(atoms[at - 1]?.text.toLowerCase() ?? "") ||
          (atoms[at - 1]?.mention?.columns[0]?.score ?? 0) > 0.8),
    ),
  );
}

/** Adverbs between a verb and the state that it tells. */
const ADVERBS =
  "(?: (?:not|all|also|still|currently|already|now|yet|just|only|ever|never|completely|fully|totally|entirely|temporarily|permanently))*";
/** Where what is said of rows ends. */
const CLAUSE_END =
  "(?= *(?:[?.,;:!)]|$)| (?:right now|now|at (?:the moment|present)|presently|currently|today|yesterday|yet|already|this|last|since|and|but|or|nor|per|for (?:more|less|over)|in (?:\\d|january|february|march|april|may|june|july|august|september|october|november|december))\\b)";
const SAID_OF = `\\b(?:am|is|are|was|were|be|been|being|got|gone|['’]re|has|have|had)${ADVERBS} `;
/** States told by words that otherwise only join others. */
const SMALL_STATE = new RegExp(
  `${SAID_OF}(?:out|back|away|left|gone|off|over|(?:run|used|sold) (?:out|up)|sold|borrowed|lent|booked|assigned|collected|signed)${CLAUSE_END}`,
  "iu",
);

/** Says of rows no more than that they are there. */
const THERE =
  /^(?:stored|listed|recorded|registered|known|kept|held|saved|included|mentioned|shown|given|available|present|existing|live)$/iu;

/** "how many members are suspended", "which bikes are out right now": what is said of the rows says which of them are meant. */
export function leavesStateOut(text: string, draft: Draft, asked: Asked, unread: readonly string[]): boolean {
  const isRead = draft.marks.includes("reader");
  const stateless = isRead
    ? unreadWords(draft, asked, unread)
    : unusedWords(draft, asked).filter((word) => !RELATIONS.has(word.toLowerCase()));
  return (
    stateless.some(
      (word) =>
        !THERE.test(word) &&
        new RegExp(
          `${SAID_OF}(?:run |in |on |under |off |out of |out on |out for )?${escapePattern(word)}(?: (?:out|up|off|down))?${CLAUSE_END}`,
          "iu",
        ).test(text),
    ) ||
    (SMALL_STATE.test(text) && !tellsState(draft, asked.reading.schema)) ||
    (/\b(?:are|is|was|were) sold out\b/iu.test(text) && !tellsSoldOut(draft))
  );
}

/** "which concerts were sold out?": those with as many tickets sold as there are seats, or in a state that says so. */
function tellsSoldOut({ where }: Draft): boolean {
  return where.some(
    (condition) => condition.kind === "columns" || (condition.kind === "compare" && /sold|out/iu.test(String(condition.value))),
  );
}

/** True where a plan holds a condition on a day, on a yes or no, on what may be missing, on a state or on other rows. */
function tellsState({ where, having, set, tables, joins }: Draft, schema: Schema): boolean {
  const tells = (condition: Condition): boolean => {
    switch (condition.kind) {
      case "null":
      case "in":
        return true;
      case "or":
        return condition.items.some(tells);
      default:
        return conditionItems(condition).some(({ field }) => isOfState(schema.columns[field?.column ?? -1]));
    }
  };
  return set !== null || tables.length > 1 || (joins?.steps.length ?? 0) > 0 || [...where, ...having].some(tells);
}

function isOfState(column: Column | undefined): boolean {
  return (
    column !== undefined && (isMoment(column) || isFlag(column) || TELLS_STATE.test(column.lemmas.at(-1) ?? "") || column.type === "number")
  );
}

/** Words that neither the plan nor the reader accounts for. */
export function unreadWords(draft: Draft, asked: Asked, unread: readonly string[]): readonly string[] {
  const words = new Set(unread.flatMap((text) => text.split(" ")));
  return unusedWords(draft, asked).filter((word) => words.has(word));
}

/** Words in the place of a value that a plan does not account for. */
export function valuesLeftOut(draft: Draft, asked: Asked): readonly string[] {
  return unusedWords(draft, asked).filter((word) => standsForValue(word, asked));
}

/** A word in the place of a value: spelled like a name, quoted, before the name of a table, after that of a kind, or after "in", "called". */
export function standsForValue(word: string, asked: Asked): boolean {
  const { atoms, schema } = asked.reading;
  if (isName(word, asked)) return true;
  return atoms.some((atom, at) => {
    if (atom.text !== word) return false;
    const before = atoms[at - 1];
    const named = before?.mention?.columns[0];
    return (
      (atoms[at + 1]?.mention?.tables[0]?.score ?? 0) > 0.8 ||
      (named !== undefined && named.score > 0.8 && isKind(schema.columns[named.column], schema) && isOne(before?.text ?? "")) ||
      /^(in|from|at|named|called)$/u.test(before?.text.toLowerCase() ?? "") ||
      (/^(the|our)$/iu.test(before?.text ?? "") && /^(in|from|at)$/iu.test(atoms[at - 2]?.text ?? ""))
    );
  });
}

/** "status frozen" may be a state; "statuses correspond to" is none. */
function isOne(name: string): boolean {
  const last = name.toLowerCase().split(" ").at(-1) ?? "";
  return lemma(last) === last;
}

/** A word that is quoted, or spelled with a capital in mid-sentence. */
function isName(word: string, { reading: { atoms } }: Asked): boolean {
  return atoms.some((atom, at) => atom.text === word && (atom.quoted || (at > 0 && /^\p{Lu}/u.test(word))));
}

/** The column named right beside a word, where its values are known: "in the Northeast region". */
function besideOf(word: string, { reading }: Asked): readonly Column[] | null {
  const at = reading.atoms.findIndex((atom) => atom.text === word);
  for (const step of [1, -1, -2]) {
    const target = reading.atoms[at + step]?.mention?.columns.find(
      ({ column, score }) => score > 0.8 && (reading.schema.columns[column]?.distinct ?? 0) > 0,
    );
    const column = target && reading.schema.columns[target.column];
    if (column) return [column];
  }
  return null;
}

/** The columns that part the rows of the table that the plan is about into a few kinds; what rows are called by comes last. */
function categories(draft: Draft, schema: Schema): readonly Column[] {
  const table =
    draft.select.find((item) => item.table !== undefined)?.table ??
    schema.columns[draft.select.find((item) => item.field)?.field?.column ?? -1]?.table ??
    draft.tables[0];
  const namesRows = ({ id }: Column): boolean => schema.tables[table ?? -1]?.nameColumns.includes(id) === true;
  return schema.columns
    .filter((column) => column.table === table && hasFewValues(column))
    .sort((a, b) => Number(namesRows(a)) - Number(namesRows(b)))
    .slice(0, 3);
}

function hasFewValues({ type, isPrimary, isForeign, distinct }: Column): boolean {
  return type === "text" && !isPrimary && !isForeign && distinct !== null && distinct >= 2 && distinct <= LISTED;
}

/** A column whose few values each hold for several rows and are not what these are called. */
function isKind(column: Column | undefined, { tables }: Schema): boolean {
  const table = tables[column?.table ?? -1];
  return (
    column !== undefined &&
    table !== undefined &&
    hasFewValues(column) &&
    (column.distinct ?? 0) < table.rowCount &&
    !table.nameColumns.includes(column.id)
  );
}

function unknown(text: string, word: string, columns: readonly Column[], schema: Schema): PlanError {
  const known = columns
    .map((column) => ({ name: describeField({ column: column.id }, schema), values: valuesOf(column, schema) }))
    .filter(({ values }) => values.length > 0);
  const lists = known.map(
    ({ name, values }) =>
      `${name} is ${values.length > LISTED ? `for example ${joinWords(values.slice(0, 5), "or")}` : joinWords(values, "or")}`,
  );
  const options: readonly Option[] = (known[0]?.values ?? []).slice(0, 3).flatMap((value) => {
    const question = text.replace(new RegExp(`["“']?${escapePattern(word)}["”']?`, "u"), value.includes(" ") ? `"${value}"` : value);
    return question === text ? [] : [{ label: question, question }];
  });
  const message =
    lists.length > 0
      ? `Nothing here is called “${word}”. ${lists.map((line) => upperFirst(line)).join("; ")}.`
      : `Nothing here is called “${word}”.`;
  return {
    outcome: "clarified",
    code: "unknown-words",
    message,
    options,
    intent: "clarify",
    confidence: 0.2,
    because: [`“${word}” is neither a name nor a stored value`],
  };
}

function valuesOf(column: Column, schema: Schema): readonly string[] {
  const found = new Set<string>();
  for (const stored of schema.values.values())
    for (const { column: id, value } of stored) if (id === column.id && found.size <= LISTED) found.add(shownValue(value));
  return [...found];
}
