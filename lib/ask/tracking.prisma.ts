import { env } from "@/lib/ask/wiring-parts";
import { prisma } from "@/lib/platform/client.prisma";
import { logError } from "@/lib/platform/log";
import { messageOf } from "@/lib/platform/message-of";
import { remember } from "@/lib/platform/remember";
import { MlflowClient } from "@/lib/tracking/client.mlflow";
import { startDelivery } from "@/lib/tracking/deliver.prisma";
import { EXPERIMENT, TRAINING_EXPERIMENT } from "@/lib/tracking/names";
import { readBacklog, setTarget } from "@/lib/tracking/outbox.prisma";

const client = (): MlflowClient | null => {
  const uri = env().MLFLOW_TRACKING_URI;
  return uri === undefined ? null : remember("mlflow", () => new MlflowClient(uri));
};

/** Starts to mirror interactions to MLflow where a server is set, once per process. */
export async function startTracking(): Promise<void> {
  const mlflow = client();
  await setTarget(prisma(), mlflow?.uri ?? null);
  if (mlflow) remember("mlflow-delivery", () => startDelivery(prisma(), mlflow, logError));
}

/** Whether MLflow is told, whether it answers, and how much waits for it. Tellback's own figures never depend on it. */
export async function readTracking(): Promise<Readonly<Record<string, unknown>>> {
  const mlflow = client();
  const { waiting, oldest, lastError } = await readBacklog(prisma());
  const problem = mlflow === null ? null : await mlflow.findExperiment(EXPERIMENT).then(() => null, messageOf);
  return {
    status: mlflow === null ? "off" : problem === null ? "ok" : "down",
    tracking_uri: mlflow?.uri ?? null,
    experiment_name: EXPERIMENT,
    pending: waiting,
    oldest_pending: oldest?.toISOString() ?? null,
    last_error: problem ?? lastError,
    generated_at: new Date().toISOString(),
    ...(mlflow === null
      ? { message: "No MLflow server is set. Tellback answers from its own rows; set MLFLOW_TRACKING_URI to mirror them." }
      : {}),
  };
}

/** Makes the experiments, or restores deleted ones. @returns their names and ids; an empty list where no server is set */
export async function recreateExperiments(): Promise<readonly { readonly name: string; readonly experiment_id: string }[]> {
  const mlflow = client();
  if (mlflow === null) return [];
  return Promise.all([EXPERIMENT, TRAINING_EXPERIMENT].map(async (name) => ({ name, experiment_id: await mlflow.experiment(name, true) })));
}
