import { describe, expect, it } from "vitest";
import { openFixture, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { describeSource } from "@/lib/engines/text2sql/describe-source";

const ask = async (name: keyof typeof DATABASES, text: string) => describeSource(text, (await openFixture(name)).schema);

describe("what a database holds", () => {
  it.each([
    "list tables",
    "Show me all the tables",
    "What tables are there?",
    "what's in this database",
    "what data do you have?",
    "which tables does the database have",
    "Describe the database please",
    "show the schema",
    "what information is stored here",
  ])("%s", async (text) => {
    const answer = await ask("lending", text);
    expect(answer?.text).toBe("This database holds 4 tables; the largest is accounts with 5 rows.");
    expect(answer?.table?.rows.map((row) => row.slice(0, 2))).toEqual([
      ["accounts", 5],
      ["customers", 4],
      ["loans", 4],
      ["branches", 2],
    ]);
  });

  it.each([
    "what columns does loans have",
    "describe loans",
    "Explain the loan table",
    "what is in the loans table?",
    "structure of loans",
    "fields of the loan table",
  ])("%s", async (text) => {
    const answer = await ask("lending", text);
    expect(answer?.text).toBe("Loans: 4 rows with 5 columns.");
    expect(answer?.table?.rows).toEqual([
      ["id", "key", ""],
      ["customer id", "points to customers", ""],
      ["status", "text", "active, past due, paid off"],
      ["amount", "amount of money", "5000, 700, 12000"],
      ["originated on", "date", "2025-01-15, 2025-03-02, 2024-03-15"],
    ]);
  });

  it.each([
    "show me the loans table",
    "list loans",
    "how many tables are there in Boston",
    "what is the status of loans",
    "what is in Boston",
    "describe",
    "columns of payments",
    "what do you have",
    "which customers have data",
  ])("%s is about the data, or nothing", async (text) => {
    expect(await ask("lending", text)).toBeNull();
  });
});
