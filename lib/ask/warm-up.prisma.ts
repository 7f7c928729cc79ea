import { loadCatalog } from "@/lib/ask/load.prisma";
import { rehearse } from "@/lib/ask/rehearse";
import { askDeps } from "@/lib/ask/wiring";
import { warmMemory } from "@/lib/ask/wiring-memory";
import { candidates } from "@/lib/ask/wiring-parts";
import { logError } from "@/lib/platform/log";

/** Reads every source, asks what the page suggests and reads the known questions, behind the start, so that the first person need not wait for it. */
export async function warmUp(): Promise<void> {
  try {
    await candidates();
    await rehearse((await loadCatalog()).suggestions, askDeps(new AbortController().signal));
  } catch (cause) {
    logError("The suggested questions could not be asked ahead", cause);
  }
  await warmMemory();
}
