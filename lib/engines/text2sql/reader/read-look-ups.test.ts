import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import { compileQuery } from "@/lib/query/compile";

const NOW = "2026-11-18T15:30:00";
const CHOIR = `
CREATE TABLE tblTruck (TruckID INTEGER PRIMARY KEY, PlateNo TEXT NOT NULL, Model TEXT NOT NULL);
CREATE TABLE tblTech (TechID INTEGER PRIMARY KEY, TechName TEXT NOT NULL, TruckID INTEGER REFERENCES tblTruck(TruckID));
CREATE TABLE singers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, phone TEXT, joined_on DATE NOT NULL, left_on DATE);
CREATE TABLE concerts (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, held_on DATE NOT NULL);
CREATE TABLE concert_team (concert_id INTEGER NOT NULL REFERENCES concerts(id), singer_id INTEGER NOT NULL REFERENCES singers(id), team_role TEXT NOT NULL, PRIMARY KEY (concert_id, singer_id));
CREATE TABLE donors (id INTEGER PRIMARY KEY, donor_name TEXT NOT NULL, city TEXT NOT NULL, heard_via TEXT NOT NULL);
CREATE TABLE gifts (id INTEGER PRIMARY KEY, donor_id INTEGER NOT NULL REFERENCES donors(id), amount REAL NOT NULL, method TEXT NOT NULL, status TEXT NOT NULL, is_recurring BOOLEAN NOT NULL, given_on DATE NOT NULL);
CREATE TABLE tblJob (JobID INTEGER PRIMARY KEY, TechID INTEGER NOT NULL REFERENCES tblTech(TechID), BookedDt DATE NOT NULL, SchedDt DATE NOT NULL, Rating INTEGER);
CREATE TABLE sponsors (id INTEGER PRIMARY KEY, company TEXT NOT NULL, contact_person TEXT, phone TEXT);
INSERT INTO tblTruck VALUES (1,'AB12','Volvo FH'),(2,'CD34','Scania R'),(3,'EF56','DAF XF');
INSERT INTO tblTech VALUES (1,'Rolf Amber',1),(2,'Tess Birk',2),(3,'Ugo Crane',NULL);
INSERT INTO singers VALUES (1,'Nora Quill','555-1','2021-03-01',NULL),(2,'Olga Reid','555-2','2022-01-01','2026-04-05'),(3,'Pia Stone','555-3','2020-01-01','2025-02-03'),(4,'Ria Todd','555-4','2026-01-01',NULL),(5,'Sam Vale','555-5','2019-01-01','2020-01-01');
INSERT INTO concerts VALUES (1,'Winter Light','2026-12-01'),(2,'Spring Tide','2026-04-01');
INSERT INTO concert_team VALUES (1,1,'leader'),(1,2,'soloist'),(2,2,'leader'),(2,3,'soloist');
INSERT INTO donors VALUES (1,'Ada Finch','Deal','friend'),(2,'Ada Finch','Hythe','website'),(3,'Bert Gale','Deal','website'),(4,'Cleo Hart','Deal','friend');
INSERT INTO gifts VALUES (1,3,100,'card','lost',0,'2026-10-01'),(2,3,300,'cash','kept',1,'2026-10-02'),(3,4,50,'card','returned',0,'2025-05-05'),(4,4,20,'cash','kept',0,'2025-06-06');
INSERT INTO tblJob VALUES (1,1,'2025-12-20','2026-01-10',4),(2,2,'2026-02-01','2026-02-08',2),(3,2,'2026-02-28','2026-03-05',3);
INSERT INTO sponsors VALUES (1,'Cove Bakery','Ida Moss','555-8'),(2,'Tidal Books','Jon Reed','555-9');`;

const CASES: readonly (readonly [question: string, gold: string])[] = [
  ["who leads Winter Light?", "SELECT 'Nora Quill'"],
  ["who are the soloists of Winter Light?", "SELECT 'Olga Reid'"],
  ["who sings Spring Tide?", "SELECT 'Olga Reid' UNION SELECT 'Pia Stone'"],
  ["who drives the Scania R?", "SELECT 'Tess Birk'"],
  ["which singers left this year, and when?", "SELECT 'Olga Reid', '2026-04-05'"],
  ["which singers who are still active have no concerts", "SELECT 'Ria Todd'"],
  ["which gift had the highest amount and whose was it?", "SELECT 2, 300.0, 'Bert Gale'"],
  ["who's our contact at Tidal Books and what's the number?", "SELECT 'Jon Reed', '555-9'"],
  ["average one-off gift by card compared to cash", "SELECT 'card', 75.0 UNION SELECT 'cash', 20.0"],
  ["average rating for each technician this year", "SELECT 'Rolf Amber', 4.0 UNION SELECT 'Tess Birk', 2.5"],
  ["how many jobs did we do in February", "SELECT 1"],
  ["how many jobs were booked in February", "SELECT 2"],
  ["What share of donors found us through the website?", "SELECT 50.0"],
  ["how many gifts were lost and how many returned?", "SELECT 'lost', 1 UNION SELECT 'returned', 1"],
  ["how many gifts are marked lost and how many kept", "SELECT 'lost', 1 UNION SELECT 'kept', 2"],
];

const ASKED_BACK: readonly string[] = [
  "What's Ada Finch's city?",
  "Which city does Ada Finch live in?",
  "who is in charge of Winter Light?",
];

async function ask(text: string) {
  const engine = createText2SqlEngine({ listSources: async () => ["choir"], source: async () => ({ runner, schema }) });
  return engine.plan({ text, now: NOW, previous: [], shopId: null, source: "choir", uploadId: null });
}

const { runner, schema } = await openStatements(CHOIR);

describe("look-ups over a database without a glossary", () => {
  it.each(CASES)("%s", async (question, gold) => {
    const planned = await ask(question);
    if (!planned.ok) throw new Error(planned.error.message);
    const expected = await runner.run({ sql: gold, params: [], dialect: "sqlite" });
    const found = await runner.run(compileQuery(planned.value.query, "sqlite"));
    if (!expected.ok || !found.ok) throw new Error(JSON.stringify([expected, found]));
    expect([planned.value.explanation, sameAnswer(expected.value.rows, found.value.rows, false)]).toEqual([
      planned.value.explanation,
      "same",
    ]);
  });

  it.each(ASKED_BACK)("asks back: %s", async (question) => {
    const planned = await ask(question);
    expect(planned.ok ? planned.value.explanation : planned.error.outcome).toBe("clarified");
  });
});
