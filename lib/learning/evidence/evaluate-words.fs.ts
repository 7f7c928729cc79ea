import { writeFileSync } from "node:fs";
import { plural } from "@/lib/engines/text2sql/schema/names";
import { escapePattern } from "@/lib/language/words";
import { familyOf } from "@/lib/learning/evidence/family";
import { answerOf, emptyMemory, openWorld, subjectsOf, teachByOracle, type Gold, type World } from "@/lib/learning/evidence/world.fs";

const ENOUGH = 4;
const NAMES = 3;
const MADE_UP = ["blicket", "fendle", "toma", "zorper", "quib", "modi", "wug", "dax"] as const;
/** Names that stand in every database: nobody calls them otherwise. */
const EVERYWHERE = /^(?:id|name|date|code|type|status|number|title|description|year)$/u;

/**
 * How questions are answered in which one name of the database was put in a word that nobody knows: before anything was taught, after the
 * first of them was corrected, and with the name itself. Each of `n` questions; `wrong` are those that were answered otherwise, not asked back.
 */
export type WordPoint = {
  readonly database: string;
  readonly name: string;
  readonly learned: string | null;
  readonly n: number;
  readonly before: Verdicts;
  readonly after: Verdicts;
  readonly named: Verdicts;
};
type Verdicts = { readonly right: number; readonly wrong: number };

/** How far a word carries that one correction taught, over the databases of a set; at most three names of each, said in four questions. */
export async function evaluateWords(set: string, out: string): Promise<readonly WordPoint[]> {
  const points: WordPoint[] = [];
  for (const subject of subjectsOf(set, ENOUGH)) {
    const world = await openWorld(subject);
    const asked = oneOfEach(subject.lines.filter(({ id }) => world.rows.has(id)));
    const { tables, columns } = world.open.schema;
    const names = [...new Set([...tables, ...columns].map(({ words }) => words.join(" ")))].filter((name) => !EVERYWHERE.test(name));
    const said = names
      .map((name) => ({ name, lines: asked.filter(({ question }) => sayings(name).test(question)) }))
      .filter(({ lines }) => lines.length >= ENOUGH);
    for (const [at, { name, lines }] of said.slice(0, NAMES).entries())
      points.push({
        database: subject.name,
        ...(await evaluateName(name, MADE_UP[(at + points.length) % MADE_UP.length] ?? "wug", lines, world)),
      });
    await world.runner.close();
  }
  writeFileSync(out, `${points.map((point) => JSON.stringify(point)).join("\n")}\n`);
  return points;
}

async function evaluateName(name: string, word: string, lines: readonly Gold[], world: World): Promise<Omit<WordPoint, "database">> {
  const masked = lines.map((line) => ({ ...line, question: mask(line.question, name, word) }));
  const [first, ...others] = masked;
  const memory = emptyMemory();
  const before = await verdictsOf(others, memory, world);
  const named = await verdictsOf(lines.slice(1), memory, world);
  const taught = first ? await teachByOracle(first, memory, world) : null;
  const after = await verdictsOf(others, memory, world);
  const learned = taught?.word ? `${taught.word.said} → ${taught.word.means}` : null;
  return { name, learned, n: others.length, before, after, named };
}

async function verdictsOf(lines: readonly Gold[], memory: ReturnType<typeof emptyMemory>, world: World): Promise<Verdicts> {
  let [right, wrong] = [0, 0];
  for (const line of lines) {
    const answer = await answerOf(line, memory, world);
    if (answer.right) right += 1;
    else if (answer.plan) wrong += 1;
  }
  return { right, wrong };
}

/** One question of each meaning, so that none is a paraphrase of the one that is corrected. */
function oneOfEach(lines: readonly Gold[]): readonly Gold[] {
  const families = new Map<string, Gold>();
  for (const line of lines) if (!families.has(familyOf(line.gold_sql))) families.set(familyOf(line.gold_sql), line);
  return [...families.values()];
}

function sayings(name: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${[inPlural(name), name].map(escapePattern).join("|")})(?!\\p{L})`, "giu");
}

function mask(question: string, name: string, word: string): string {
  return question.replaceAll(sayings(name), (said) => (said.toLowerCase() === name ? word : plural(word)));
}

function inPlural(name: string): string {
  return name.replace(/\S+$/u, plural);
}

/** What the words came to, as lines. */
export function describeWords(points: readonly WordPoint[]): readonly string[] {
  const sum = (of: (point: WordPoint) => number) => points.reduce((total, point) => total + of(point), 0);
  const n = sum((point) => point.n);
  const line = (when: string, of: (point: WordPoint) => Verdicts) =>
    `${when}: ${sum((point) => of(point).right)} of ${n} right, ${sum((point) => of(point).wrong)} wrong`;
  return [
    `${points.filter(({ learned }) => learned !== null).length} of ${points.length} words were learned from one correction each`,
    line("before it", ({ before }) => before),
    line("after it", ({ after }) => after),
    line("with the name itself", ({ named }) => named),
  ];
}
