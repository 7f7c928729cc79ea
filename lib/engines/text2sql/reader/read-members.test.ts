import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";

const NOW = "2026-11-18T15:30:00";
const CLUB = `
CREATE TABLE trainers (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, hired_on DATE NOT NULL);
CREATE TABLE members (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, email TEXT, trainer_id INTEGER REFERENCES trainers(id), joined_on DATE NOT NULL);
CREATE TABLE passes (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), pass_type TEXT NOT NULL, status TEXT NOT NULL, issued_on DATE NOT NULL);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, pass_id INTEGER NOT NULL REFERENCES passes(id), amount_due REAL NOT NULL, due_on DATE NOT NULL, paid_on DATE);
CREATE TABLE entries (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), kind TEXT NOT NULL, amount REAL NOT NULL, booked_on DATE NOT NULL);
INSERT INTO trainers VALUES (1,'Uma','Lind','2020-01-01'),(2,'Ash','Stone','2021-01-01'),(3,'Wes','Hughes','2022-01-01');
INSERT INTO members VALUES (1,'Ash Hughes','ash@post.example',1,'2021-03-01'),(2,'Uma Lind',NULL,2,'2024-07-09'),(3,'Cleo Ray','c@post.example',1,'2026-02-11'),(4,'Cleo Ray',NULL,2,'2025-02-11');
INSERT INTO passes VALUES (1,1,'swim','valid','2026-01-01'),(2,1,'gym','lost','2025-01-01'),(3,2,'gym','valid','2026-05-01'),(4,3,'gym','lapsed','2024-05-01'),(5,3,'swim','lost','2026-06-01');
INSERT INTO invoices VALUES (1,1,90,'2026-01-01','2026-01-03'),(2,2,200,'2026-08-01',NULL),(3,3,50,'2026-11-01',NULL),(4,5,70,'2026-12-01',NULL);
INSERT INTO entries VALUES (1,1,'top-up',100,'2026-11-10'),(2,1,'drinks',-35,'2026-10-10'),(3,2,'drinks',-4,'2026-11-02'),(4,3,'drinks',-12,'2025-10-01'),(5,2,'top-up',20,'2026-10-01');`;

const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "shares by their sign": [
    ["what % of passes is lost", "SELECT 40"],
    ["% of passes that are lost", "SELECT 40"],
    ["What percent of members gave us an email?", "SELECT 50"],
  ],
  "states that are told at length": [
    ["How many passes are marked as lost?", "SELECT 2"],
    ["passes flagged as lost", "SELECT 2 UNION SELECT 5"],
    ["passes reported lost or lapsed, number of each", "SELECT 'lapsed', 1 UNION SELECT 'lost', 2"],
    ["which passes are valid or lost, count of each?", "SELECT 'valid', 2 UNION SELECT 'lost', 2"],
  ],
  "so long overdue": [
    ["invoices overdue more than 60 days", "SELECT 2"],
    ["invoices overdue by 60 days or more", "SELECT 2"],
    ["invoices that are overdue for more than 2 weeks", "SELECT 2 UNION SELECT 3"],
  ],
  "none until now": [
    ["members without an entry in the last 2 months", "SELECT 'Cleo Ray' UNION ALL SELECT 'Cleo Ray'"],
    ["how many members had no entries in the past 2 months", "SELECT 2"],
  ],
  "whose they are and who sees to them": [
    ["how many members does Uma Lind look after?", "SELECT 2"],
    ["members of Uma Lind", "SELECT 'Ash Hughes' UNION SELECT 'Cleo Ray'"],
    ["passes of Ash Hughes", "SELECT 1 UNION SELECT 2"],
    ["Ash Hughes's passes", "SELECT 1 UNION SELECT 2"],
    ["how many passes does Ash Hughes have", "SELECT 2"],
    ["members called Uma Lind", "SELECT 'Uma Lind'"],
    ["which pass types does Ash Hughes have", "SELECT 'swim' UNION SELECT 'gym'"],
  ],
  "who holds what": [
    ["who has a gym pass but no swim pass", "SELECT 'Uma Lind'"],
    ["how many people have a gym pass?", "SELECT 3"],
    ["people with a swim pass", "SELECT 'Ash Hughes' UNION SELECT 'Cleo Ray'"],
    ["Ash Hughes's valid passes", "SELECT 1"],
    ["Ash Hughes is on the phone. Which pass types does he have?", "SELECT 'swim' UNION SELECT 'gym'"],
    ["the last 2 entries of Ash Hughes", "SELECT 1, '2026-11-10' UNION SELECT 2, '2026-10-10'"],
  ],
  "amounts by their size": [
    ["drinks over 10", "SELECT 2 UNION SELECT 4"],
    ["highest drinks amount", "SELECT 35"],
    ["members with drinks of more than 30", "SELECT 'Ash Hughes'"],
    ["the biggest entry of kind drinks", "SELECT 2, -35"],
  ],
  "since when": [
    ["When did Ash Hughes become a member?", "SELECT '2021-03-01'"],
    ["since when has Ash Hughes been a member", "SELECT '2021-03-01'"],
    ["first pass ever issued by us", "SELECT 4, '2024-05-01'"],
  ],
};

const { runner, schema } = await openStatements(CLUB);

describe("questions about members and what they have", () => {
  for (const [title, cases] of Object.entries(CASES)) {
    it.each(cases.map(([question, gold]) => ({ question, gold })))(`${title}: $question`, async ({ question, gold }) => {
      await expectRead({ runner, schema }, question, gold, NOW);
    });
  }

  it.each(["which invoices are lost", "invoices of more than 60 days", "all information about trainers"])(
    "leaves what rows cannot be unread: %s",
    (question) => {
      expect(readBusiness(question, schema, NOW).unread).not.toEqual([]);
    },
  );

  it("asks which of two people is meant, also where rows are only tied to them", async () => {
    const engine = createText2SqlEngine({ listSources: async () => ["club"], source: async () => ({ runner, schema }) });
    const plan = (text: string) => engine.plan({ text, now: NOW, previous: [], shopId: null, source: "club", uploadId: null });
    const asked = await plan("passes of Cleo Ray");
    const chosen = asked.ok ? undefined : asked.error.options?.[0]?.question;
    expect(chosen).toBe("passes of Cleo Ray (member 3)");
    const planned = await plan(chosen ?? "");
    expect(planned.ok && planned.value.explanation).toContain("3");
  });
});
