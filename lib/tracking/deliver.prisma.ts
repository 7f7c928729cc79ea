import type { PrismaClient } from "@/prisma/client/client";
import type { MlflowClient } from "@/lib/tracking/client.mlflow";
import { tellOnce, type Pass } from "@/lib/tracking/mirror.prisma";
import { hurry } from "@/lib/tracking/outbox.prisma";

const IDLE_MS = 1000;
const DOWN_MS = 5000;

/**
 * Keeps telling MLflow what is due, beside the answers and never in their way. It reads its work from the database, so a
 * restart loses nothing. @param logTrouble called once when the server goes down, and for each bug  @returns ends it
 */
export function startDelivery(db: PrismaClient, client: MlflowClient, logTrouble: (message: string, cause: unknown) => void): () => void {
  let ended = false;
  let wasDown = false;
  let timer: NodeJS.Timeout | null = null;
  const again = (ms: number) => {
    if (!ended) timer = setTimeout(() => void turn(), ms).unref();
  };
  const turn = async () => {
    try {
      const pass = await tellOnce(db, client, Date.now);
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
