import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectFirst, expectRead, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const OFFICE = `
CREATE TABLE departments (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE employees (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, city TEXT NOT NULL, department_id INTEGER REFERENCES departments(id), salary REAL NOT NULL);
INSERT INTO departments VALUES (1,'Printing'),(2,'Binding');
INSERT INTO employees VALUES (1,'Clara','Voss','Ghent',1,3000),(2,'Omar','Said','Bruges',1,2500),(3,'Ines','Park','Ghent',2,2700),(4,'Tom','Lind','Ghent',2,2900);`;
const NOW = "2026-11-18T15:30:00";

/** Rows that share something with a named one. */
describe("the same as", () => {
  it.each([
    ["employees in the same department as Clara Voss", "SELECT first_name, last_name FROM employees WHERE id IN (1, 2)"],
    ["which employees live in the same city as Tom Lind?", "SELECT first_name, last_name FROM employees WHERE id IN (1, 3, 4)"],
    ["how many employees work in the same department as Clara?", "SELECT 2"],
    ["who else works in the same department as Clara Voss?", "SELECT 'Omar', 'Said'"],
    ["employees in the same city as Clara, except her", "SELECT first_name, last_name FROM employees WHERE id IN (3, 4)"],
    [
      "first name and salary of employees in the same department as Ines Park",
      "SELECT first_name, salary FROM employees WHERE department_id = 2",
    ],
    [
      "employees in the same department as someone with the first name Clara, not including Clara",
      "SELECT first_name, last_name FROM employees WHERE id = 2",
    ],
    ["employees with the same city as employee 2", "SELECT 'Omar', 'Said'"],
  ])("%s", async (question, gold) => {
    const { runner, schema } = await openStatements(OFFICE);
    await expectRead({ runner, schema }, question, gold, NOW);
    await expectFirst(OFFICE, question, gold, NOW);
  });

  it("says what is shared, and with whom", async () => {
    expect(await understood(await openStatements(OFFICE), "employees in the same city as Tom Lind", NOW)).toContain(
      "city is that of employees where first name is Tom and last name is Lind",
    );
  });

  it("is no guess where nobody is called so", async () => {
    expect(await understood(await openStatements(OFFICE), "employees in the same department as Hector", NOW)).toBe("clarified");
  });
});
