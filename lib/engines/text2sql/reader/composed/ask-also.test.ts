import { describe, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const SCHOOL = `
  CREATE TABLE tutors (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, hired_on DATE NOT NULL);
  CREATE TABLE pupils (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, tutor_id INTEGER REFERENCES tutors(id), born_on DATE, enrolled_on DATE NOT NULL);
  CREATE TABLE marks (id INTEGER PRIMARY KEY, pupil_id INTEGER NOT NULL REFERENCES pupils(id), source TEXT NOT NULL, points INTEGER NOT NULL, given_on DATE NOT NULL);
  INSERT INTO tutors VALUES (1, 'Ada Moss', '2020-01-01'), (2, 'Ben Reed', '2026-02-01');
  INSERT INTO pupils VALUES (1, 'Cy Dahl', 1, '2010-01-01', '2026-01-10'), (2, 'Di Hale', 2, '2011-01-01', '2025-01-10'), (3, 'Eve Lund', NULL, '2012-01-01', '2024-01-10');
  INSERT INTO marks VALUES (1, 1, 'tutor', 9, '2026-03-01'), (2, 1, 'panel', 9, '2026-04-01'), (3, 2, 'tutor', 9, '2025-03-01'), (4, 3, 'peer', 9, '2026-05-01'), (5, 3, 'panel', 4, '2026-06-01'), (6, 2, 'panel', 9, '2026-07-01');`;

describe("what happened to each, and when", () => {
  it.each([
    ["which pupils got a mark from a tutor this year, and when was that?", "SELECT 'Cy Dahl', '2026-03-01'"],
    [
      "which pupils got a mark from a tutor or the panel this year, and when was that",
      "SELECT 'Cy Dahl', '2026-03-01' UNION SELECT 'Cy Dahl', '2026-04-01' UNION SELECT 'Eve Lund', '2026-06-01' UNION SELECT 'Di Hale', '2026-07-01'",
    ],
    ["which pupils got a mark in May and when?", "SELECT 'Eve Lund', '2026-05-01'"],
    ["pupils with a mark from a tutor", "SELECT 'Cy Dahl' UNION SELECT 'Di Hale'"],
  ])("%s", async (question, gold) => expectRead(await openStatements(SCHOOL), question, gold, NOW));
});
