import { kindOf } from "@/lib/engines/text2sql/search/atom-context";
import { shownValue } from "@/lib/engines/text2sql/draft/explain-values";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { strengths } from "@/lib/engines/text2sql/words/read";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";
import { describeField, tableName } from "@/lib/engines/text2sql/draft/explain-names";

const GENERIC = new Set(
  "currently please database data record records information available existing there thing things one ones detail details ever right made make know want need like look help using use used based together overall per".split(
    " ",
  ),
);

/** Which words led where, one line each: "“savings” is a value of account type", "“oldest” …" left to the sentence of the plan. */
export function becauseOf(draft: Draft, asked: Asked): readonly string[] {
  const { schema, atoms } = asked.reading;
  const usage = usageOf(draft, schema);
  const lines = atoms.flatMap((atom) => {
    const literal = usage.literals.find(
      ({ value, column }) =>
        column !== null &&
        typeof value === "string" &&
        (value === atom.text || atom.mention?.values.some((target) => target.value === value && target.column === column) === true),
    );
    if (literal && literal.column !== null)
      return [
        `“${atom.text}” is ${shownValue(String(literal.value)) === atom.text ? "" : `${shownValue(String(literal.value))}, `}a value of ${describeField({ column: literal.column }, schema)}`,
      ];
    const { table, column } = strengths(atom.mention);
    const used = atom.mention?.columns.find((target) => usage.columns.has(target.column));
    const named = atom.mention?.tables.find((target) => usage.tables.has(target.table));
    if (named && (table >= column || !used)) return [`“${atom.text}” is the table ${tableName(named.table, schema)}`];
    return used ? [`“${atom.text}” is ${describeField({ column: used.column }, schema)}`] : [];
  });
  return [...new Set(lines)];
}

/** Words of the question that the plan makes no use of, so that none is passed over in silence. */
export function unusedWords(draft: Draft, asked: Asked): readonly string[] {
  const { atoms, schema } = asked.reading;
  const usage = usageOf(draft, schema);
  return atoms.flatMap((atom) => {
    const kind = kindOf(atom);
    if (kind === "v" || kind === "q")
      return usage.literals.some(
        ({ value }) => isText(value, atom.text) || atom.mention?.values.some((target) => target.value === value) === true,
      ) || nameIsUsed(atom.mention, usage)
        ? []
        : [atom.text];
    if (kind === "n")
      return usage.literals.some(({ value }) => value === atom.number?.value || value === String(atom.number?.value)) ||
        /^(one|once|first)$/iu.test(atom.text)
        ? []
        : [atom.text];
    const idle = kind === null && atom.cues.length === 0 && /\p{L}{3}/u.test(atom.text) && !GENERIC.has(atom.text.toLowerCase());
    return idle && !STOP_WORDS.has(atom.text.toLowerCase()) ? [atom.text] : [];
  });
}

function isText(value: unknown, text: string): boolean {
  return typeof value === "string" && value.toLowerCase() === text.toLowerCase();
}

function nameIsUsed(mention: Asked["reading"]["atoms"][number]["mention"], usage: ReturnType<typeof usageOf>): boolean {
  return (
    mention?.columns.some(({ column, score }) => score > 0.6 && usage.columns.has(column)) === true ||
    mention?.tables.some(({ table, score }) => score > 0.6 && usage.tables.has(table)) === true
  );
}
