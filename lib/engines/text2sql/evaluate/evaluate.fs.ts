import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { openSqlite } from "@/lib/query/run.sqlite";
import { inlineParams } from "@/lib/query/inline-params";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { doubtOf } from "@/lib/engines/text2sql/plan-over";
import { BUILT_IN, readPlan } from "@/lib/engines/text2sql/plan-question";
import { confirmReading } from "@/lib/engines/text2sql/ranker/results";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const Asked = z.object({ id: z.string(), db: z.string(), question: z.string() });
/**
 * One line of the output; `sql` runs by itself. `abstained` is false wherever there is a plan; `wouldAsk` says that the chat would ask
 * back.
 */
export type Prediction = {
  readonly id: string;
  readonly sql: string | null;
  readonly ms: number;
  readonly abstained: boolean;
  readonly confidence: number;
  readonly wouldAsk: boolean;
};

/**
 * Plans every question of `setDir/questions.jsonl` over `setDir/databases/<db>.sqlite` and writes one JSON line each.
 * `ms` is the time from question to SQL and confidence with the schema already read.
 */
export async function evaluateText2Sql(setDir: string, out: string, now = "2026-01-01T12:00:00"): Promise<readonly Prediction[]> {
  const lines = readFileSync(path.join(setDir, "questions.jsonl"), "utf8").trim().split("\n");
  const sources = new Map<string, Source>();
  const predictions: Prediction[] = [];
  for (const line of lines) {
    const { id, db, question } = Asked.parse(JSON.parse(line));
    const source = sources.get(db) ?? (await openSource(path.join(setDir, "databases", `${db}.sqlite`)));
    sources.set(db, source);
    const began = performance.now();
    const reading = readPlan(question, source.schema, now);
    const first = reading.ranked[0];
    const sql = first ? inlineParams(first.candidate.compiled).replaceAll(/\s+/gu, " ") : null;
    const confidence = await confirmReading(reading, reading.schema, source.runner, BUILT_IN);
    const ms = Math.round((performance.now() - began) * 1000) / 1000;
    predictions.push({
      id,
      sql,
      ms,
      abstained: sql === null,
      confidence: Math.round(confidence * 1000) / 1000,
      wouldAsk: doubtOf(reading, reading.schema, []) !== null,
    });
  }
  await Promise.all([...sources.values()].map(({ runner }) => runner.close()));
  writeFileSync(out, `${predictions.map((prediction) => JSON.stringify(prediction)).join("\n")}\n`);
  return predictions;
}

type Source = { readonly schema: Schema; readonly runner: ReturnType<typeof openSqlite> };

async function openSource(file: string): Promise<Source> {
  const runner = openSqlite(file);
  const schema = await introspect(runner);
  if (!schema.ok) throw new Error(`${file} could not be read: ${schema.error.code}`);
  return { schema: schema.value, runner };
}
