import { join } from "node:path";
import { candidates, logRuleStore, modelsDir, registry, served } from "@/lib/ask/wiring-parts";
import { teachDeps, verifiedStore } from "@/lib/ask/wiring-memory";
import { BUILT_IN as BUILT_IN_LOGS } from "@/lib/engines/logs/failures/model/classify";
import { ratedLog } from "@/lib/engines/logs/failures/model/examples";
import type { LabelledLog } from "@/lib/engines/logs/failures/model/labelled-log";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { BUILT_IN as BUILT_IN_RANKER, readPlan, SURE } from "@/lib/engines/text2sql/plan-question";
import { curveOf, type Calibration } from "@/lib/engines/calibration";
import { TEXT2SQL_MAKER } from "@/lib/engines/text2sql/engine";
import { confirmReading } from "@/lib/engines/text2sql/ranker/results";
import type { Rows } from "@/lib/engines/text2sql/evaluate/result-match";
import { logExamples, type LogExample } from "@/lib/interactions/log-training";
import { readLogQuestions } from "@/lib/interactions/log-questions.prisma";
import type { DecideDeps } from "@/lib/learning/models/decide.prisma";
import { readVersion } from "@/lib/learning/models/version-files.fs";
import { replayOne } from "@/lib/learning/replay";
import { readUnanswered } from "@/lib/learning/train/judged.prisma";
import type { Judged } from "@/lib/learning/train/calibration";
import { goldReader, isAnsweredRight, isRight, type Answering, type TaughtSource } from "@/lib/learning/train/ranker";
import { misreadLines } from "@/lib/learning/train/logs";
import { misrouted } from "@/lib/learning/train/router";
import { inUse, type Taught, type TaughtRow } from "@/lib/learning/train/taught";
import { readTaught } from "@/lib/learning/train/taught.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";

/** What people taught, as trainings and promotions read it. */

/** Before the name of a database of a folder of questions. */
export const FOLDER = "folder:";
const MOST_ROWS = 2_000;
const QUERY_MS = 500;
const MOST_KEPT = 5_000;
const SMALL_ROWS = 200;
const REPLAYED = 300;
const ASKED_AGAIN = 400;

/** Opens what questions were taught over: a source of the app, or a database of a folder of questions. */
export function taughtSources(folder: string | null = null): (id: string) => Promise<OpenTaught | null> {
  return (id) => openTaught(id, folder);
}

type OpenTaught = TaughtSource & { readonly runner: SqlRunner };

async function openTaught(id: string, folder: string | null): Promise<OpenTaught | null> {
  if (id.startsWith(FOLDER)) {
    const runner = openSqlite(join(folder ?? "", "databases", `${id.slice(FOLDER.length)}.sqlite`));
    const schema = await introspect(runner);
    return schema.ok ? { schema: schema.value, dialect: runner.dialect, rows: rowsOf(runner), runner } : null;
  }
  const opened = await registry().openId(id);
  return opened && { schema: opened.schema, dialect: opened.runner.dialect, rows: rowsOf(opened.runner), runner: opened.runner };
}

/** Readings of one question, and paraphrases of it, make the same queries again and again: small results are kept. */
function rowsOf(runner: SqlRunner): TaughtSource["rows"] {
  const known = new Map<string, Rows | null>();
  return async (query) => {
    const key = `${query.sql}\u0000${JSON.stringify(query.params)}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const run = await runner.run(query, { maxRows: MOST_ROWS, timeoutMs: QUERY_MS });
    const rows = run.ok && !run.value.truncated ? run.value.rows : null;
    if (known.size < MOST_KEPT && (rows?.length ?? 0) <= SMALL_ROWS) known.set(key, rows);
    return rows;
  };
}

/**
 * Logs that people taught: the lines of a report that was rated good as it has them, and the lines that they made a rule of. @param since
 * only what was said after this, ISO UTC
 */
export async function ratedLogs(since = ""): Promise<readonly LabelledLog[]> {
  const rules = (await logRuleStore().training()).filter(({ rule }) => rule.at > since);
  const told = new Set<string>();
  const logs: LabelledLog[] = [];
  for await (const question of readLogQuestions(prisma())) {
    const { fileName } = question.report;
    const said = told.has(fileName) ? [] : rules.filter((line) => line.fileName === fileName);
    told.add(fileName);
    const isRated = question.rating === "up" && question.askedAt > since;
    const lines: LogExample[] = [];
    for await (const example of logExamples(streamOf(isRated ? [question] : []), said)) lines.push(example);
    if (lines.length > 0) logs.push(ratedLog(question.id, lines));
  }
  return logs;
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** What answers questions about databases now. */
export async function answeringNow(): Promise<Answering> {
  return {
    ranker: (await served("ranker"))?.model ?? BUILT_IN_RANKER,
    curve: curveOf((await served("calibration"))?.model ?? null, TEXT2SQL_MAKER),
  };
}

/** The same with another calibration. */
export function calibratedBy(answering: Answering, calibration: Calibration): Answering {
  return { ...answering, curve: curveOf(calibration, TEXT2SQL_MAKER) };
}

/** Questions about databases that were asked back about and taught since, the newest: a training judges how they would be read. */
export async function taughtSinceAskedBack(own: readonly Taught[]): Promise<readonly Taught[]> {
  const ofDatabases = own.filter(({ engine }) => engine === "text2sql");
  const unanswered = await readUnanswered(
    prisma(),
    ofDatabases.flatMap(({ interactionId }) => interactionId ?? []),
  );
  return ofDatabases.filter(({ interactionId }) => interactionId !== null && unanswered.has(interactionId)).slice(0, ASKED_AGAIN);
}

/**
 * Questions whose query people taught, asked again without memory: how sure the best reading is, as it would be told, and whether it gives
 * the taught rows. One whose source is gone is left out.
 */
export async function judgeTaught(
  rows: readonly Taught[],
  folder: string | null,
  onEach: (done: number) => Promise<void>,
): Promise<readonly Judged[]> {
  const open = taughtSources(folder);
  const sources = new Map<string, ReturnType<typeof open>>();
  const opened = (id: string) => {
    const source = sources.get(id) ?? open(id);
    sources.set(id, source);
    return source;
  };
  const goldOf = goldReader(opened);
  const { ranker } = await answeringNow();
  const judged: Judged[] = [];
  for (const [at, row] of rows.entries()) {
    await onEach(at);
    const gold = await goldOf(row);
    const source = await opened(row.source);
    if (!gold || !source) continue;
    const reading = readPlan(row.question, source.schema, row.now, ranker);
    const confidence =
      reading.confidence < SURE ? reading.confidence : await confirmReading(reading, reading.schema, source.runner, ranker);
    if (confidence > 0 && confidence < 1)
      judged.push({
        interactionId: row.interactionId,
        maker: TEXT2SQL_MAKER,
        family: row.family,
        confidence,
        right: await isRight(reading, gold),
      });
  }
  return judged;
}

/**
 * Verified answers, of at most 300, that would be answered otherwise: memory does not give them any more, the champion reads them
 * right by itself, and the challenger does not.
 */
export async function brokenBy(taught: readonly TaughtRow[], challenger: Answering, champion: Answering): Promise<number> {
  const goldOf = goldReader(taughtSources());
  let broken = 0;
  for (const row of taught.filter(({ engine }) => engine === "text2sql").slice(0, REPLAYED)) {
    const entry = await verifiedStore().get(row.verifiedId);
    const replayed = entry && (await replayOne(entry, teachDeps(), AbortSignal.timeout(10_000)));
    if (replayed?.outcome === "same" || replayed?.outcome === "data changed") continue;
    const gold = await goldOf(row);
    if (gold && (await isAnsweredRight(row, gold, champion)) && !(await isAnsweredRight(row, gold, challenger))) broken += 1;
  }
  return broken;
}

/** What was taught after a version was compared, and would break with it. */
export const brokenSince: DecideDeps["brokenSince"] = async ({ model, path, manifest }, since) => {
  const later = async () => inUse(await readTaught(prisma())).filter(({ at }) => at > since);
  switch (model) {
    case "ranker": {
      const read = readVersion(modelsDir(), model, path, manifest);
      const now = await answeringNow();
      return read.ok ? brokenBy(await later(), { ...now, ranker: read.value }, now) : 0;
    }
    case "calibration": {
      const read = readVersion(modelsDir(), model, path, manifest);
      const now = await answeringNow();
      return read.ok ? brokenBy(await later(), calibratedBy(now, read.value), now) : 0;
    }
    case "router": {
      const read = readVersion(modelsDir(), model, path, manifest);
      return read.ok ? misrouted(await later(), await candidates(), await served(model), { version: "challenger", model: read.value }) : 0;
    }
    case "logs": {
      const read = readVersion(modelsDir(), model, path, manifest);
      const champion = (await served(model))?.model ?? BUILT_IN_LOGS;
      return read.ok ? misreadLines(await ratedLogs(since), champion, read.value) : 0;
    }
    default:
      return model satisfies never;
  }
};
