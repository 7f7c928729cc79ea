import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";

const OWN = {
  harbour: `
  CREATE TABLE owners (id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL);
  CREATE TABLE boats (id INTEGER PRIMARY KEY, boat_name TEXT NOT NULL, owner_id INTEGER NOT NULL REFERENCES owners(id), length_m REAL NOT NULL);
  INSERT INTO owners VALUES (1, 'Marta Novak', '555-1'), (2, 'Felix Drummond', '555-2'), (3, 'Petra Lind', '555-3'), (4, 'Kurt Lund', '555-4'), (5, 'Petra Vega', '555-5'), (6, 'Rosa Vega', '555-6');
  INSERT INTO boats VALUES (1, 'Sea Spray', 1, 7.5), (2, 'Kittiwake', 2, 11), (3, 'Halcyon', 2, 9), (4, 'Wanderer', 4, 6);`,
  workshop: `
  CREATE TABLE mechanics (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, hourly_rate REAL NOT NULL);
  CREATE TABLE customers (id INTEGER PRIMARY KEY, company TEXT NOT NULL, town TEXT NOT NULL);
  CREATE TABLE repairs (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), mechanic_id INTEGER NOT NULL REFERENCES mechanics(id), price REAL NOT NULL);
  INSERT INTO mechanics VALUES (1, 'Ivan', 'Gallo', 22), (2, 'Odile', 'Kaplan', 25), (3, 'Bram', 'Gallo', 30);
  INSERT INTO customers VALUES (1, 'Gomez Tool and Die', 'Ghent'), (2, 'Day & Night Ltd', 'Bruges'), (3, 'Swift Couriers', 'Ghent'), (4, 'Over the Hill Farm Shop', 'Ostend'), (5, 'Carpentry First', 'Ghent'), (6, 'Ghent City Hall', 'Bruges');
  INSERT INTO repairs VALUES (1, 1, 1, 100), (2, 2, 2, 40), (3, 1, 3, 60), (4, 3, 1, 70), (5, 4, 2, 10);`,
} as const;

async function plan(name: keyof typeof OWN, text: string) {
  const opened = await openStatements(OWN[name]);
  const engine = createText2SqlEngine({ listSources: async () => ["own"], source: async () => opened });
  const planned = await engine.plan({ text, now: "2026-11-18T15:30:00", previous: [], shopId: null, source: "own", uploadId: null });
  if (!planned.ok) return { asked: planned.error.options.map(({ label }) => label), message: planned.error.message };
  const executed = await engine.execute(planned.value, AbortSignal.timeout(5000));
  return { rows: executed.ok ? executed.value.result.rows : [], caveats: planned.value.caveats };
}

describe("a name that nobody bears", () => {
  it.each<readonly [keyof typeof OWN, string, string[]]>([
    ["harbour", "How many boats does Maria Novak have?", ["Marta Novak"]],
    ["harbour", "boats of Petra Lund", ["Petra Lind"]],
    ["harbour", "what is the phone number of Rosa Vego?", ["Rosa Vega"]],
    ["harbour", "boats of Anton Vega", ["Petra Vega", "Rosa Vega"]],
    ["workshop", "how many repairs did Joana Gallo do?", ["Ivan Gallo", "Bram Gallo"]],
    ["workshop", "repairs for Day & Night Inc", ["Day & Night Ltd"]],
    ["workshop", "repairs for Gomez Tools and Die", ["Gomez Tool and Die"]],
  ] satisfies readonly [keyof typeof OWN, ...unknown[]][])(
    "%s: asks back with the names that are like it in “%s”",
    async (name, text, names) => {
      const { asked } = await plan(name, text);
      expect(asked).toEqual(expect.arrayContaining(names));
    },
  );

  it.each([
    ["harbour", "boats of Felix Drumond", "Felix Drummond", 2],
    ["workshop", "how many repairs for Swift Couriesr?", "Swift Couriers", 1],
    ["workshop", "repairs for Carpentri First", "Carpentry First", 0],
  ] satisfies readonly [keyof typeof OWN, ...unknown[]][])(
    "%s: puts a slip of the pen right, and says so: %s",
    async (db, text, name, count) => {
      const { rows, caveats } = await plan(db, text);
      expect(caveats?.join(" ")).toContain(`read as ${name}`);
      expect(rows?.length).toBe(count);
    },
  );

  it.each([
    ["harbour", "boats of Mrs Marta Novak", [["Sea Spray"]]],
    ["harbour", "how many boats does Drummond have", [[2]]],
    ["workshop", "total price of repairs for Gomez Tool & Die", [[160]]],
    ["workshop", "total price of repairs for Day and Night", [[40]]],
    ["workshop", "total price of repairs for Swift Couriers Ltd", [[70]]],
    ["workshop", "total price of repairs for Over the Hill", [[10]]],
    ["workshop", "how many customers are in Ghent city?", [[3]]],
    ["workshop", "total price of repairs by Ivan Gallo", [[170]]],
  ] satisfies readonly [keyof typeof OWN, ...unknown[]][])("%s: knows who is told in other words: %s", async (name, text, expected) => {
    expect(await plan(name, text)).toEqual({ rows: expected, caveats: [] });
  });
});
