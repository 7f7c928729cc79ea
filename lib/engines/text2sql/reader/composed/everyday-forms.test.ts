import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { askOver, expectFirst, readOver, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { FIRM, SCHOOL, STALL } from "@/lib/engines/text2sql/reader/composed/small-firms.fixture";

const NOW = "2026-11-18T15:30:00";

type Case = readonly [sql: string, question: string, gold: string];

const list = (...names: readonly (string | number)[]): string =>
  names.map((name) => `SELECT ${typeof name === "string" ? `'${name}'` : name}`).join(" UNION ");

const ALL: readonly Case[] = [
  [STALL, "products that were sold in every district", list("Green Tea", "Plum Jam")],
  [STALL, "which products were sold in all districts?", list("Green Tea", "Plum Jam")],
  [STALL, "how many products were sold in every district", "SELECT 2"],
  [STALL, "products not sold in every district", list("Black Tea", "Fig Jam", "Oat Soap")],
  [STALL, "customers who bought every product in the tea category", list("Omar Said")],
  [STALL, "customers who have bought all products of category Tea", list("Omar Said")],
  [STALL, "stores that sold all products", "SELECT name FROM stores WHERE 0"],
  [SCHOOL, "students who took all courses", "SELECT 'Ada','Moss' UNION SELECT 'Dan','Iles'"],
  [SCHOOL, "students who are enrolled in every course", "SELECT 'Ada','Moss' UNION SELECT 'Dan','Iles'"],
  [SCHOOL, "which students have taken all the courses", "SELECT 'Ada','Moss' UNION SELECT 'Dan','Iles'"],
  [SCHOOL, "students who took all courses of Mr Oak", "SELECT 'Ada','Moss' UNION SELECT 'Ben','Reed' UNION SELECT 'Dan','Iles'"],
  [SCHOOL, "students who have not taken all courses", "SELECT 'Ben','Reed' UNION SELECT 'Cleo','Hart' UNION SELECT 'Eve','Kerr'"],
  [FIRM, "branches with employees in all departments", "SELECT name FROM branches WHERE 0"],
  [FIRM, "departments that have employees in every region", "SELECT name FROM departments WHERE 0"],
];

const FIGURES: readonly Case[] = [
  [FIRM, "number of customers and number of accounts", "SELECT 6, 5"],
  [FIRM, "how many customers and how many accounts are there", "SELECT 6, 5"],
  [FIRM, "total number of customers and accounts", "SELECT 6, 5"],
  [FIRM, "sum of deposits and withdrawals", "SELECT 103.0"],
  [FIRM, "difference between the highest and the lowest balance", "SELECT 850.0"],
  [FIRM, "what is the gap between the highest and lowest salary?", "SELECT 6500.0"],
  [FIRM, "what's the difference between the largest and the smallest loan", "SELECT 2900.0"],
  [FIRM, "difference between the highest and lowest salary per department", "SELECT 'Lending',4500.0 UNION SELECT 'Service',1500.0"],
  [FIRM, "min and max salary", "SELECT 3000.0, 9500.0"],
  [FIRM, "the range of salaries", "SELECT 3000.0, 9500.0"],
  [FIRM, "difference between deposits and withdrawals", "SELECT 77.0"],
  [FIRM, "deposits minus withdrawals", "SELECT 77.0"],
  [FIRM, "how much more does Ann Lee earn than Bo Dahl", "SELECT 4000.0"],
  [FIRM, "how many more customers does Harbour have than Central", "SELECT 2"],
  [FIRM, "how many more customers than employees are there", "SELECT 0"],
  [FIRM, "ratio of customers to accounts", "SELECT 1.2"],
  [STALL, "difference between the highest and lowest price", "SELECT 5.0"],
  [STALL, "difference in price between Fig Jam and Plum Jam", "SELECT 2.0"],
  [STALL, "how much more does Fig Jam cost than Plum Jam", "SELECT 2.0"],
  [STALL, "difference between the average price of Tea and Jam", "SELECT -2.5"],
  [STALL, "how many more sales did Hill have than Park", "SELECT 2"],
  [STALL, "number of stores and number of suppliers", "SELECT 3, 2"],
  [STALL, "the cheapest and the most expensive product", "SELECT 'Fig Jam', 7.0 UNION SELECT 'Oat Soap', 2.0"],
  [SCHOOL, "the oldest and the youngest student", "SELECT 'Eve','Kerr',18 UNION SELECT 'Dan','Iles',14"],
  [SCHOOL, "how much older is Ben Reed than Ada Moss", "SELECT 2"],
];

const DATED = list("Bo Dahl", "Cy Park", "Di Holm");
const CONDITIONS: readonly Case[] = [
  [FIRM, "employees hired after 2015-01-01 and before 2021-01-01", DATED],
  [FIRM, "employees hired after 1 January 2015 and before 1 January 2021", DATED],
  [FIRM, "employees hired on or after 2015-03-01 and before 2021-09-01", DATED],
  [FIRM, "employees hired since 2015 but before 2021", DATED],
  [FIRM, "employees hired before 2012 or after 2020", list("Ann Lee", "Ed Moss", "Fay Gray")],
  [FIRM, "loans that start after 2024-12-31 and end before 2027-02-01", list(1, 4)],
  [FIRM, "customers whose name contains ar or as", list("Jon Ash", "Ned Hart")],
  [FIRM, 'customers whose name contains "ar" or "as"', list("Jon Ash", "Ned Hart")],
  [FIRM, "customers whose name starts with I or J", list("Ida Berg", "Jon Ash")],
  [FIRM, "customers whose name starts with I or ends with d", list("Ida Berg", "Lee Ford")],
  [FIRM, "customers with a name containing a and e", list("Ida Berg", "Kim Dale", "Mia Gale", "Ned Hart")],
  [FIRM, "employees whose name does not contain a", list("Di Holm", "Ed Moss")],
  [FIRM, "names of customers and employees", "SELECT full_name FROM customers UNION SELECT full_name FROM employees"],
  [SCHOOL, "trips departing after 2025-05-02 and before 2025-06-05", list(2, 3)],
  [SCHOOL, "trips from Oslo to Bergen", list(1, 4)],
  [SCHOOL, "which trips go from Oslo to Bergen?", list(1, 4)],
  [SCHOOL, "how many trips from Bergen to Oslo", "SELECT 1"],
  [SCHOOL, "trips to Bergen", list(1, 4)],
  [SCHOOL, "trips from Oslo", list(1, 3, 4)],
  [STALL, "products whose name contains tea or jam", list("Green Tea", "Black Tea", "Plum Jam", "Fig Jam")],
  [STALL, "names of customers and suppliers", list("Omar Said", "Pia Lund", "Quinn Roe", "Leaf Ltd", "Berry Co")],
  [STALL, "phone numbers of customers and suppliers", list("301", "302", "303", "201", "202")],
  [
    STALL,
    "names and phone numbers of all customers and suppliers",
    "SELECT name, phone FROM customers UNION SELECT name, phone FROM suppliers",
  ],
  [STALL, "which cities have both customers and suppliers", list("Deal", "Hythe")],
  [STALL, "cities with suppliers but no customers", "SELECT city FROM suppliers WHERE 0"],
];

describe.each([
  ["rows that have all of something", ALL],
  ["figures of different rows", FIGURES],
  ["conditions, places and lists", CONDITIONS],
])("%s", (_, cases) => {
  it.each(cases)("$1", async (sql, question, gold) => {
    const planned = await askOver(await openStatements(sql), question, NOW);
    if (!planned.ok) throw new Error(`${question}: ${planned.error.message}`);
    await expectFirst(sql, question, gold, NOW);
  });
});

/** Rows in their order: ties of the first thing are put in order by the second. */
describe("rows in order of several things", () => {
  it.each([
    [STALL, "products sorted by price descending and then name ascending", "Fig Jam Plum Jam Green Tea Black Tea Oat Soap"],
    [STALL, "products ordered by price from low to high and then by name", "Oat Soap Black Tea Green Tea Plum Jam Fig Jam"],
    [FIRM, "employees sorted by department descending and then by salary descending", "Ed Moss Di Holm Fay Gray Cy Park Ann Lee Bo Dahl"],
    [FIRM, "list employees ordered by department, then salary ascending", "Bo Dahl Ann Lee Cy Park Fay Gray Di Holm Ed Moss"],
    [SCHOOL, "students sorted by class and then age descending", "Ben Reed Ada Moss Eve Kerr Cleo Hart Dan Iles"],
  ])("%#", async (sql, question, names) => {
    const { runner, ranked } = await readOver(sql, question, NOW);
    const found = await runner.run(ranked[0]!.candidate.compiled);
    expect(found.ok && found.value.rows.map((row) => row.join(" ")).join(" ")).toBe(names);
  });
});

describe("what was read is said", () => {
  it.each([
    [STALL, "products sold in every district", "with all districts"],
    [SCHOOL, "students who took all courses of Mr Oak", "with all courses where teacher name is Mr Oak"],
    [FIRM, "difference between deposits and withdrawals", "where kind is deposit, less total amount"],
    [FIRM, "difference between the highest and the lowest balance", "highest balance less lowest balance"],
  ])("%#", async (sql, question, words) => {
    expect(await understood(await openStatements(sql), question, NOW)).toContain(words);
  });
});
