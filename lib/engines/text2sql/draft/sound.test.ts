import { describe, expect, it } from "vitest";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { countRows, EMPTY_DRAFT, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { isPlausible } from "@/lib/engines/text2sql/draft/sound";

describe("plans that run and that nobody means", async () => {
  const { schema } = await openFixture("library");
  const id = (table: string, name: string) =>
    schema.columns.find((column) => column.name === name && schema.tables[column.table]?.name === table)?.id ?? -1;
  const book = schema.tables.findIndex(({ name }) => name === "book");
  const [title, genre, price, key] = [
    id("book", "title"),
    id("book", "genre"),
    id("book", "price"),
    schema.tables[book]?.primaryKey[0] ?? -1,
  ];
  const owner = schema.columns.find(({ table, type }) => table !== book && type === "text")?.id ?? -1;
  const author = schema.tables.findIndex(({ name }) => name === "author");
  const most = { item: countRows(), dir: "desc" } as const;
  const dearest = { item: plain(price), dir: "desc" } as const;
  const [writer, of] = [id("author", "name"), { column: id("author", "author_id") }];
  const leading = { select: [plain(writer)], group: [of], order: [most], limit: 1 } as const;
  const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, tables: [book], ...change });

  it.each<[string, Draft, boolean]>([
    ["books per genre, most first", draft({ select: [plain(genre), countRows()], group: [{ column: genre }], order: [most] }), true],
    ["one total, put in order", draft({ select: [countRows()], order: [most] }), false],
    ["books per genre and price", draft({ select: [plain(genre), countRows()], group: [{ column: genre }, { column: price }] }), false],
    ["books per price", draft({ select: [plain(price), countRows()], group: [{ column: price }] }), true],
    ["how many different prices", draft({ select: [{ agg: "count", field: { column: price }, distinct: true }] }), false],
    ["how many different genres", draft({ select: [{ agg: "count", field: { column: genre }, distinct: true }] }), true],
    ["groups that measure nothing", draft({ select: [plain(genre)], group: [{ column: genre }] }), false],
    ["how many books each book is", draft({ select: [plain(title), countRows()], group: [{ column: key }] }), false],
    ["the author with the most books", draft({ ...leading, tables: [author, book] }), true],
    ["the author with the most rows of its own", draft({ ...leading, tables: [author] }), false],
    ["the three dearest books", draft({ select: [plain(title)], order: [dearest], limit: 3 }), true],
    ["three owners by one price each", draft({ select: [plain(owner)], order: [dearest], limit: 3 }), false],
    [
      "books dearer than themselves",
      draft({ select: [plain(title)], where: [{ kind: "columns", item: plain(price), op: ">", other: { column: price } }] }),
      false,
    ],
    ["the owner of the dearest book", draft({ select: [plain(owner)], order: [dearest], limit: 1 }), true],
  ])("%s", (_, one, plausible) => {
    expect(isPlausible(one, schema)).toBe(plausible);
  });
});
