import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { askOver, expectFirst, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { FIRM, SCHOOL, STALL } from "@/lib/engines/text2sql/reader/composed/small-firms.fixture";

const NOW = "2026-11-18T15:30:00";

const named = (...names: readonly string[]): string => names.map((name) => `SELECT '${name}'`).join(" UNION ");
const ABOVE = named("Ann Lee", "Cy Park", "Di Holm", "Ed Moss");
const DEAR = named("Green Tea", "Fig Jam");
const OLD = "SELECT 'Ben','Reed' UNION SELECT 'Eve','Kerr'";
const OVER_MANAGER = named("Cy Park", "Ed Moss");

const OF_GROUP: readonly (readonly [sql: string, question: string, gold: string])[] = [
  [FIRM, "employees who earn more than the average of their department", ABOVE],
  [FIRM, "which employees earn more than the average salary in their department?", ABOVE],
  [FIRM, "employees with a salary above the average of their own department", ABOVE],
  [FIRM, "employees paid above their department average", ABOVE],
  [FIRM, "who earns more than their department's average", ABOVE],
  [FIRM, "employees earning above average for their department", ABOVE],
  [FIRM, "how many employees earn more than the average of their department", "SELECT 4"],
  [FIRM, "who earns less than the average for their branch", named("Bo Dahl", "Di Holm")],
  [FIRM, "loans larger than the average of their branch", "SELECT 2 UNION SELECT 7"],
  [FIRM, "loans above the average amount of their branch", "SELECT 2 UNION SELECT 7"],
  [FIRM, "loans that are below the average of their region", "SELECT 1 UNION SELECT 4 UNION SELECT 6"],
  [FIRM, "loans with an amount greater than the average loan amount at the same branch", "SELECT 2 UNION SELECT 7"],
  [FIRM, "accounts whose balance is higher than the average of their kind", "SELECT 3 UNION SELECT 5"],
  [STALL, "products that cost more than the average of their category", DEAR],
  [STALL, "products priced above the category average", DEAR],
  [STALL, "products more expensive than the average in their category", DEAR],
  [STALL, "products priced above the average price of their category", DEAR],
  [STALL, "products cheaper than the average of their category", named("Black Tea", "Plum Jam")],
  [SCHOOL, "students older than the average age of their class", OLD],
  [SCHOOL, "students who are older than the average in their class", OLD],
  [
    SCHOOL,
    "students who scored above the average of their course",
    "SELECT 'Ada','Moss' UNION SELECT 'Cleo','Hart' UNION SELECT 'Dan','Iles'",
  ],
];

const OF_ROW: readonly (readonly [sql: string, question: string, gold: string])[] = [
  [FIRM, "employees who earn more than their manager", OVER_MANAGER],
  [FIRM, "who earns more than their manager?", OVER_MANAGER],
  [FIRM, "employees with a higher salary than their manager", OVER_MANAGER],
  [FIRM, "employees whose salary is greater than that of their manager", OVER_MANAGER],
  [FIRM, "employees whose salary is higher than their manager's", OVER_MANAGER],
  [FIRM, "employees paid more than their boss", OVER_MANAGER],
  [FIRM, "how many employees earn more than their manager", "SELECT 2"],
  [FIRM, "employees that work in a different branch than their manager", named("Cy Park", "Di Holm", "Fay Gray")],
  [FIRM, "who earns more than Ann Lee does", named("Cy Park")],
  [FIRM, "employees paid less than Bo Dahl", named("Di Holm", "Ed Moss", "Fay Gray")],
  [FIRM, "employees with a higher salary than Di Holm", named("Ann Lee", "Bo Dahl", "Cy Park", "Ed Moss")],
  [FIRM, "employees who earn more than Ann Lee and Bo Dahl", named("Cy Park")],
  [FIRM, "who was hired before Cy Park", named("Ann Lee", "Bo Dahl")],
  [FIRM, "employees who were hired after Bo Dahl", named("Cy Park", "Di Holm", "Ed Moss", "Fay Gray")],
  [FIRM, "loans larger than loan 7", "SELECT 1 UNION SELECT 2 UNION SELECT 3"],
  [SCHOOL, "students older than their mentor", OLD],
  [SCHOOL, "students who are in the same class as their mentor", "SELECT 'Ben','Reed'"],
  [SCHOOL, "students older than Cleo Hart", OLD],
  [SCHOOL, "who is older than Cleo Hart", OLD],
  [SCHOOL, "teachers who earn more than Mr Oak", named("Ms Elm")],
  [STALL, "products more expensive than Plum Jam", named("Fig Jam")],
  [STALL, "which products are cheaper than Green Tea", named("Black Tea", "Oat Soap")],
];

describe.each([
  ["their group", OF_GROUP],
  ["another row", OF_ROW],
])("rows against %s", (_, cases) => {
  it.each(cases)("$1", async (sql, question, gold) => {
    const planned = await askOver(await openStatements(sql), question, NOW);
    if (!planned.ok) throw new Error(`${question}: ${planned.error.message}`);
    await expectFirst(sql, question, gold, NOW);
  });
});

describe("what rows are held against", () => {
  it.each([
    [FIRM, "employees who earn more than the average of their department", "salary is over the average salary of the same department"],
    [STALL, "products cheaper than Plum Jam", "price is below that of products where product name is Plum Jam"],
    [SCHOOL, "students older than their mentor", "age is over age of the mentor"],
  ])("is said: %#", async (sql, question, words) => {
    expect(await understood(await openStatements(sql), question, NOW)).toContain(words);
  });

  it.each([
    [STALL, "products priced above the average weight of their category"],
    [FIRM, "employees who earn more than their godmother"],
    [FIRM, "employees who earn more than Zoe Quill"],
  ])("is asked back about where it is not there: $1", async (sql, question) => {
    expect(await understood(await openStatements(sql), question, NOW)).toBe("clarified");
  });
});
