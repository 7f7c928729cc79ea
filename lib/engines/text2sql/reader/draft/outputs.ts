import { plain, type Item, type Order } from "@/lib/engines/text2sql/draft/draft";
import { amountColumn } from "@/lib/engines/text2sql/reader/columns/amounts";
import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { fieldOf, resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { otherRow } from "@/lib/engines/text2sql/reader/columns/self-join";
import { isRankedBy } from "@/lib/engines/text2sql/reader/draft/sorting";
import type { Work } from "@/lib/engines/text2sql/reader/draft/work";

/** What a list shows of each row: the columns asked for, else what its rows are called. */
export function outputItems(work: Work, order: readonly Order[]): readonly Item[] {
  const own = ownItems(work, order);
  return work.self ? [...own, ...otherRow(work.self, work.frame.schema).names] : own;
}

function ownItems({ frame, main, near }: Work, order: readonly Order[]): readonly Item[] {
  const asked = frame.outputs.flatMap((use) =>
    resolveColumns(use, frame, near).map((id): Item => ({ agg: null, field: fieldOf(use, id, frame) })),
  );
  const names = rowName(frame.schema, main.noun.table);
  const areKeys = names.every((id) => frame.schema.columns[id]?.isPrimary);
  // "overdue invoices with client and amount": a number that nobody knows the row by tells nothing beside these.
  if (areKeys && asked.length > 1) return asked;
  const amount = asked.length === 0 && areKeys && frame.order.length === 0 ? amountOfOne(frame, main.noun) : null;
  if (amount !== null) return [plain(amount)];
  if (areKeys && asked.length === 0) return [...names.map(plain), ...order.map(({ item }) => item)];
  if (asked.length === 0 && frame.order.length > 0 && frame.order.every((entry) => isRankedBy(frame, entry)))
    return [...names.map(plain), ...order.map(({ item }) => item)];
  return asked.length === 0 ? names.map(plain) : isAlongside(frame, main.noun) || isWho(frame) ? [...names.map(plain), ...asked] : asked;
}

/** "the current salary of Ann Lee", where salaries are rows of their own with an amount. */
function amountOfOne(frame: Frame, { table, isPlural, at }: Noun): number | null {
  const isAsked = frame.units[at + 1]?.lower === "of" || frame.units[0]?.lower === "what";
  return isPlural || !isAsked ? null : amountColumn(table, frame);
}

/** "who is the oldest, and how old" shows both. */
function isWho({ outputs, units }: Frame): boolean {
  return outputs.every(({ isAge }) => isAge) && /^(?:who|which)$/u.test(units[0]?.lower ?? "");
}

/** "employees with their title", "customers and their officer's name" show that beside the row. */
export function isAlongside({ outputs, units, order }: Frame, noun: Noun): boolean {
  const first = outputs[0]?.at ?? 0;
  const lead = units
    .slice(noun.at + 1, first)
    .map(({ lower }) => lower)
    .join(" ");
  const isAsked =
    (order.length > 0 && /^(?:which|who|what)$/u.test(units[0]?.lower ?? "") && /(?:^| )and(?: |$)/u.test(lead)) ||
    (/^which$/u.test(units[0]?.lower ?? "") && /^ha(?:ve|s|d) (?:their|its|his|her)(?: |$)/u.test(lead)) ||
    / and (?:what|which|how)(?: |$)/u.test(lead);
  return (
    first > noun.at &&
    (isAsked ||
      /(?:^| )(?:(?:with|along with|together with|and) (?:their|its|his|her)|and (?:the|when|since when)|with the|, with|including)(?: |$)|(?:^| )with$/u.test(
        lead,
      ))
  );
}
