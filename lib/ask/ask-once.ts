import { foldEvent, startInteraction } from "@/lib/interactions/interaction";
import type { AskEvent, Interaction } from "@/lib/interactions/event";
import { err, ok, type Result } from "@/lib/platform/result";

/**
 * Follows a question to its end, for programs that want the whole answer and not its steps.
 * @returns the interaction as saved, or why it could not be saved (and was therefore not answered)
 */
export async function askOnce(events: AsyncIterable<AskEvent>): Promise<Result<Interaction, string>> {
  let row: Interaction | null = null;
  for await (const event of events) {
    if (event.type === "opened") row = startInteraction(event);
    else if (row === null) return err(event.type === "answered" ? event.answer.text : "The question could not be saved.");
    else row = foldEvent(row, event);
  }
  return row === null ? err("The question could not be saved.") : ok(row);
}
