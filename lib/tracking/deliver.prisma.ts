import type { PrismaClient } from "@/prisma/client/client";
import { MlflowDown, type MlflowClient } from "@/lib/tracking/client.mlflow";
import { tellOnce, type Pass } from "@/lib/tracking/mirror.prisma";
import { hurry } from "@/lib/tracking/outbox.prisma";
import { tellTraining } from "@/lib/tracking/training.prisma";

const IDLE_MS = 1000;
const DOWN_MS = 5000;
const TRAINING_MS = 10_000;

/**
 * Keeps telling MLflow what is due, beside the answers and never in their way. It reads its work from the database, so a
 * restart loses nothing. @param logTrouble called once when the server goes down, and for each bug  @returns ends it
 */
export function startDelivery(db: PrismaClient, client: MlflowClient, logTrouble: (message: string, cause: unknown) => void): () => void {
  let ended = false;
  let wasDown = false;
  let nextTraining = 0;
  let timer: NodeJS.Timeout | null = null;
  const again = (ms: number) => {
    if (!ended) timer = setTimeout(() => void turn(), ms).unref();
  };
  /** When nothing else is due, now and then: there are few, and nobody waits for them. */
  const trainings = async () => {
    if (Date.now() < nextTraining) return;
    nextTraining = Date.now() + TRAINING_MS;
    try {
      await tellTraining(db, client);
    } catch (cause) {
      if (!(cause instanceof MlflowDown)) logTrouble("A training could not be told to MLflow; it is tried again", cause);
    }
  };
  const turn = async () => {
    try {
      const pass = await tellOnce(db, client, Date.now);
      if (pass.told === 0 && !pass.down) await trainings();
      if (pass.down && !wasDown) logTrouble("MLflow cannot be told; what is new waits", new Error(`${client.uri} is down`));
      if (!pass.down && pass.told > 0 && wasDown) await hurry(db);
      if (pass.down || pass.told > 0) wasDown = pass.down;
      again(pause(pass));
    } catch (cause) {
      logTrouble("Telling MLflow broke off", cause);
      again(DOWN_MS);
    }
  };
  again(0);
  return () => {
    ended = true;
    if (timer) clearTimeout(timer);
  };
}

function pause({ told, down }: Pass): number {
  return down ? DOWN_MS : told > 0 ? 0 : IDLE_MS;
}
