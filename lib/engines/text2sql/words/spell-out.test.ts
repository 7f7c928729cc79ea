import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { expectFirst } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { abbreviates, FITS } from "@/lib/engines/text2sql/schema/abbreviations";
import { label } from "@/lib/engines/text2sql/schema/names";
import { spellOut } from "@/lib/engines/text2sql/words/spell-out";

const NOW = "2026-11-18T15:30:00";

const CLINIC = `
  CREATE TABLE tbl_ward (wd_id INTEGER PRIMARY KEY, wd_nm TEXT, n_bed INTEGER);
  CREATE TABLE tbl_phys (phys_id INTEGER PRIMARY KEY, phys_nm TEXT, spec TEXT, tel TEXT);
  CREATE TABLE tbl_ptnt (ptnt_id INTEGER PRIMARY KEY, ptnt_nm TEXT, wd_id INTEGER, adm_dt TEXT, dschg_dt TEXT);
  CREATE TABLE tbl_rep_trt (trt_id INTEGER PRIMARY KEY, ptnt_id INTEGER, phys_id INTEGER, trt_dt TEXT, fee_amt REAL, sec_phys_id INTEGER);
  INSERT INTO tbl_ward VALUES (1, 'North', 12), (2, 'South', 20);
  INSERT INTO tbl_phys VALUES (1, 'Ada Brook', 'heart', '0171 22'), (2, 'Ben Croft', 'bones', '0171 23'), (3, 'Cy Dunn', 'skin', '0171 24');
  INSERT INTO tbl_ptnt VALUES (11, 'Dot Ames', 1, '2026-10-02', '2026-10-20'), (12, 'Eli Burr', 2, '2026-10-09', NULL), (13, 'Fay Cole', 2, '2026-11-01', NULL);
  INSERT INTO tbl_rep_trt VALUES (1, 11, 1, '2026-10-03', 80, NULL), (2, 12, 2, '2026-10-10', 120, 1), (3, 12, 2, '2026-11-02', 40, NULL);`;

const { runner, schema } = await openStatements(CLINIC);

describe("a word of a question that names have only short", () => {
  it.each([
    ["how many patients are there", "SELECT 3"],
    ["physicians without a treatment", "SELECT 'Cy Dunn'"],
    ["number of patients per ward", "SELECT 'North', 1 UNION SELECT 'South', 2"],
    ["how many patients were admitted in October", "SELECT 2"],
    ["which ward has the most bedspaces", "SELECT 'South'"],
    ["how many patients were discharged", "SELECT 1"],
    ["total fee amount of treatments per physician", "SELECT 'Ada Brook', 80 UNION SELECT 'Ben Croft', 160"],
  ])("%s", async (question, gold) => {
    await expectFirst(CLINIC, question, gold, NOW);
  });

  const engine = createText2SqlEngine({ listSources: async () => ["clinic"], source: async () => ({ runner, schema, now: NOW }) });
  const ask = (text: string) => engine.plan({ text, now: NOW, previous: [], shopId: null, source: "clinic", uploadId: null });

  it("is said to be read so, in the words of the question", async () => {
    const asked = await ask("how many physicians are there");
    if (!asked.ok) throw new Error(JSON.stringify(asked));
    expect(asked.value).toMatchObject({ explanation: "number of physicians", caveats: ["“physicians” is read as phys."] });
  });

  it("is not enough where several others are left out", async () => {
    const asked = await ask("How many stable patients are still waiting to be picked up?");
    expect(asked.ok ? asked.value.explanation : asked.error.outcome).toBe("clarified");
  });

  it.each([
    ["repeat treatments", "tbl_rep_trt", "repeat treatment"],
    ["reported treatments", "tbl_rep_trt", "report treatment"],
    ["treatments", "tbl_rep_trt", "rep treatment"],
    ["wards", "tbl_ward", "ward"],
  ])("%s: the question decides what %s is", (question, table, words) => {
    const { tables } = spellOut(question, schema).schema;
    expect(label(tables.find(({ name }) => name === table)?.words ?? [])).toBe(words);
  });

  it("leaves a schema as it is where it has every word", () => {
    expect(spellOut("names of wards", schema).schema).toBe(schema);
  });
});

it.each([
  ["ctr", "contractor", true],
  ["tncy", "tenancy", true],
  ["pd", "paid", true],
  ["rep", "repairs", true],
  ["rpt", "reported", true],
  ["rpt", "repair", false],
  ["car", "contractor", false],
  ["st", "students", false],
])("%s for %s: %s", (part, word, fits) => {
  expect(abbreviates(part, word) >= FITS).toBe(fits);
});

it("joins what is named alike without declared keys", () => {
  const name = (id: number) => `${schema.tables[schema.columns[id]?.table ?? -1]?.name}.${schema.columns[id]?.name}`;
  expect(schema.links.map(({ from, to }) => `${name(from)} ${name(to)}`).sort()).toEqual([
    "tbl_ptnt.wd_id tbl_ward.wd_id",
    "tbl_rep_trt.phys_id tbl_phys.phys_id",
    "tbl_rep_trt.ptnt_id tbl_ptnt.ptnt_id",
    "tbl_rep_trt.sec_phys_id tbl_phys.phys_id",
  ]);
});
