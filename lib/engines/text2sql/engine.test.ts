import { describe, expect, it } from "vitest";
import { openFixture, openStatements, DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { readingOptions } from "@/lib/engines/text2sql/meaning";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";

type Name = keyof typeof DATABASES;
const NOW = "2025-03-25T10:00:00";
const opened = new Map<Name, ReturnType<typeof openFixture>>();
const open = (name: Name) => opened.get(name) ?? opened.set(name, openFixture(name)).get(name) ?? openFixture(name);

/** Asks questions of one conversation; gives what became of the last one. */
async function ask(name: Name, ...texts: readonly string[]) {
  const engine = createText2SqlEngine({ source: async () => open(name), listSources: async () => [name] });
  let plan: Text2SqlPlan | null = null;
  let last = null;
  for (const text of texts) {
    const previous = plan
      ? [{ question: "", engine: "text2sql" as const, source: name, plan: JSON.parse(JSON.stringify(plan)) as unknown, uploadId: null }]
      : [];
    const planned = await engine.plan({ text, now: NOW, previous, shopId: null, source: name, uploadId: null });
    plan = planned.ok ? planned.value : plan;
    if (!planned.ok)
      last = {
        outcome: planned.error.outcome,
        code: planned.error.code,
        text: planned.error.message,
        options: planned.error.options,
        rows: [],
        explanation: "",
        because: planned.error.because,
        caveats: [] as readonly string[],
      };
    else {
      const run = await engine.execute(planned.value, new AbortController().signal);
      const answer = run.ok ? engine.answer(planned.value, run.value) : null;
      last = {
        outcome: answer?.outcome ?? "failed",
        code: null,
        text: answer?.text ?? "",
        options: answer?.options ?? [],
        rows: answer?.table?.rows ?? [],
        explanation: planned.value.explanation,
        because: planned.value.because,
        caveats: planned.value.caveats,
      };
    }
  }
  if (!last) throw new Error("nothing was asked");
  return last;
}

describe("a ranking by nothing that was said", () => {
  it.each<[Name, string]>([
    ["clinic", "which doctor is the busiest?"],
    ["lending", "the strongest branch"],
  ])("%s: %s is asked back about", async (name, text) => {
    const answer = await ask(name, text);
    expect(answer.outcome).toBe("clarified");
    expect(answer.options.length).toBeGreaterThan(0);
    for (const { label } of answer.options) expect(label).not.toMatch(/Z to A|by (?:full |doctor |branch )?name/);
  });
});

describe("whether a figure reaches a number", () => {
  it.each<[Name, string, string, unknown]>([
    ["lending", "do we have more than 3 accounts?", "Yes, over 3. ", 5],
    ["lending", "did we open more than 3 accounts in 2025", "No, not over 3. ", 3],
    ["lending", "is the average amount of active loans at most 2850", "Yes, at most 2850. ", 2850],
    ["clinic", "was the total cost of visits under 500 in 2025", "Yes, under 500. ", 430],
  ])("%s: %s", async (name, text, verdict, figure) => {
    const answer = await ask(name, text);
    expect(answer.text.startsWith(verdict)).toBe(true);
    expect(answer.rows).toEqual([[figure]]);
  });

  it.each<[Name, string]>([
    ["lending", "loans over 3000"],
    ["lending", "which customers have more than 1 account"],
    ["clinic", "are there any visits over 200"],
  ])("leaves rows that are bounded each: %s: %s", async (name, text) => {
    expect((await ask(name, text)).text).not.toMatch(/^(?:Yes|No), /);
  });
});

describe("a further turn", () => {
  it.each<[string, string, string]>([
    [
      "leans on the answer before it though rows have come since",
      "INSERT INTO customers (id) VALUES (99);",
      "number of customers where city is Boston",
    ],
    [
      "stands alone where the tables are others",
      "ALTER TABLE customers ADD COLUMN phone TEXT;",
      "branch name from branches where city is Boston",
    ],
  ])("%s: %s", async (_what, change, explanation) => {
    const plan = async (source: OpenedSource, text: string, before: unknown) =>
      createText2SqlEngine({ source: async () => source, listSources: async () => ["lending"] }).plan({
        text,
        now: NOW,
        previous: before === null ? [] : [{ question: "", engine: "text2sql", source: "lending", plan: before, uploadId: null }],
        shopId: null,
        source: null,
        uploadId: null,
      });
    const first = await plan(await open("lending"), "How many customers are there?", null);
    const then = await plan(await openStatements(`${DATABASES.lending} ${change}`), "only those in Boston", first.ok && first.value);
    expect(then.ok && then.value.explanation).toBe(explanation);
  });
});

describe("what names a group", () => {
  it.each<[string, string]>([
    ["average balance of accounts by account type", "average balance"],
    ["How many accounts does each account type have?", "number of accounts"],
  ])("stands before its figure and is no part of what is measured: %s", async (text, measure) => {
    const engine = createText2SqlEngine({ source: async () => open("lending"), listSources: async () => ["lending"] });
    const planned = await engine.plan({ text, now: NOW, previous: [], shopId: null, source: null, uploadId: null });
    if (!planned.ok) throw new Error(planned.error.message);
    expect(planned.value.columns.map(({ unit }) => unit === "text")).toEqual([true, false]);
    expect(planned.value.understood.find(({ part }) => part === "measure")?.text).toBe(measure);
  });
});

describe("questions that stand by themselves", () => {
  it.each<[Name, string, readonly (readonly unknown[])[]]>([
    ["lending", "How many loans are there?", [[4]]],
    ["lending", "What is the average balance of accounts?", [[1975.1]]],
    [
      "lending",
      "Number of accounts per account type",
      [
        ["checking", 1],
        ["money market", 2],
        ["savings", 2],
      ],
    ],
    ["lending", "How many money market accounts are there?", [[2]]],
    ["lending", "How many accounts were opened last month?", [[1]]],
    ["lending", "How many loans were originated this year?", [[2]]],
    ["lending", "How many loans above 1000 are there?", [[2]]],
    [
      "lending",
      "total amount of loans by status",
      [
        ["active", 5700],
        ["paid off", 300],
        ["past due", 12000],
      ],
    ],
    ["library", "List the titles of all books ordered by pages", [["Low Tide"], ["Salt Roads"], ["The Pale Kitchen"], ["Night Trains"]]],
    ["library", "What is the most expensive book?", [["Night Trains", 18]]],
    ["library", "Names of authors who have more than one book", [["Lea Holm"]]],
    ["clinic", "Which doctors have a salary above 80000?", [["Dr Weiss"], ["Dr Mori"]]],
    [
      "clinic",
      "How many visits does each doctor have?",
      [
        ["Dr Weiss", 2],
        ["Dr Alves", 1],
        ["Dr Mori", 1],
      ],
    ],
  ])("%s: %s", async (name, text, rows) => {
    const answer = await ask(name, text);
    const sorted = (found: readonly (readonly unknown[])[]) => [...found].map((row) => JSON.stringify([...row].sort())).sort();
    expect(sorted(answer.rows), JSON.stringify(answer)).toEqual(sorted(rows));
  });
});

describe("refused or asked back", () => {
  it.each(["delete all loans", "Please drop the customers table", "update accounts set balance = 0", "insert a new branch called Test"])(
    "refuses to change anything: %s",
    async (text) => {
      expect(await ask("lending", text)).toMatchObject({ outcome: "refused", code: "unsafe" });
    },
  );

  it.each(["show customers; drop table loans", "names' OR '1'='1", "list loans union select * from accounts", "how many loans -- "])(
    "refuses SQL in the question: %s",
    async (text) => {
      expect(await ask("lending", text)).toMatchObject({ outcome: "refused", code: "unsafe" });
    },
  );

  it.each<[Name, string]>([
    ["lending", "What is the meaning of life?"],
    ["clinic", "tell me a joke"],
    ["library", "How is the weather?"],
    ["clinic", "How many spaceships are there?"],
  ])("%s knows nothing of: %s", async (name, text) => {
    const answer = await ask(name, text);
    expect(answer).toMatchObject({ outcome: "clarified", code: "unknown-words" });
    expect(answer.options.length).toBeGreaterThan(0);
  });

  it("asks which of two people with one name is meant, and takes the choice", async () => {
    const asked = await ask("lending", "What is the total balance of accounts of Maria Garcia?");
    expect(asked).toMatchObject({ outcome: "clarified", code: "ambiguous" });
    expect(asked.text).toContain("There are 2 customers called Maria Garcia");
    expect(asked.options.map((option) => option.label)).toEqual(["Maria Garcia, Boston, 2 Jan 1980", "Maria Garcia, Chicago, 8 Jul 1991"]);
    expect((await ask("lending", asked.options[1]?.question ?? "")).rows).toEqual([[9000]]);
  });

  it("asks which Lee is meant where only a family name is given", async () => {
    const asked = await ask("library", "How many borrowings does the member with last name Lee have?");
    expect(asked).toMatchObject({ outcome: "clarified", code: "ambiguous" });
    expect(asked.options).toHaveLength(2);
  });

  it.each(["What's Maria Garcia's city?", "Which city does Maria Garcia live in?"])("asks whose fact is meant: %s", async (text) => {
    const asked = await ask("lending", text);
    expect(asked).toMatchObject({ outcome: "clarified", code: "ambiguous" });
    expect(asked.options).toHaveLength(2);
  });

  it("lists people of one name without asking", async () => {
    expect((await ask("lending", "List the cities of customers with full name Maria Garcia")).outcome).toBe("answered");
  });

  it.each([
    ["top customers by number of accounts", "only the 10 with"],
    ["who are our top customers by number of accounts?", "only the 10 with"],
    ["top customer by number of accounts", "only the one with"],
    ["top 3 customers by number of accounts", "only the 3 with"],
  ])("“%s” shows %s the most", async (text, shown) => {
    expect((await ask("lending", text)).explanation).toContain(shown);
  });

  it.each<[Name, string, readonly (readonly unknown[])[], string]>([
    ["lending", "which customer has the highest balance", [["Maria Garcia", 9000]], "Maria Garcia: balance 9,000.00."],
    ["library", "which author wrote the most books", [["Lea Holm", 2]], "Lea Holm: number of books 2."],
    ["clinic", "Who is the youngest patient?", [["Ada", 30]], "Ada: age 30."],
    ["clinic", "Who is the youngest patient, and how old?", [["Ada", 30]], "Ada: age 30."],
  ])("%s: what is ranked shows by what: %s", async (name, text, rows, answer) => {
    expect(await ask(name, text)).toMatchObject({ rows, text: answer });
  });

  it("ranks sums that are kept with a sign by their size, and shows them once", async () => {
    const source = await openStatements(`
      CREATE TABLE entries (entry_id INTEGER PRIMARY KEY, supplier TEXT, amount REAL);
      INSERT INTO entries VALUES (1, 'Alder', -10), (2, 'Birch', -300), (3, 'Alder', -20), (4, 'Birch', -5), (5, 'Cedar', -90), (6, 'Cedar', -1), (7, 'Cedar', -1), (8, 'Dogwood', 15), (9, 'Dogwood', 20);`);
    const engine = createText2SqlEngine({ listSources: async () => ["ledger"], source: async () => source });
    const planned = await engine.plan({
      text: "top 2 suppliers by amount",
      now: NOW,
      previous: [],
      shopId: null,
      source: "ledger",
      uploadId: null,
    });
    if (!planned.ok) throw new Error(planned.error.message);
    const run = await engine.execute(planned.value, new AbortController().signal);
    if (!run.ok) throw new Error(run.error.message);
    const answer = engine.answer(planned.value, run.value);
    expect(answer.table?.rows).toEqual([
      ["Birch", -305],
      ["Cedar", -92],
    ]);
    expect(answer.text).toMatch(/first is Birch \(total amount -305/u);
  });

  it("writes months as the shop does, and names all that share the highest figure", async () => {
    expect((await ask("library", "borrowings per month")).text).toMatch(/is highest for Feb 2025 \(2\)\.$/u);
    expect((await ask("lending", "customers per city")).text).toMatch(/is highest for Chicago and Boston \(2 each\)\.$/u);
    expect((await ask("lending", "loans per month")).text).toMatch(/is highest for 4 of them \(1 each\)\.$/u);
  });

  it("writes cents without cents of their own", async () => {
    const source = openStatements(
      "CREATE TABLE bills (id INTEGER PRIMARY KEY, amount_cents INTEGER); INSERT INTO bills VALUES (1, 19277);",
    );
    const engine = createText2SqlEngine({ source: async () => source, listSources: async () => ["bills"] });
    const said = async (text: string) => {
      const planned = await engine.plan({ text, now: NOW, previous: [], shopId: null, source: "bills", uploadId: null });
      if (!planned.ok) throw new Error(planned.error.message);
      const run = await engine.execute(planned.value, new AbortController().signal);
      return run.ok ? engine.answer(planned.value, run.value).text : "";
    };
    expect(await said("total amount cents of bills")).toMatch(/ 19,277\.$/u);
  });

  it("counts rows and names both where two groupings cross", async () => {
    const { text } = await ask("lending", "total amount of loans per status and customer city");
    expect(text).toMatch(/^\d rows; .* is highest for [a-z ]+, [A-Z][a-z]+ \(12/u);
  });

  it.each<[string, number]>([
    ["show me the largest loans", 4],
    ["what are our highest loans", 4],
    ["show me the largest loan", 1],
    ["show me the 2 largest loans", 2],
  ])("“%s” lists %s", async (text, count) => {
    expect((await ask("lending", text)).rows).toHaveLength(count);
  });

  it.each<[Name, string, string]>([
    ["lending", "top customers", "number of accounts"],
    ["clinic", "Show me the top 3 doctors", "salary"],
    ["library", "best authors", "number of books"],
  ])("%s: %s asks by what, with options that answer", async (name, text, measure) => {
    const asked = await ask(name, text);
    expect(asked).toMatchObject({ outcome: "clarified", code: "too-vague" });
    expect(asked.options.map((option) => option.question).join("; ")).toContain(measure);
    for (const option of asked.options)
      expect(["answered", "clarified"], option.question).toContain((await ask(name, option.question)).outcome);
  });

  it.each<[Name, string, string]>([
    ["lending", "accounts per branch, most first", "branch name and number of accounts"],
    ["league", "players for each team, fewest first", "number of players"],
    ["clinic", "visits per doctor, busiest doctor first", "doctor name and number of visits"],
  ])("%s: %s counts rows of each group without asking back", async (name, text, shown) => {
    const answer = await ask(name, text);
    expect(answer.outcome, answer.text).toBe("answered");
    expect(answer.explanation).toContain(shown);
  });

  it.each<[Name, string, string, readonly string[]]>([
    ["lending", "How many platinum accounts are there?", "platinum", ["savings", "money market", "checking"]],
    ["lending", "How many loans have status frozen?", "frozen", ["active", "past due", "paid off"]],
    ["library", "books of genre horror", "horror", ["travel", "crime", "poetry"]],
    ["clinic", "doctors in neurology", "neurology", ["cardiology", "dermatology"]],
  ])("%s: %s names the values there are", async (name, text, word, values) => {
    const asked = await ask(name, text);
    expect(asked).toMatchObject({ outcome: "clarified", code: "unknown-words" });
    expect(asked.text).toContain(`“${word}”`);
    for (const value of values) expect(asked.text.split(value).length, `“${value}” is said once in: ${asked.text}`).toBe(2);
    expect((await ask(name, asked.options[0]?.question ?? "")).outcome, asked.options[0]?.question).toBe("answered");
  });

  it.each<[Name, string, string, string]>([
    ["library", "List the titles of books that are stored", "book title from books", "stored"],
    ["library", 'What is the price of the tune "Salt Roads"?', "price from books where book title is Salt Roads", "tune"],
    ["clinic", "What is the average cost billed across all visits?", "average cost from visits", "billed"],
    [
      "clinic",
      "names of the doctors who are certified in cardiology",
      "doctor name from doctors where specialty is cardiology",
      "certified",
    ],
  ])("%s: %s is answered, and says which word it leaves out", async (name, text, explanation, word) => {
    const answer = await ask(name, text);
    expect(answer).toMatchObject({ outcome: "answered", explanation });
    expect(answer.caveats.join()).toContain(`Not used: “${word}”`);
  });

  it.each<[Name, string, string]>([
    ["library", "which book is due next?", "“due” and “next”"],
    ["library", "Which genres correspond to books with more than 200 pages?", ""],
    ["library", "What are the names of writers who are listed?", ""],
  ])("%s: %s is asked back about with readings, not with values for a word that names none", async (name, text, words) => {
    const asked = await ask(name, text);
    expect(asked.text).toContain(words);
    for (const { question } of asked.options) expect(question).toContain(`${text} (meaning: `);
  });

  it("offers no two readings that part by repeated rows alone", async () => {
    const asked = await ask("library", "What are the names of writers who are listed?");
    const readings = asked.options.map(({ label }) => label.toLowerCase().replace("different ", ""));
    expect(new Set(readings).size).toBe(readings.length);
  });
});

describe("what a plan says of itself", () => {
  it("explains in one sentence and names the words behind it", async () => {
    const answer = await ask("lending", "How many money market accounts are there?");
    expect(answer.explanation).toBe("number of accounts where account type is money market");
    expect(answer.because).toContain("“money market” is a value of account type");
    expect(answer.because).toContain("“accounts” is the table accounts");
  });

  it("takes exactly the reading that was chosen", async () => {
    const { schema } = await open("library");
    const text = "books and authors";
    const { ranked } = readPlan(text, schema, NOW);
    const options = readingOptions(
      text,
      ranked.map((entry) => entry.candidate),
      schema,
    );
    expect(options.length).toBeGreaterThan(1);
    for (const option of options)
      expect(`${(await ask("library", option.question)).explanation}?`.toLowerCase()).toBe(option.label.toLowerCase());
  });
});

it("says why a database that is there cannot be asked", async () => {
  const problem = "The glossary mini.glossary.json cannot be used: there is no table lion.";
  const engine = createText2SqlEngine({
    source: async () => null,
    listSources: async () => ["mini"],
    problemOf: async (id) => (id === "mini" ? problem : null),
  });
  const said = async (source: string | null) => {
    const planned = await engine.plan({ text: "how many lions?", now: NOW, previous: [], shopId: null, source, uploadId: null });
    return planned.ok ? "" : planned.error.message;
  };
  expect([await said("mini"), await said(null), await said("other")]).toEqual([problem, problem, "There is no database called other."]);
});
