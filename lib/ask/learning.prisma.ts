import { randomUUID } from "node:crypto";
import type { ModelDecision, ModelVersion, TrainingRun } from "@/prisma/client/client";
import { nextTraining } from "@/lib/ask/training.fs";
import { builtInQuestions } from "@/lib/ask/built-in-questions.fs";
import { brokenSince, taughtSinceAskedBack } from "@/lib/ask/taught.sqlite";
import { modelsDir, USER_ID } from "@/lib/ask/wiring-parts";
import { MADE_LINES, MADE_LOGS } from "@/lib/engines/logs/failures/model/synthesize";
import { describeTaught, describeTrainingData } from "@/lib/learning/evidence/describe-data";
import { readinessOf } from "@/lib/learning/evidence/enough";
import {
  readRunState,
  type DecisionView,
  type Learning,
  type ModelView,
  type RunView,
  type TrialView,
  type VersionView,
} from "@/lib/learning/learning";
import * as deciding from "@/lib/learning/models/decide.prisma";
import { MODELS, readModelName, versionName, versionNameOf, type ModelName } from "@/lib/learning/models/model";
import { ACTIVE, cancelRun } from "@/lib/learning/models/runs.prisma";
import { readComparison, verdictOn } from "@/lib/learning/models/verdict";
import { readVersion } from "@/lib/learning/models/version-files.fs";
import { describeJudged } from "@/lib/learning/train/describe-judged";
import { readJudgedAnswers } from "@/lib/learning/train/judged.prisma";
import { gateTaught, type Taught } from "@/lib/learning/train/taught";
import { readTaught } from "@/lib/learning/train/taught.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import {
  aimOf,
  startTrial,
  stopTrial,
  watchTrials,
  wonTrial,
  type TrialRequest,
  type WatchedTrial,
} from "@/lib/learning/trials/trials.prisma";
import type { Result } from "@/lib/platform/result";

/** What the learning page reads and does. */

const RUNS_SHOWN = 20;
const VERSIONS_SHOWN = 10;
const DECISIONS_SHOWN = 10;
const TRIALS_SHOWN = 3;
const UNNAMED = "built in";
const TITLES: Readonly<Record<ModelName, readonly [string, string]>> = {
  ranker: ["Reading of questions", "Chooses which reading of a question about a database is meant."],
  router: ["Choice of source", "Chooses which source a question is for, where the words alone do not tell."],
  logs: ["Failures in logs", "Judges the doubtful lines of a log, where the rules are not sure."],
  calibration: [
    "How sure answers are",
    "Brings the confidence of answers to the share of such answers that turned out right here. Databases ask back by it.",
  ],
};

/** Everything on the page, from the tables as they are now. */
export async function loadLearning(): Promise<Learning> {
  const db = prisma();
  const gated = gateTaught(await readTaught(db));
  const [runs, readiness] = await Promise.all([
    db.trainingRun.findMany({ orderBy: { createdAt: "desc" }, take: RUNS_SHOWN, include: { version: true } }),
    readReadiness(gated.taught),
  ]);
  return {
    models: await Promise.all(MODELS.map((name) => loadModel(name, readiness[name]))),
    runs: runs.map(toRunView),
    card: describeTaught(gated),
    busy: runs.some(({ state }) => ACTIVE.includes(state)),
    nextAt: nextTraining()?.toISOString() ?? null,
  };
}

/**
 * Whether people taught enough, by model: questions; for logs the lines of reports that were rated good and those that a rule was made of;
 * for calibration answers that were judged.
 */
async function readReadiness(taught: readonly Taught[]): Promise<Readonly<Record<ModelName, string>>> {
  const [lines] = await prisma().$queryRaw<{ readonly lines: bigint | number | null }[]>`
    SELECT sum(json_array_length("answer", '$.report.failures') + json_array_length("answer", '$.report.templates')) AS "lines"
    FROM "Interaction" WHERE "engine" = 'logs' AND "ratedUp" > 0 AND json_type("answer", '$.report') = 'object'`;
  const ofLogs = Number(lines?.lines ?? 0) + (await prisma().logTrainingRow.count());
  return {
    ranker: readinessOf(taught.filter(({ engine }) => engine === "text2sql").length, 0),
    router: readinessOf(taught.length, builtInQuestions().length),
    logs: readinessOf(ofLogs, MADE_LOGS * MADE_LINES),
    calibration: describeJudged((await readJudgedAnswers(prisma())).judged, (await taughtSinceAskedBack(taught)).length),
  };
}

async function loadModel(name: ModelName, readiness: string): Promise<ModelView> {
  const db = prisma();
  const [title, about] = TITLES[name];
  const serving = await db.modelServing.findUnique({ where: { model: name }, include: { champion: true } });
  const rows = await db.modelVersion.findMany({
    where: { model: name },
    orderBy: { number: "desc" },
    take: VERSIONS_SHOWN,
    include: { _count: { select: { examples: true } } },
  });
  const versions = await Promise.all(
    rows.map(async (row) =>
      toVersionView(
        row,
        name,
        serving?.championId ?? null,
        await deletedExamples(row.id),
        await wonTrial(db, row.id, serving?.championId ?? null),
      ),
    ),
  );
  const decisions = await db.modelDecision.findMany({ where: { model: name }, orderBy: { id: "desc" }, take: DECISIONS_SHOWN });
  const trials = (await watchTrials(db, name, TRIALS_SHOWN)).map(toTrialView);
  const champion = serving?.champion ?? null;
  const read = champion && readVersion(modelsDir(), name, champion.path, champion.manifest);
  return {
    name,
    title,
    about,
    readiness,
    versions,
    tried: aimOf(name) !== null,
    trials,
    decisions: decisions.map(toDecisionView),
    serving: champion && read?.ok ? versionName(champion) : null,
    problem:
      champion && read && !read.ok
        ? `${versionName(champion)} should serve, but ${read.error}. What is built in answers instead; roll back or train again.`
        : null,
  };
}

type VersionRow = ModelVersion & { readonly _count: { readonly examples: number } };

function toVersionView(row: VersionRow, model: ModelName, championId: string | null, deleted: number, won: string | null): VersionView {
  const serves = row.id === championId;
  const read = readVersion(modelsDir(), model, row.path, row.manifest);
  const verdict = verdictOn(readComparison(row.metrics), championId, won);
  return {
    id: row.id,
    name: versionName(row),
    createdAt: row.createdAt.toISOString(),
    serves,
    examples: row._count.examples,
    deleted,
    problem: read.ok ? null : `It cannot be used: ${read.error}.`,
    mayServe: !serves && read.ok && verdict.promote,
    reason: serves ? "It serves now." : verdict.reason,
  };
}

async function deletedExamples(versionId: string): Promise<number> {
  const [row] = await prisma().$queryRaw<
    { readonly n: bigint | number }[]
  >`SELECT count(*) AS "n" FROM "VersionExample" e WHERE e."versionId" = ${versionId} AND NOT EXISTS (SELECT 1 FROM "Interaction" i WHERE i."id" = e."interactionId")`;
  return Number(row?.n ?? 0);
}

function toRunView(run: TrainingRun & { readonly version: ModelVersion | null }): RunView {
  const { id, model, trigger, withFeedback, seed, codeVersion, progress, step, log, error, startedAt, finishedAt } = run;
  return {
    id,
    model,
    trigger,
    withFeedback,
    seed,
    codeVersion,
    progress,
    step,
    log,
    error,
    state: readRunState(run.state),
    createdAt: run.createdAt.toISOString(),
    seconds: startedAt && finishedAt ? (finishedAt.getTime() - startedAt.getTime()) / 1000 : null,
    made: run.version && versionName(run.version),
    data: describeTrainingData(run.dataCard),
  };
}

function toDecisionView({ id, at, what, reason, versionId }: ModelDecision): DecisionView {
  return { id, at: at.toISOString(), what, reason, version: versionNameOf(versionId, UNNAMED) };
}

function toTrialView({ trial, sides, verdict, same, both }: WatchedTrial): TrialView {
  const { id, championId, challengerId, mode, share, startedAt, endedAt, state, reason } = trial;
  const running = state === "running";
  const now =
    aimOf(trial.model) === "ratings" && mode === "shadow"
      ? "Nobody sees its reports in the shadow, so nothing can be proven; what counts is how many come out alike."
      : verdict.reason;
  return {
    id,
    challenger: versionNameOf(challengerId, UNNAMED),
    champion: versionNameOf(championId, UNNAMED),
    mode: mode === "shadow" ? "shadow" : "split",
    share,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    running,
    reason: running ? now : reason,
    sides,
    same,
    both,
  };
}

/** Tries a version on live questions, against what serves now. */
export async function tryVersion(request: TrialRequest): Promise<Result<string, string>> {
  return startTrial(prisma(), request, USER_ID, randomUUID, new Date());
}

/** Ends a trial by hand. */
export async function endTrial(id: string): Promise<boolean> {
  return stopTrial(prisma(), id, USER_ID, new Date());
}

const decideDeps = (): deciding.DecideDeps => ({ db: prisma(), dir: modelsDir(), userId: USER_ID, now: () => new Date(), brokenSince });

/** Makes a version serve, where the rule allows it. */
export async function promoteVersion(id: string): Promise<Result<string, string>> {
  return deciding.promote(id, decideDeps());
}

/** Makes serve again what served before. */
export async function rollBackModel(model: ModelName): Promise<Result<string, string>> {
  return deciding.rollBack(model, decideDeps());
}

/** Ends a training; its process notices at its next step. */
export async function cancelTraining(id: string): Promise<boolean> {
  return cancelRun(prisma(), id, new Date());
}

/** The versions that learned from questions of a conversation, newest first. */
export async function versionsTrainedOn(conversationId: string): Promise<readonly { readonly name: string; readonly model: ModelName }[]> {
  const rows = await prisma().interaction.findMany({ where: { conversationId }, select: { id: true } });
  const versions = await prisma().modelVersion.findMany({
    where: { examples: { some: { interactionId: { in: rows.map(({ id }) => id) } } } },
    orderBy: [{ createdAt: "desc" }],
  });
  return versions.flatMap((version) => {
    const model = readModelName(version.model);
    return model ? [{ name: versionName(version), model }] : [];
  });
}
