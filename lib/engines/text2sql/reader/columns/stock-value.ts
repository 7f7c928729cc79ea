import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Column, Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

const HELD = /^(?:stock|hand|inventory)$/u;
const FLOOR = /^(?:minimum|min|maximum|reorder|restock|safety|threshold)$/u;
const [COST, PRICE] = [/(?:^| )cost(?: price)?$/u, /(?:^| )price$/u];

type Stock = { readonly table: Table; readonly held: Column; readonly price: Column };

/** How many there are of each row, and what one costs: what was paid for it where that is kept, else its only price; null where either cannot be told. */
function stockIn(table: Table, { columns }: Schema): Stock | null {
  const own = table.columns
    .flatMap((id) => columns[id] ?? [])
    .filter(({ type, isForeign, isPrimary, formula }) => type === "number" && !isForeign && !isPrimary && !formula);
  const held = own.filter(({ lemmas }) => lemmas.some((word) => HELD.test(word)) && !lemmas.some((word) => FLOOR.test(word)));
  const called = (pattern: RegExp): readonly Column[] => own.filter(({ lemmas }) => pattern.test(lemmas.join(" ")));
  const [price, ...others] = called(COST).length > 0 ? called(COST) : called(PRICE);
  return held.length === 1 && held[0] && price && others.length === 0 ? { table, held: held[0], price } : null;
}

/** "stock value", "value of our medicine stock": how many there are times what each costs, where one table says both. */
export function wordsOfStock(schema: Schema): readonly Rewording[] {
  const [stock, ...others] = schema.tables.flatMap((table) => stockIn(table, schema) ?? []);
  if (!stock || others.length > 0 || schema.columns.some(({ lemmas }) => /^(?:stock|inventory) value$/u.test(lemmas.join(" ")))) return [];
  const { table, held, price } = stock;
  const [one, many] = [table.words.join(" "), plural(table.words.join(" "))];
  const goods = `(?:${many}|${one}|${table.lemmas.join(" ")})`;
  const value = "(?:the )?(?:total )?(?:value|worth)";
  const said = new RegExp(
    `\\b(?:${value} of (?:the |our |all )*(?:${goods} )?(?:stock|inventory)|(?:total )?(?:stock|inventory) (?:value|worth))\\b(?: of (?:the |our |all )*${goods}\\b)?`,
    "giu",
  );
  return [{ pattern: said, words: `sum of ${held.words.join(" ")} times ${price.words.join(" ")} of ${many}` }];
}
