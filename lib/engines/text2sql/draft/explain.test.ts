import { describe, expect, it } from "vitest";
import { openFixture, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { countRows, EMPTY_DRAFT, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { explain } from "@/lib/engines/text2sql/draft/explain";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

type Names = { readonly table: (name: string) => number; readonly column: (name: string) => number };

function namesOf(schema: Schema): Names {
  const table = (name: string) => schema.tables.findIndex((found) => found.name === name);
  const column = (name: string) => {
    const [owner = "", own = ""] = name.split(".");
    return schema.columns.findIndex((found) => found.table === table(owner) && found.name === own);
  };
  return { table, column };
}

const is = (column: number, value: string | number, op: "=" | "!=" | ">" = "="): Condition => ({
  kind: "compare",
  item: plain(column),
  op,
  value,
});
const like = (column: number, pattern: string, negated = false): Condition => ({ kind: "like", item: plain(column), pattern, negated });
const within = (column: number, query: Partial<Draft>, negated = false): Condition => ({
  kind: "in",
  column,
  query: { ...EMPTY_DRAFT, ...query },
  negated,
});
const atLeast = (count: number, table?: number): Condition => ({ kind: "compare", item: countRows(table), op: ">=", value: count });

/** Customers of the lending fixture, and the loans or accounts that belong to them. */
function owners({ table, column }: Names, name: "loans" | "accounts", more: Partial<Draft> = {}, negated = false): Condition {
  return within(column("customers.id"), { select: [plain(column(`${name}.customer_id`))], tables: [table(name)], ...more }, negated);
}

const CASES: readonly (readonly [string, keyof typeof DATABASES, (names: Names) => Partial<Draft>, string])[] = [
  [
    "how many there must be",
    "lending",
    (n) => ({
      select: [plain(n.column("customers.full_name"))],
      group: [{ column: n.column("customers.id") }],
      having: [atLeast(2, n.table("loans"))],
    }),
    "full name from customers with at least 2 loans",
  ],
  [
    "one is a word, and its noun singular",
    "lending",
    (n) => ({ select: [plain(n.column("customers.full_name"))], where: [owners(n, "loans", { having: [atLeast(1)] })] }),
    "full name from customers with at least one loan",
  ],
  [
    "too many is fewer than",
    "lending",
    (n) => ({ select: [plain(n.column("customers.full_name"))], where: [owners(n, "loans", { having: [atLeast(2)] }, true)] }),
    "full name from customers with fewer than 2 loans",
  ],
  [
    "what is missing",
    "lending",
    (n) => ({
      select: [plain(n.column("customers.full_name"))],
      where: [is(n.column("customers.city"), "Oslo"), owners(n, "loans", {}, true)],
    }),
    "full name from customers where city is Oslo, without loans",
  ],
  [
    "what is there under conditions, and what beside it is missing",
    "lending",
    (n) => ({
      select: [plain(n.column("customers.full_name"))],
      where: [owners(n, "accounts", { where: [is(n.column("accounts.account_type"), "savings")] }), owners(n, "loans", {}, true)],
    }),
    "full name from customers with accounts where account type is savings, and without loans",
  ],
  [
    "what is there belongs to what is there",
    "lending",
    (n) => ({
      select: [plain(n.column("branches.name"))],
      where: [
        within(n.column("branches.id"), {
          select: [plain(n.column("customers.branch_id"))],
          tables: [n.table("customers")],
          where: [owners(n, "loans", { where: [is(n.column("loans.status"), "active")] })],
        }),
      ],
    }),
    "branch name from branches with customers that have loans where loan status is active",
  ],
  [
    "a bound on groups stands with the group",
    "lending",
    (n) => ({ select: [plain(n.column("customers.city"))], group: [{ column: n.column("customers.city") }], having: [atLeast(3)] }),
    "city from customers, per city with at least 3 customers",
  ],
  [
    "a time follows its rows",
    "lending",
    (n) => ({
      select: [countRows(n.table("loans"))],
      where: [
        is(n.column("loans.status"), "active"),
        { kind: "between", item: plain(n.column("loans.originated_on")), low: "2025-02-01", high: "2025-03-01", until: true },
      ],
    }),
    "number of loans originated in Feb 2025 where loan status is active",
  ],
  [
    "several values of one column are one condition, beside others that are not",
    "lending",
    (n) => ({
      select: [plain(n.column("accounts.balance"))],
      where: [
        { kind: "or", items: [is(n.column("accounts.account_type"), "savings"), is(n.column("accounts.account_type"), "checking")] },
        { kind: "or", items: [is(n.column("accounts.balance"), 5000, ">"), is(n.column("accounts.account_type"), "savings")] },
      ],
    }),
    "balance from accounts where account type is savings or checking and either balance is over 5,000 or account type is savings",
  ],
  [
    "neither of two values",
    "lending",
    (n) => ({
      select: [countRows(n.table("loans"))],
      where: [is(n.column("loans.status"), "active", "!="), is(n.column("loans.status"), "closed", "!=")],
    }),
    "number of loans where loan status is neither active nor closed",
  ],
  [
    "texts that hold, begin or do not end so",
    "library",
    (n) => ({
      select: [plain(n.column("book.price"))],
      where: [like(n.column("book.title"), "%sea%"), like(n.column("book.genre"), "cri%"), like(n.column("book.title"), "%\\%", true)],
    }),
    "price from books where book title contains “sea”, genre starts with “cri” and book title does not end with “%”",
  ],
  [
    "the best one by an amount, without what goes without saying",
    "library",
    (n) => ({
      select: [plain(n.column("book.title"))],
      where: [{ kind: "null", item: plain(n.column("book.price")), negated: true }],
      order: [{ item: plain(n.column("book.price")), dir: "desc" }],
      limit: 1,
    }),
    "book title from books, only the one with the highest price",
  ],
  [
    "a place further down",
    "library",
    (n) => ({
      select: [plain(n.column("book.title"))],
      order: [{ item: plain(n.column("book.price")), dir: "desc" }],
      limit: 1,
      offset: 1,
    }),
    "book title from books, by price, highest first, the second one",
  ],
  [
    "the first by time",
    "lending",
    (n) => ({ select: [plain(n.column("branches.name"))], order: [{ item: plain(n.column("branches.opened_on")), dir: "asc" }], limit: 3 }),
    "branch name from branches, only the 3 opened earliest",
  ],
  [
    "what is most common",
    "library",
    (n) => ({
      select: [plain(n.column("book.genre"))],
      group: [{ column: n.column("book.genre") }],
      order: [{ item: countRows(), dir: "desc" }],
      limit: 2,
    }),
    "genre from books, per genre, only the 2 most common",
  ],
  [
    "who has the most",
    "lending",
    (n) => ({
      select: [plain(n.column("customers.full_name"))],
      group: [{ column: n.column("customers.id") }],
      order: [{ item: countRows(n.table("loans")), dir: "asc" }],
      limit: 1,
    }),
    "full name from customers, only the one with the fewest loans",
  ],
  [
    "the last day, and days of the week",
    "clinic",
    (n) => ({
      select: [{ agg: "max", field: { column: n.column("visits.visit_date") } }],
      where: [{ kind: "between", item: { agg: null, field: { column: n.column("visits.visit_date"), part: "weekday" } }, low: 6, high: 7 }],
    }),
    "latest visit date from visits where weekday of visit date is Saturday or Sunday",
  ],
  [
    "a day held against another",
    "tutoring",
    (n) => ({
      select: [countRows(n.table("bills"))],
      where: [{ kind: "columns", item: plain(n.column("bills.paid_on")), op: ">", other: { column: n.column("bills.due_on") } }],
    }),
    "number of bills where paid on is after due on",
  ],
  [
    "what a row is to others of its table",
    "league",
    (n) => ({
      select: [plain(n.column("players.birth_year"))],
      where: [
        within(n.column("players.player_id"), {
          select: [plain(n.column("players.captain_id"))],
          tables: [n.table("players")],
          where: [is(n.column("players.player_name"), "Ada")],
        }),
      ],
    }),
    "birth year from players where it is the captain of players where player name is Ada",
  ],
  [
    "not one of its own table is a condition on the row",
    "lending",
    (n) => ({
      select: [countRows(n.table("loans"))],
      where: [
        within(
          n.column("loans.id"),
          { select: [plain(n.column("loans.id"))], tables: [n.table("loans")], where: [is(n.column("loans.status"), "closed")] },
          true,
        ),
      ],
    }),
    "number of loans where loan status is not closed",
  ],
  [
    "numbers that are names have no separators",
    "transit",
    (n) => ({ select: [plain(n.column("stations.town"))], where: [is(n.column("stations.station_id"), 94107)] }),
    "town from stations where station id is 94107",
  ],
  [
    "a part of rows that are part of others",
    "lending",
    (n) => ({
      select: [{ ...countRows(n.table("loans")), percent: true, filter: [is(n.column("loans.status"), "active")] }],
      where: [is(n.column("loans.amount"), 500, ">")],
    }),
    "percentage of loans where loan status is active, among those where amount is over 500",
  ],
  [
    "a part of rows of some time",
    "lending",
    (n) => ({
      select: [{ ...countRows(n.table("loans")), percent: true, filter: [is(n.column("loans.status"), "active")] }],
      where: [is(n.column("loans.originated_on"), "2025-03-01", ">")],
    }),
    "percentage of loans where loan status is active, among those where originated after 1 Mar 2025",
  ],
  [
    "what another of its table is to a row",
    "league",
    (n) => ({
      select: [plain(n.column("players.player_name"))],
      where: [
        within(n.column("players.captain_id"), {
          select: [plain(n.column("players.player_id"))],
          tables: [n.table("players")],
          where: [is(n.column("players.player_name"), "Ada")],
        }),
      ],
    }),
    "player name from players where its captain is one of players where player name is Ada",
  ],
];

describe("explain", () => {
  it.each(CASES)("says plainly %s (%s)", async (_name, database, draft, sentence) => {
    const { schema } = await openFixture(database);
    expect(explain({ ...EMPTY_DRAFT, ...draft(namesOf(schema)) }, schema)).toBe(sentence);
  });
});
