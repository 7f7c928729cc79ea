import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectFirst } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const STAFF = (boss: string) => `
CREATE TABLE employees (employee_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, ${boss} INTEGER, salary REAL NOT NULL);
INSERT INTO employees VALUES (10,'Clara','Voss',0,4000),(25,'Omar','Said',10,2500),(31,'Ines','Park',10,2700),(44,'Tom','Lind',25,2100);`;

describe("a key to the same rows that nothing declares", () => {
  it.each([
    ["manager_id", true],
    ["supervisor", true],
    ["reports_to", true],
    ["desk_id", false],
  ])("%s: %s", async (name, isKey) => {
    const { schema } = await openStatements(STAFF(name));
    const named = schema.links.map(({ from, to }) => [schema.columns[from]?.name, schema.columns[to]?.name]);
    expect(named).toEqual(isKey ? [[name, "employee_id"]] : []);
  });

  it("is none where it holds what is no key", async () => {
    const { schema } = await openStatements(`${STAFF("manager_id")} INSERT INTO employees VALUES (50,'Ada','Moss',77,1900);`);
    expect(schema.links).toEqual([]);
  });

  it.each([
    ["employees who report to Clara Voss", "SELECT first_name, last_name FROM employees WHERE manager_id = 10"],
    ["how many employees report to Clara?", "SELECT 2"],
  ])("%s", (question, gold) => expectFirst(STAFF("manager_id"), question, gold, "2026-11-18T15:30:00"));
});
