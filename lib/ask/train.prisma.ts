import { basename } from "node:path";
import { z } from "zod";
import { builtInQuestions } from "@/lib/ask/built-in-questions.fs";
import {
  answeringNow,
  brokenBy,
  calibratedBy,
  FOLDER,
  judgeTaught,
  ratedLogs,
  taughtSinceAskedBack,
  taughtSources,
} from "@/lib/ask/taught.sqlite";
import { candidates, modelsDir, served } from "@/lib/ask/wiring-parts";
import { BUILT_IN as BUILT_IN_LOGS } from "@/lib/engines/logs/failures/model/classify";
import { readLabelled } from "@/lib/engines/logs/failures/model/train.fs";
import { readQuestions } from "@/lib/engines/text2sql/ranker/training-set.sqlite";
import { readinessOf } from "@/lib/learning/evidence/enough";
import { readModelName, versionName, type ModelName } from "@/lib/learning/models/model";
import { championIdOf } from "@/lib/learning/models/serving.prisma";
import { failRun, keepCard, keepVersion, RunOver, startRun, tellProgress, type Trained } from "@/lib/learning/models/runs.prisma";
import type { Comparison } from "@/lib/learning/models/verdict";
import { isEnough, trainCalibration } from "@/lib/learning/train/calibration";
import { describeJudged } from "@/lib/learning/train/describe-judged";
import { readJudgedAnswers } from "@/lib/learning/train/judged.prisma";
import { misreadLines, trainLogs } from "@/lib/learning/train/logs";
import { trainRanker, type TrainDeps } from "@/lib/learning/train/ranker";
import { misrouted, trainRouter } from "@/lib/learning/train/router";
import { countTaught, gateTaught, inUse, type Gated, type Taught, type TaughtRow } from "@/lib/learning/train/taught";
import { readTaught } from "@/lib/learning/train/taught.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { logError } from "@/lib/platform/log";
import { messageOf } from "@/lib/platform/message-of";

/** One training from its row to its version, in a process of its own. */

/** "Now" of sets of questions, which name no time of their own. */
const FOLDER_NOW = "2026-01-01T12:00:00";

const TOLD_EVERY = 20;

type Run = {
  readonly id: string;
  readonly model: ModelName;
  readonly withFeedback: boolean;
  readonly seed: number;
  readonly folder: string | null;
};
type Card = Readonly<Record<string, string | number | null>>;
/** What a training learned; `comparison` and `metrics` beside it tell how that did. */
type Learned = Pick<Trained, "weights" | "exampleIds"> & {
  readonly comparison: Omit<Comparison, "against" | "at" | "broken">;
  readonly broken: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly card: Card;
};

/** Works on a queued run until it is done, failed or cancelled. @param say gets what the run tells, for a terminal */
export async function performRun(id: string, say: (line: string) => void): Promise<boolean> {
  const db = prisma();
  const now = () => new Date();
  try {
    const row = await startRun(db, id, now());
    const model = readModelName(row.model);
    if (!model) throw new Error(`There is no model called ${row.model}.`);
    const { folder } = z.object({ folder: z.string().nullable() }).parse(row.parameters);
    const tell = async (progress: number, step: string) => {
      say(step);
      await tellProgress(db, id, progress, step, now());
    };
    const made = await train({ id, model, withFeedback: row.withFeedback, seed: row.seed, folder }, { seed: row.seed, tell });
    await tell(0.98, "Keeping the new version");
    await keepCard(db, id, made.card, { folder });
    const number = await keepVersion(db, modelsDir(), id, made, now());
    say(`${versionName({ model, number })} is made: ${JSON.stringify(made.metrics)}`);
    return true;
  } catch (cause) {
    if (cause instanceof RunOver) {
      say("It was cancelled. Nothing of it was kept.");
      return false;
    }
    const sentence = cause instanceof NothingToLearn ? cause.message : `It broke: ${messageOf(cause)}`;
    if (!(cause instanceof NothingToLearn)) logError(`Training ${id} broke`, cause);
    say(sentence);
    await failRun(db, id, sentence, now());
    return false;
  }
}

class NothingToLearn extends Error {}

async function train(run: Run, deps: TrainDeps): Promise<Trained & { readonly card: Card }> {
  await deps.tell(0.02, "Reading what was taught");
  const against = await championIdOf(prisma(), run.model);
  // Before anything is read, so that what is taught during the training is checked when its version is promoted.
  const at = new Date().toISOString();
  const { comparison, broken, metrics, ...learned } = await learn(run, deps);
  return {
    model: run.model,
    ...learned,
    metrics: { comparison: { ...comparison, broken, against, at }, ...metrics },
  };
}

function learn(run: Run, deps: TrainDeps): Promise<Learned> {
  switch (run.model) {
    case "ranker":
      return trainRankerRun(run, deps);
    case "router":
      return trainRouterRun(run, deps);
    case "logs":
      return trainLogsRun(run, deps);
    case "calibration":
      return trainCalibrationRun(run, deps);
    default:
      return run.model satisfies never;
  }
}

/** What people taught: to learn from, unless a run is to learn without it, and what must not break either way. */
async function ownTaught({ withFeedback }: Run): Promise<Gated & { readonly verified: readonly TaughtRow[] }> {
  const rows = await readTaught(prisma());
  return { ...gateTaught(withFeedback ? rows : []), verified: inUse(rows) };
}

function folderTaught({ folder }: Run): readonly Taught[] {
  return folder === null ? [] : gateTaught(folderRows(folder)).taught;
}

async function trainRankerRun(run: Run, deps: TrainDeps): Promise<Learned> {
  const own = await ownTaught(run);
  const folder = folderTaught(run);
  const taught = [...own.taught.filter(({ engine }) => engine === "text2sql"), ...folder];
  if (taught.length === 0)
    throw new NothingToLearn(
      run.withFeedback
        ? "There is nothing to learn from yet. Rate answers about a database good, or fix them, and train again."
        : "There is nothing to learn from. Add --with-feedback, or a folder of questions with their SQL.",
    );
  const champion = await answeringNow();
  await deps.tell(0.03, readinessOf(taught.length - folder.length, 0));
  const { weights, used, learnable, comparison } = await trainRanker(taught, {
    ...deps,
    open: taughtSources(run.folder),
    champion: champion.ranker,
    curve: champion.curve,
  });
  await deps.tell(0.95, "Asking the verified answers again");
  const broken = await brokenBy(own.verified, { ...champion, ranker: weights }, champion);
  return {
    weights,
    exampleIds: idsOf(used),
    comparison,
    broken,
    metrics: { learnable },
    card: cardOf(own, taught, { builtIn: 0, folder: folder.length, used: used.length }),
  };
}

async function trainRouterRun(run: Run, deps: TrainDeps): Promise<Learned> {
  const own = await ownTaught(run);
  const known = await candidates();
  const builtIn = builtInQuestions().filter(({ source }) => known.some((candidate) => candidate.source === source));
  if (known.length < 2) throw new NothingToLearn("There is only one source to ask, so there is nothing to choose.");
  const champion = await served("router");
  await deps.tell(0.03, readinessOf(own.taught.length, builtIn.length));
  const { weights, used, builtInRight, builtInByChampion, comparison } = await trainRouter(own.taught, builtIn, known, champion, deps);
  const broken = misrouted(own.verified, known, champion, { version: "trained", model: weights });
  return {
    weights,
    exampleIds: idsOf(used),
    comparison,
    broken,
    metrics: { builtIn: builtIn.length, builtInRight, builtInByChampion },
    card: cardOf(own, own.taught, { builtIn: builtIn.length, folder: 0, used: used.length }),
  };
}

async function trainLogsRun(run: Run, deps: TrainDeps): Promise<Learned> {
  const rated = await ratedLogs();
  const own = run.withFeedback ? rated : [];
  const given = run.folder === null ? [] : await readLabelled(run.folder);
  const champion = (await served("logs"))?.model ?? BUILT_IN_LOGS;
  const { weights, used, events, comparison } = await trainLogs(own, given, champion, deps);
  // What is held out of the learning is judged by the comparison instead.
  const verified = run.withFeedback ? rated.filter(({ name }) => used.includes(name)) : rated;
  return {
    weights,
    exampleIds: used,
    comparison,
    broken: misreadLines(verified, champion, weights),
    metrics: { events },
    card: {
      own: own.length,
      builtIn: 0,
      folder: given.length,
      used: used.length + given.length,
      train: events,
      heldOut: comparison.heldOut,
      ratedUp: own.length,
      corrected: 0,
    },
  };
}

/** Learns from answers that were judged, and from questions that were asked back about and then taught. */
async function trainCalibrationRun(run: Run, deps: TrainDeps): Promise<Learned> {
  const { judged, left } = await readJudgedAnswers(prisma());
  const rows = await readTaught(prisma());
  const own = gateTaught(rows).taught;
  const again = [...(await taughtSinceAskedBack(own)), ...folderTaught(run)];
  const replayed = await judgeTaught(again, run.folder, async (done) => {
    if (done % TOLD_EVERY === 0)
      await deps.tell(0.05 + (0.25 * done) / again.length, `Asking taught question ${done + 1} of ${again.length} again`);
  });
  const all = [...judged, ...replayed];
  const champion = await served("calibration");
  await deps.tell(0.3, describeJudged(all));
  const makers = [...new Set(all.map(({ maker }) => maker))];
  if (!makers.some((maker) => isEnough(all.filter((one) => one.maker === maker)))) throw new NothingToLearn(describeJudged(all));
  const { weights, comparison } = await trainCalibration(all, champion?.model ?? null, deps);
  if (comparison.heldOut === 0)
    throw new NothingToLearn(`${describeJudged(all)} But the surer ones were not right more often, so no rising curve fits them.`);
  await deps.tell(0.9, "Asking the verified answers again");
  const now = await answeringNow();
  const broken = await brokenBy(inUse(rows), calibratedBy(now, weights), now);
  const used = all.filter(({ maker }) => Object.hasOwn(weights.curves, maker));
  return {
    weights,
    exampleIds: used.flatMap(({ interactionId }) => interactionId ?? []),
    comparison,
    broken,
    metrics: Object.fromEntries(makers.map((maker) => [maker, all.filter((one) => one.maker === maker).length])),
    card: {
      own: all.filter(({ interactionId }) => interactionId !== null).length,
      builtIn: 0,
      folder: all.filter(({ interactionId }) => interactionId === null).length,
      used: used.length,
      train: used.length,
      inTurn: used.length,
      right: used.filter(({ right }) => right).length,
      ...leftOut(left),
    },
  };
}

function idsOf(used: readonly Taught[]): readonly string[] {
  return used.flatMap(({ interactionId }) => interactionId ?? []);
}

function cardOf(
  { left }: Gated,
  rows: readonly Taught[],
  counted: { readonly builtIn: number; readonly folder: number; readonly used: number },
): Card {
  const own = rows.filter(({ interactionId }) => interactionId !== null);
  const { ratedUp, corrected } = countTaught(own);
  const times = own.map(({ at }) => at).sort();
  return {
    ...counted,
    own: own.length,
    ...leftOut(left),
    ...countTaught(rows),
    ratedUp,
    corrected,
    from: times[0] ?? null,
    to: times.at(-1) ?? null,
  };
}

function leftOut(left: Readonly<Record<string, number>>): Card {
  return Object.fromEntries(Object.entries(left).map(([gate, count]) => [`left_${gate}`, count]));
}

function folderRows(folder: string): readonly TaughtRow[] {
  return readQuestions(folder).map(({ id, db, question, gold_sql: sql }) => ({
    verifiedId: `${basename(folder)} ${id}`,
    interactionId: null,
    question,
    engine: "text2sql",
    source: `${FOLDER}${db}`,
    sql,
    params: [],
    now: FOLDER_NOW,
    at: "",
    origin: "correction",
    isResting: false,
    context: {},
  }));
}
