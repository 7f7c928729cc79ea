import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import { spellOut } from "@/lib/engines/text2sql/words/spell-out";

const NOW = "2026-11-18T15:30:00";

const HOLIDAYS = `
  CREATE TABLE mbr (mbr_no INTEGER PRIMARY KEY, nm TEXT, lic_exp TEXT, on_leave INTEGER, insured_from TEXT, valid_until TEXT);
  CREATE TABLE houses (id INTEGER PRIMARY KEY, name TEXT, mbr_no INTEGER REFERENCES mbr(mbr_no));
  CREATE TABLE guides (id INTEGER PRIMARY KEY, full_name TEXT);
  CREATE TABLE trips (id INTEGER PRIMARY KEY, house_id INTEGER REFERENCES houses(id), lead_guide_id INTEGER REFERENCES guides(id), cargo TEXT, started_on TEXT, wait_sec INTEGER);
  CREATE TABLE ferry_payments (id INTEGER PRIMARY KEY, paid REAL);
  CREATE TABLE devices (id INTEGER PRIMARY KEY, name TEXT, kind TEXT);
  INSERT INTO mbr VALUES (1, 'Ode Falk', '2026-12-05', 0, '2025-01-01', '2026-06-30'), (2, 'Pia Rohm', '2027-03-01', 1, '2025-01-01', '2027-06-30'), (3, 'Quin Asp', '2026-01-01', 0, '2025-01-01', '2026-12-15');
  INSERT INTO houses VALUES (1, 'Tern House', 1), (2, 'Skua', 1), (3, 'Gull', 2), (4, 'Auk', 3);
  INSERT INTO guides VALUES (1, 'Rae Holt'), (2, 'Sol Brandt');
  INSERT INTO trips VALUES (1, 1, 1, 'Frozen fish', '2026-10-03', 60), (2, 1, 1, 'Dry timber', '2026-10-20', 120), (3, 2, 2, 'Dry timber', '2026-09-14', 30), (4, 3, 1, 'Scrap metal', '2026-11-02', 90);
  INSERT INTO devices VALUES (1, 'Lifty', 'crane'), (2, 'Pully', 'winch');`;

const { runner, schema } = await openStatements(HOLIDAYS);

describe("words that a schema does not have", () => {
  it.each([
    ["how many cottages do we have", "cottages is houses", "SELECT 4"],
    ["number of cottages per member", "cottages is houses", "SELECT 'Ode Falk', 2 UNION SELECT 'Pia Rohm', 1 UNION SELECT 'Quin Asp', 1"],
    ["how many members are there", "", "SELECT 3"],
    ["how many timber trips were there", 'timber is "Dry timber"', "SELECT 2"],
    ["average wait of trips in October", "", "SELECT 90"],
    ["number of trips per lead guide", "", "SELECT 'Rae Holt', 3 UNION SELECT 'Sol Brandt', 1"],
    ["how many members are on leave", "", "SELECT 1"],
    ["members whose licence expiry has passed", "", "SELECT 'Quin Asp'"],
    ["members whose licence has run out", "", "SELECT 'Quin Asp'"],
    ["how many trips does each guide lead this yr", "", "SELECT 'Rae Holt', 3 UNION SELECT 'Sol Brandt', 1"],
  ])("%s", async (question, taken, gold) => {
    const { candidate, unread, stretches = [] } = readBusiness(question, spellOut(question, schema).schema, NOW);
    const expected = await runner.run({ sql: gold, params: [], dialect: "sqlite" });
    const found = candidate && (await runner.run(candidate.compiled));
    if (!expected.ok || !found?.ok) throw new Error(JSON.stringify([unread, found]));
    expect({
      unread,
      taken: stretches.map(({ said, read }) => `${said} is ${read}`).join(", "),
      same: sameAnswer(expected.value.rows, found.value.rows, false),
    }).toEqual({ unread: [], taken, same: "same" });
  });

  it.each([
    // Nothing here is like it.
    ["how many crates do we have", "crates"],
    // A machine is a device, but these are of several kinds.
    ["how many machines do we have", "machines"],
    // A wage is a payment, but none for a ferry.
    ["how many wages do we have", "wages"],
    // A participle is no noun.
    ["how many trips were mothballed", "mothballed"],
  ])("leaves %s alone", (question, word) => {
    const { unread, stretches } = readBusiness(question, schema, NOW);
    expect(stretches ?? []).toEqual([]);
    expect(unread).toContain(word);
  });

  it("says what a word was taken for, and is less sure of it", async () => {
    const engine = createText2SqlEngine({ listSources: async () => ["holidays"], source: async () => ({ runner, schema, now: NOW }) });
    const ask = (text: string) => engine.plan({ text, now: NOW, previous: [], shopId: null, source: "holidays", uploadId: null });
    const [plain, stretched] = [await ask("how many houses do we have"), await ask("how many cottages do we have")];
    if (!plain.ok || !stretched.ok) throw new Error(JSON.stringify([plain, stretched]));
    expect(stretched.value).toMatchObject({ caveats: ["“cottages” is read as houses."] });
    expect(stretched.value.confidence).toBeLessThan(plain.value.confidence);
  });
});
