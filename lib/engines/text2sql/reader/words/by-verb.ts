import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { Sense, Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { isOfVerb } from "@/lib/engines/text2sql/reader/words/verb-forms";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const DID = /\b(?:did|do|have|has) (?:we|they|you|i) (?:ever |already |actually )?(\p{L}{3,})/iu;
/** How well a word must name a figure of what was done. */
const WELL = 0.7;
const LESS = 0.05;

/** The one table that keeps when something was done, by the verb of a question; null where none or several do. */
function tableDone(text: string, { tables, columns }: Schema): number | null {
  const verb = DID.exec(text)?.[1]?.toLowerCase();
  const [only, ...others] = tables.filter((table) =>
    table.columns.some((id) => {
      const column = columns[id];
      return verb !== undefined && column !== undefined && isMoment(column) && column.words.some((word) => isOfVerb(word, verb));
    }),
  );
  return only && others.length === 0 ? only.id : null;
}

/** "how many litres did we brew": of the figures that are called so, the one of the rows that were brewed on a day. */
export function preferDone(units: readonly Unit[], text: string, schema: Schema): readonly Unit[] {
  const table = tableDone(text, schema);
  const isFigureOf = (sense: Sense, isOwn: boolean): boolean => {
    const column = sense.kind === "column" ? schema.columns[sense.column] : undefined;
    return column?.type === "number" && (column.table === table) === isOwn;
  };
  return units.map((unit) => {
    const [first] = unit.senses;
    const own = table === null ? undefined : unit.senses.find((sense) => sense.score >= WELL && isFigureOf(sense, true));
    if (!own || !first || !isFigureOf(first, false)) return unit;
    const others = unit.senses.filter((sense) => sense !== own);
    return {
      ...unit,
      senses: [
        { ...own, score: first.score },
        ...others.map((sense) => (isFigureOf(sense, false) ? { ...sense, score: sense.score - LESS } : sense)),
      ],
    };
  });
}
