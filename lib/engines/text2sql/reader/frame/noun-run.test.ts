import { describe, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const CHOIRS = `
  CREATE TABLE choirs (choir_id INTEGER PRIMARY KEY, choir_name TEXT NOT NULL, town TEXT NOT NULL);
  CREATE TABLE singers (singer_id INTEGER PRIMARY KEY, singer_name TEXT NOT NULL, town TEXT, choir_id INTEGER NOT NULL REFERENCES choirs(choir_id), next_hearing_on DATE);
  INSERT INTO choirs VALUES (1, 'Elm Park', 'Elm Park'), (2, 'Harrow', 'Harrow');
  INSERT INTO singers VALUES (1, 'Ada', 'Elm Park', 1, '2026-10-01'), (2, 'Ben', 'Harrow', 1, '2026-12-01'), (3, 'Cy', 'Elm Park', 2, NULL), (4, 'Di', 'Harrow', 1, '2026-11-01');`;

describe("a name of two things", () => {
  it.each([
    ["singers of Elm Park", "SELECT singer_name FROM singers WHERE choir_id = 1"],
    ["how many singers does Elm Park have", "SELECT 3"],
    ["how many singers live in Elm Park", "SELECT 2"],
    ["singers from Harrow", "SELECT singer_name FROM singers WHERE town = 'Harrow'"],
    ["which singers of Elm Park have a hearing that's overdue?", "SELECT 'Ada' UNION SELECT 'Di'"],
    ["how many singers have an overdue hearing", "SELECT 2"],
    ["who are the 2 choirs with the most singers? how many each", "SELECT 'Elm Park', 3 UNION SELECT 'Harrow', 1"],
    ["which choir has the most singers, and how many does it have?", "SELECT 'Elm Park', 3"],
  ])("%s", async (question, gold) => expectRead(await openStatements(CHOIRS), question, gold, NOW));
});
