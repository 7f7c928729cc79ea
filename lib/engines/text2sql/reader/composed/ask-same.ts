import { extend, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { composed, fully, type BusinessReading, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { namedRows } from "@/lib/engines/text2sql/reader/composed/named-row";

/** Rows that share something with one that is named; `isOthers` leaves that one out. */
export type AskedSame = { readonly rows: string; readonly shared: string; readonly named: string; readonly isOthers: boolean };

const SHARE =
  "(?: (?:who|that|which))?(?: (?:also|all))?(?: (?:is|are|was|were|live|lives|work|works|come|comes|belong|belongs|have|has|had|share|shares|with|in|at|of|from|on|for|to|by|do|does))*";
const SAME = new RegExp(
  `^(.+?)${SHARE} (?:exactly )?the same ((?:\\p{L}+ ){0,2}?\\p{L}+) (?:as|like) (.+?)(,? (?:excluding|except(?: for)?|other than|apart from|besides|not including|without|but not) .+)?$`,
  "iu",
);
const OTHERS = /^(?:which|what|how many|list|show|find|who|all|the)* ?(?:other|else)\b| else\b|\b(?:other|others)\b/iu;

/** "customers in the same city as Maria Garcia, except her"; null where the question is another. */
function askedSame(text: string): AskedSame | null {
  const [, rows = "", shared = "", named = "", except] = SAME.exec(text.trim().replace(/[?.!\s]+$/u, "")) ?? [];
  if (rows === "" || /\b(?:time|day|week|month|quarter|year|period)s?$/iu.test(shared)) return null;
  return { rows: rows.replace(/ ?\b(?:other|else)\b/giu, ""), shared, named, isOthers: except !== undefined || OTHERS.test(rows) };
}

/** The rows that have the named one's value of what is shared; null where the question is another or its parts do not fit together. */
export function readSame(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedSame(text);
  if (!asked) return null;
  const own = /^who$/iu.test(asked.rows.trim()) ? null : fully(read(asked.rows));
  const root = own?.candidate.draft.joins?.root ?? fully(read(asked.named))?.candidate.draft.joins?.root;
  const table = schema.tables[root ?? -1];
  if (!table) return null;
  const said = plural(table.words.join(" "));
  const rows = own ?? fully(read(said));
  const column = sharedColumn(fully(read(`${asked.shared} of ${said}`))?.candidate.draft, table.id, schema);
  const named = namedRows(asked.named, table, read);
  const [key, ...keys] = table.primaryKey;
  if (!rows || column === null || !named || (asked.isOthers && (key === undefined || keys.length > 0))) return null;
  const draft = extend(
    rows.candidate.draft,
    {
      where: [
        ...rows.candidate.draft.where,
        { kind: "in", column, negated: false, query: { ...named, select: [plain(column)], everything: false } },
        ...(asked.isOthers && key !== undefined
          ? [{ kind: "in" as const, column: key, negated: true, query: { ...named, select: [plain(key)], everything: false } }]
          : []),
      ],
    },
    0,
    ["reader"],
  );
  return composed(draft, schema, [], { ...rows.frame, isTied: true });
}

/** The column of the rows that holds what they share: their own, or their key to what is called so. */
export function sharedColumn(draft: Draft | undefined, root: number, { columns, links, tables }: Schema): number | null {
  const shown = draft?.select.map(({ agg, field }) => (agg === null ? columns[field?.column ?? -1] : undefined)) ?? [];
  const [first] = shown;
  if (!first || draft?.group.length !== 0 || shown.some((column) => column?.table !== first.table)) return null;
  if (first.table === root) return shown.length === 1 ? first.id : null;
  const isName = tables[first.table]?.nameColumns.includes(first.id) === true;
  const keys = links.filter(({ from, to }) => columns[from]?.table === root && columns[to]?.table === first.table);
  return isName && keys.length === 1 ? (keys[0]?.from ?? null) : null;
}
