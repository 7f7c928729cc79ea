import type { SavedCorrection } from "@/lib/interactions/event";

type Found =
  | { readonly ok: true; readonly corrections: readonly SavedCorrection[]; readonly fixes: number }
  | { readonly ok: false; readonly message: string };

const TRIES = 8;
const PAUSE_MS = 1500;

/**
 * Whether a fix was saved although the reply to it was cut off: a save is all or nothing, so a new correction under the
 * answer means all of it. Asks again while nobody answers.
 * @param before corrections that were there @param read those that are there now
 */
export async function findOut(
  before: readonly SavedCorrection[],
  read: () => Promise<readonly SavedCorrection[]>,
  pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
): Promise<Found> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await pause(PAUSE_MS);
    const now = await read().catch(() => null);
    if (now === null) continue;
    const isSaved = now.some(({ id }) => !before.some((known) => known.id === id));
    return isSaved
      ? { ok: true, corrections: now, fixes: 1 }
      : { ok: false, message: "Tellback was stopped before it had saved anything. Save it again." };
  }
  return {
    ok: false,
    message:
      "Tellback cannot be reached, so it is not known yet whether this was saved. Reload the page when it is back: a saved fix stands under the answer.",
  };
}
