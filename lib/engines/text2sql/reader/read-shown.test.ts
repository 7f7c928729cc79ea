import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectFirst, expectRead } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { readPlan } from "@/lib/engines/text2sql/plan-question";

const NOW = "2026-11-18T15:30:00";
const KENNEL = `
CREATE TABLE guardians (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, phone TEXT, registered_on DATE NOT NULL);
CREATE TABLE keepers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE hounds (id INTEGER PRIMARY KEY, guardian_id INTEGER NOT NULL REFERENCES guardians(id), name TEXT NOT NULL, breed TEXT NOT NULL, weight REAL);
CREATE TABLE stays (id INTEGER PRIMARY KEY, hound_id INTEGER NOT NULL REFERENCES hounds(id), keeper_id INTEGER NOT NULL REFERENCES keepers(id), checked_in_at DATETIME NOT NULL, checked_out_at DATETIME, cage TEXT NOT NULL);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, stay_id INTEGER NOT NULL REFERENCES stays(id), issued_on DATE NOT NULL, due_on DATE NOT NULL, total REAL NOT NULL, paid_on DATE);
CREATE TABLE letters (id INTEGER PRIMARY KEY, reference_no TEXT NOT NULL UNIQUE, sender_name TEXT NOT NULL, addressee_name TEXT NOT NULL, town TEXT NOT NULL, weight REAL NOT NULL, posted_on DATE NOT NULL);
INSERT INTO guardians VALUES (1,'Ann','Lee','11','2025-01-02'),(2,'Ann','Kerr','22','2026-10-05'),(3,'Cy','Dunn','33','2026-02-01'),(4,'Di','Ott',NULL,'2026-03-01');
INSERT INTO keepers VALUES (1,'Ed Pike'),(2,'Flo Hart');
INSERT INTO hounds VALUES (1,1,'Rex','beagle',14),(2,1,'Taz','collie',19),(3,2,'Bo','beagle',12),(4,3,'Zoe','collie',18);
INSERT INTO stays VALUES (1,1,1,'2026-10-02 09:00:00','2026-10-05 09:00:00','K1'),(2,3,2,'2026-10-10 09:00:00','2026-10-12 09:00:00','K1'),(3,4,2,'2026-11-10 10:00:00',NULL,'K1');
INSERT INTO invoices VALUES (1,1,'2026-10-05','2026-10-19',50,'2026-10-20'),(2,2,'2026-10-12','2026-10-26',70,NULL),(3,3,'2026-11-10','2026-11-16',20,NULL);
INSERT INTO letters VALUES (1,'L-100','Gus Ivers','Hana Reed','Deal',0.5,'2026-11-17'),(2,'L-101','Gus Ivers','Ivo Cole','Rye',2.5,'2026-11-18'),(3,'L-102','Jo Nash','Hana Reed','Deal',0.1,'2026-10-01');`;

const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "what to show, listed": [
    ["overdue invoices with guardian and amount", "SELECT 'Ann','Kerr',70 UNION SELECT 'Cy','Dunn',20"],
    [
      "Which invoices are overdue? I need the hound and the guardian so we can call them.",
      "SELECT 'Bo','Ann','Kerr' UNION SELECT 'Zoe','Cy','Dunn'",
    ],
    [
      "stays in October: hound, keeper and when they were checked in",
      "SELECT 'Rex','Ed Pike','2026-10-02 09:00:00' UNION SELECT 'Bo','Flo Hart','2026-10-10 09:00:00'",
    ],
    ["invoices issued in November, hound and amount to chase them up", "SELECT 'Zoe', 20"],
    ["unpaid invoices: hound, guardian and total, the two biggest", "SELECT 'Bo','Ann','Kerr',70 UNION SELECT 'Zoe','Cy','Dunn',20"],
    ["invoices: keeper, hound and total, top 1", "SELECT 'Flo Hart','Bo',70"],
  ],
  "whose and where, in a second clause": [
    ["Show me all beagles and who they belong to", "SELECT 'Rex','Ann','Lee' UNION SELECT 'Bo','Ann','Kerr'"],
    ["what was the heaviest letter posted in November and where did it go", "SELECT 'L-101', 'Rye'"],
  ],
};

const { runner, schema } = await openStatements(KENNEL);

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  it.each([...cases])("%s", async (question, gold) => expectRead({ runner, schema }, question, gold, NOW));
});

const FIRST: readonly (readonly [question: string, gold: string])[] = [
  ["letters posted this week", "SELECT 'L-100' UNION SELECT 'L-101'"],
  ["which letters are for Deal?", "SELECT 'L-100' UNION SELECT 'L-102'"],
  ["Are there any guardians registered without a hound?", "SELECT 'Di', 'Ott'"],
  ["Which guardians have both a beagle and a collie?", "SELECT 'Ann', 'Lee'"],
];

it.each(FIRST)("calls rows as people do: %s", async (question, gold) => expectFirst(KENNEL, question, gold, NOW));

it("asks back where something is, if nothing tells", () => {
  const { unread } = readPlan("what was the heaviest hound and where did it go", schema, NOW);
  expect(unread.join(" ")).toContain("where");
});
