import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sqlTokens } from "@/components/answer/sql-tokens";

const kinds = (sql: string) =>
  sqlTokens(sql)
    .filter((token) => token.text.trim() !== "")
    .map((token) => `${token.kind} ${token.text.trim()}`);

describe("sqlTokens", () => {
  it("never changes the text, whatever it is, since a person copies and trusts what is shown", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (sql) =>
          sqlTokens(sql)
            .map((token) => token.text)
            .join("") === sql,
      ),
    );
  });

  it("keeps keywords inside quotes plain", () => {
    expect(kinds(`SELECT "order" FROM t WHERE a = 'it''s from' AND b > ?1 -- select\nLIMIT 20`)).toEqual([
      "keyword SELECT",
      'plain "order"',
      "keyword FROM",
      "plain t",
      "keyword WHERE",
      "plain a =",
      "string 'it''s from'",
      "keyword AND",
      "plain b >",
      "param ?1",
      "comment -- select",
      "keyword LIMIT",
      "number 20",
    ]);
  });
});
