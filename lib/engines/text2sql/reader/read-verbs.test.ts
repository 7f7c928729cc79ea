import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { verbsOf } from "@/lib/engines/text2sql/reader/words/verb-forms";

const NOW = "2026-11-18T15:30:00";
const LAUNDRY = `
CREATE TABLE clients (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL);
CREATE TABLE tabs (id INTEGER PRIMARY KEY, tab_number TEXT NOT NULL UNIQUE, client_id INTEGER NOT NULL REFERENCES clients(id), status TEXT NOT NULL, opened_on DATE NOT NULL);
INSERT INTO clients VALUES (1,'Mo Tell'),(2,'Ina Poe');
INSERT INTO tabs VALUES (1,'T-1',1,'written_off','2025-02-01'),(2,'T-2',1,'cancelled','2026-02-01'),(3,'T-3',2,'written_off','2026-03-01'),(4,'T-4',2,'running','2026-04-01'),(5,'T-5',2,'frozen','2026-04-02'),(6,'T-6',2,'running','2026-04-03');`;

describe("states by their verb", async () => {
  const source = await openStatements(LAUNDRY);
  it.each([
    ["how many tabs did we write off?", "SELECT 2"],
    ["how many tabs have we written off", "SELECT 2"],
    ["number of write-offs per client", "SELECT 'Mo Tell', 1 UNION SELECT 'Ina Poe', 1"],
    ["which tabs did clients cancel?", "SELECT 'T-2'"],
    ["which tabs did we freeze", "SELECT 'T-5'"],
  ])("%s", async (question, gold) => expectRead(source, question, gold, NOW));
});

it.each([
  ["charged", "charge"],
  ["cancelled", "cancel"],
  ["carried", "carry"],
  ["paid", "pay"],
  ["written", "write"],
])("%s may be of %s", (done, verb) => expect(verbsOf(done)).toContain(verb));
