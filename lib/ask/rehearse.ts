import { ask, type AskDeps } from "@/lib/ask/ask";
import type { Suggestion } from "@/lib/ask/catalog";
import { AskInput } from "@/lib/ask/input";

/** Takes suggested questions of each engine's first source through a whole journey, and leaves no trace of it: schemas are read, code is compiled. */
export async function rehearse(suggestions: readonly Suggestion[], deps: AskDeps): Promise<void> {
  const firsts = new Map([...suggestions].reverse().map(({ engine, source }) => [engine, source]));
  const save = async () => undefined;
  const silent = () => undefined;
  const untraced: AskDeps = { ...deps, store: { ...deps.store, open: save, save }, observe: silent, logQuestion: silent };
  for (const { engine, source, text } of suggestions) {
    if (firsts.get(engine) !== source) continue;
    const events = ask(AskInput.parse({ question: text, engine, source }), untraced);
    while (!(await events.next()).done) await new Promise(setImmediate);
  }
}
