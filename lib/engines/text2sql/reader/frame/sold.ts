import { bareNoun, chosenColumn, type Frame, type Measure, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { QUANTITY_NAME, SALES } from "@/lib/engines/text2sql/schema/formulas";
import { strength } from "@/lib/engines/text2sql/reader/words/unit";

const SALE = new RegExp(`^(?:${SALES})$`, "u");
const QUANTITY = new RegExp(`^${QUANTITY_NAME}$|^unit sold$`, "u");
/** "best selling", "top seller". */
export const SELLING = /^(?:selling|seller|sellers|sold)$/u;
const SOLD = /^(?:sells?|sold)$/u;
/** "best selling by revenue": by what it brought in rather than how many were sold. */
const MONEY = /^(?:money|revenue|turnover|income|takings|value|sales|amount|earnings|proceeds)$/u;
const GOODS = /^(?:how many )?(?:units?|pieces?|copies|items?|quantity|quantities|number)(?: sold)?$/u;

/** "best selling product", "which genre sells best", "most sold": ranked by how many were sold. */
export function readBestSelling({ frame, pending }: Scan, at: number): boolean {
  const { units, order } = frame;
  const [before, unit, next] = [units[at - 1], units[at], units[at + 1]];
  const isBest = (text: string | undefined): boolean => /^(?:the )?(?:best|top|most|least|worst|bottom)$/u.test(text ?? "");
  const isJoint = /^(?:best|top|most|least|worst)[ -](?:selling|sold|seller|sellers)$/u.test(unit?.lower ?? "");
  const isBefore = SELLING.test(unit?.lower ?? "") && isBest(before?.lower);
  const isBehind = SOLD.test(unit?.lower ?? "") && isBest(next?.lower) && (units[at + 2] === undefined || units[at + 2]?.kind !== "name");
  if (!isJoint && !isBefore && !isBehind) return false;
  const goods = goodsOf(frame);
  const money = units.findIndex(
    ({ lower }, place) => place > at && MONEY.test(lower) && /^(?:by|in)$/u.test(units[place - 1]?.lower ?? ""),
  );
  const counted = goods && soldOf(frame, goods.table, at);
  const sold = counted && money > 0 ? totalOf(frame, at, counted.noun) : counted;
  if (!goods || !sold) return false;
  if (money > 0) pending.asides.push(money - 1, money);
  const cue = isBehind ? at + 1 : isJoint ? at : at - 1;
  // "top 10 best-selling tracks" ranks once.
  const ranks = pending.superlatives.filter((superlative) => superlative.at <= cue && superlative.at >= cue - 2);
  const waiting = ranks.find(({ limit }) => limit !== null) ?? ranks[0];
  pending.superlatives = pending.superlatives.filter((other) => !ranks.includes(other));
  const number = units[cue + 1]?.number ?? units[cue - 1]?.number;
  const dir = /least|worst|bottom/u.test(units[cue]?.lower ?? "") ? ("asc" as const) : ("desc" as const);
  order.push({
    superlative: waiting
      ? { ...waiting, counted: false }
      : { at: cue, dir, counted: false, attributes: [], word: "most", limit: number?.value ?? null },
    measure: sold,
    column: null,
  });
  if (isBehind) pending.skip = at + 1;
  return true;
}

/** "top 3 products by quantity sold": of each how many were sold, not how many there are of it. */
export function readBySold({ frame, pending }: Scan, at: number): boolean {
  const { units, order } = frame;
  const { ordering } = pending;
  const isSaid = GOODS.test(units[at]?.lower ?? "") && (/ sold$/u.test(units[at]?.lower ?? "") || SOLD.test(units[at + 1]?.lower ?? ""));
  const goods = ordering && isSaid ? goodsOf(frame) : null;
  const measure = goods && soldOf(frame, goods.table, at);
  if (!ordering || !measure || pending.fns.some(({ fn }) => fn !== "sum" && fn !== "count")) return false;
  order.push({ superlative: ordering, measure, column: null, isTotal: true });
  pending.ordering = null;
  pending.fns = [];
  if (!/ sold$/u.test(units[at]?.lower ?? "")) pending.skip = at + 1;
  return true;
}

/** "units sold per product", "how many tracks did we sell": how many, where lines say a quantity. */
export function settleSold({ frame, pending }: Scan): void {
  const { units, measures, order, nouns, unread, outputs } = frame;
  const at = units.findIndex(({ lower }) => /(?:^| )(?:sold|sell|sells)$/u.test(lower));
  const said = units.findIndex(({ lower }, place) => GOODS.test(lower) && place <= at);
  const counts = measures.filter(({ fn, column, at: place }) => place === said || (fn === "count" && column === null));
  const goods = goodsOf(frame);
  if (at < 0 || !goods || order.length > 0 || measures.length > counts.length || counts.length > 1) return;
  const counted = counts[0]?.noun ?? goods;
  // "how many flyers did we sell", where one of the goods is called so: lines of it are counted.
  const isOfLines = counted.at === goods.at && counted.table === linesFor(goods.table, frame.schema)?.table;
  if (said < 0 && (counts.length === 0 || (counted !== goods && !isOfLines))) return;
  const sold = soldOf(frame, goods.table, at);
  if (!sold?.noun || sold.fn === "count") return;
  measures.splice(0, measures.length, sold);
  if (!nouns.includes(sold.noun)) nouns.push(sold.noun);
  pending.fns = pending.fns.filter(({ fn }) => fn !== "count");
  outputs.splice(0, outputs.length, ...outputs.filter((use) => use.at !== said));
  unread.splice(
    0,
    unread.length,
    ...unread.filter((place) => place !== at && place !== said && !/^(?:how many|number of)$/u.test(units[place]?.lower ?? "")),
  );
}

/** What is sold: what the question names first that lines belong to. */
function goodsOf({ nouns, units, schema }: Frame): Noun | null {
  const found = nouns.find(({ table, negated }) => !negated && linesFor(table, schema) !== null);
  if (found) return found;
  const named = units.findIndex((unit) =>
    unit.senses.some((sense) => sense.kind === "table" && sense.score > 0.7 && linesFor(sense.table, schema) !== null),
  );
  const sense = units[named]?.senses.find((other) => other.kind === "table");
  return sense?.kind === "table" && strength(units[named], "table") > 0.7 ? bareNoun(sense.table, named) : null;
}

/** The one table whose rows each sell something of another, with the column of how many. */
export function linesFor(goods: number, schema: Frame["schema"]): { readonly table: number; readonly quantity: number | null } | null {
  const isSold = (table: number): boolean =>
    table !== goods &&
    (schema.tables[table]?.lemmas.some((word) => SALE.test(word)) ?? false) &&
    !(schema.tables[goods]?.lemmas.some((word) => SALE.test(word)) ?? false) &&
    belongsTo(schema, table, goods);
  const [lines, ...others] = schema.tables.filter(({ id }) => isSold(id));
  if (!lines || others.length > 0) return null;
  const quantity = lines.columns.find((id) => QUANTITY.test(schema.columns[id]?.lemmas.join(" ") ?? ""));
  return { table: lines.id, quantity: quantity ?? null };
}

function soldOf({ schema, nouns }: Frame, goods: number, at: number): Measure | null {
  const lines = linesFor(goods, schema);
  if (!lines) return null;
  const noun = nouns.find(({ table, negated }) => table === lines.table && !negated) ?? bareNoun(lines.table, at, { isHad: true });
  return {
    at,
    fn: lines.quantity === null ? "count" : "sum",
    noun,
    column: lines.quantity === null ? null : chosenColumn(at, lines.quantity, lines.table),
    minus: null,
    distinct: false,
  };
}
