import { existsSync, readFileSync } from "node:fs";
import { err, ok, type Result } from "@/lib/platform/result";
import { applyGlossary, parseGlossary } from "@/lib/engines/text2sql/schema/glossary";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Where the glossary of a SQLite file lies: `bank.glossary.json` beside `bank.sqlite`. */
export function glossaryPath(database: string): string {
  return `${database.replace(/\.[^./\\]+$/u, "")}.glossary.json`;
}

/**
 * A schema with the words of its glossary file, as it is where there is none. @returns the schema, or one line that names the file and what
 * is wrong in it
 */
export function withGlossary(schema: Schema, file: string): Result<Schema, string> {
  if (!existsSync(file)) return ok(schema);
  const glossary = parseGlossary(readFileSync(file, "utf8"));
  const applied = glossary.ok ? applyGlossary(schema, glossary.value) : glossary;
  return applied.ok ? applied : err(`The glossary ${file} cannot be used: ${applied.error}.`);
}
