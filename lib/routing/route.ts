import type { EngineName, PreviousTurn } from "@/lib/engines/engine";
import { asksForTables } from "@/lib/engines/text2sql/describe-source";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { detectLanguage, toEnglish } from "@/lib/language/translate";
import { root, tokenise } from "@/lib/language/words";
import { isAboutLog, LOG_WORDS } from "@/lib/routing/about-log";
import { namedSource } from "@/lib/routing/named-source";
import { placeChances, type Choice, type RouterModel } from "@/lib/routing/router-model";

/** A source that could be asked, with the weighted word roots it knows. */
export type Candidate = {
  readonly engine: Exclude<EngineName, "logs">;
  readonly source: string;
  readonly name: string;
  readonly roots: ReadonlyMap<string, number>;
};

export type RouteInput = {
  readonly text: string;
  readonly engine: EngineName | "auto";
  readonly source: string | null;
  readonly uploadId: string | null;
  readonly previous: readonly PreviousTurn[];
};

export type Route = {
  readonly engine: EngineName;
  readonly source: string | null;
  readonly confidence: number;
  readonly because: readonly string[];
  /** The trained version that decided; absent where the rules did. */ readonly model?: string;
};
/** A choice, and where else the question could belong should its engine not be able to read it: none where a person or the conversation chose. */
export type Routing = { readonly route: Route; readonly others: readonly Route[] };
/** A trained choice among sources. */
export type LearnedChoice = { readonly version: string; readonly model: RouterModel };

const FRAGMENT =
  /^(and|but|now|only|just|also|what about|how about|sort|order|group|break|split|by|in|for|per|without|the same|same|which ones|show (them|those|it)|those|these|them|from|with|how many (are there|of (them|those)))\b|\binstead\W*$/i;
const isFollowUp = (text: string): boolean => FRAGMENT.test(text) || /^(why|who)\b/i.test(text);

/** From this weight on a known word names what a source holds, not a value that happens to read the same. */
const NAMES = 0.7;

/** A trained choice overrules the rules only when it is this sure. */
const SURE = 0.7;
const OTHERS = 2;

const ASKING = new Set(
  (
    "total sum average avg mean median minimum min maximum max number count amount top bottom best worst most least high low highest lowest large small largest smallest big biggest " +
    "first last next previous current past recent latest list show give find tell get compare share percent percentage ratio per each every all over under above below between more less than " +
    "hourly daily weekly monthly quarterly yearly annual trend ever never without " +
    "today yesterday tomorrow hour day week month quarter year date time monday tuesday wednesday thursday friday saturday sunday weekend weekday " +
    "january february march april may june july august september october november december"
  ).split(" "),
);

/**
 * Which engine and source a question is for: what the user chose, else the source that it names, else the log at hand, else the source
 * that knows most of the words. A word that few sources know counts more; a follow-up stays where the conversation is.
 * Other languages are scored by their English words. Ties go to the conversation's source, then to the first candidate.
 * @param learned decides on new topics where it is sure; absent, the rules decide
 */
export function chooseRoute(asked: RouteInput, candidates: readonly Candidate[], learned: LearnedChoice | null = null): Routing {
  const language = detectLanguage(asked.text);
  const input = { ...asked, text: toEnglish(asked.text, language) };
  const chosen = chosenByUser(input, candidates);
  if (chosen) return only(chosen);
  const named = namedSource(input.text, candidates);
  if (named) return only(namedRoute(named));
  const scored = scoreCandidates(input.text, candidates);
  if (staysWithLog(input, scored))
    return only({ engine: "logs", source: null, confidence: 0.9, because: ["the conversation is about a log"] });
  const last = input.previous[0];
  const database = asksForTables(input.text) ? databaseOf(last, candidates) : undefined;
  if (database)
    return only({ engine: database.engine, source: database.source, confidence: 0.9, because: [`asks what ${database.name} holds`] });
  const ruled = chosenByRules(input, candidates, language === "en" ? scored : shopsFirst(scored));
  if (last && isFollowUp(input.text)) return only(ruled);
  const taught = learned && chosenByModel(input.text, scored, learned);
  const route = taught && taught.source !== ruled.source ? taught : ruled;
  const others = scored.filter(({ candidate }) => candidate.engine !== route.engine || candidate.source !== route.source);
  return { route, others: others.slice(0, OTHERS).map((other) => toRoute(other, [], scored)) };
}

function namedRoute(named: Candidate | "logs"): Route {
  if (named === "logs") return { engine: "logs", source: null, confidence: 0.95, because: ["the question names the log"] };
  return { engine: named.engine, source: named.source, confidence: 0.95, because: [`the question names ${named.name}`] };
}

function staysWithLog({ text, previous }: RouteInput, [best]: readonly Scored[]): boolean {
  const at = previous.findIndex(({ engine }) => engine === "logs");
  if (at === -1) return false;
  const words = contentWords(text);
  const isNamedElsewhere =
    best !== undefined &&
    words.length > 0 &&
    best.words.length === words.length &&
    (words.length > 1 || words.some(({ root }) => (best.candidate.roots.get(root) ?? 0) >= NAMES));
  return isAboutLog({ text, isFragment: FRAGMENT.test(text), isNamedElsewhere }, at === 0);
}

function only(route: Route): Routing {
  return { route, others: [] };
}

/** The database whose tables are asked for: the conversation's, else the first; none where a source has rows that are called tables. */
function databaseOf(last: PreviousTurn | undefined, candidates: readonly Candidate[]): Candidate | undefined {
  const databases = candidates.filter(({ engine }) => engine === "text2sql");
  if (databases.some(({ roots }) => roots.get(root("table")) === 1)) return undefined;
  return databases.find(({ source }) => source === last?.source) ?? databases[0];
}

/** Only a shop answers in other languages than English. */
function shopsFirst(scored: readonly Scored[]): readonly Scored[] {
  const isShop = ({ candidate }: Scored) => candidate.engine === "shop";
  return [...scored.filter(isShop), ...scored.filter((one) => !isShop(one))];
}

function chosenByRules({ text, previous: [last] }: RouteInput, candidates: readonly Candidate[], scored: readonly Scored[]): Route {
  const best = scored[0];
  const current = last && scored.find(({ candidate }) => candidate.engine === last.engine && candidate.source === last.source);
  if (current && best && (isFollowUp(text) || current.score >= best.score))
    return toRoute(current, ["the conversation is about this source"], scored);
  if (!best || best.score === 0) return unknownWords(text, candidates, current?.candidate);
  return toRoute(best, [], scored);
}

/** How a question looks to a trained choice. */
export function choiceOf(text: string, candidates: readonly Candidate[]): Choice {
  const english = toEnglish(text, detectLanguage(text));
  return choiceAmong(english, scoreCandidates(english, candidates));
}

/** The name of a candidate in a trained choice. */
export function placeName({ engine, source }: { readonly engine: string; readonly source: string }): string {
  return `${engine} ${source}`;
}

function choiceAmong(text: string, scored: readonly Scored[]): Choice {
  const total = scored.reduce((sum, { score }) => sum + score, 0);
  return {
    roots: contentWords(text).map((word) => word.root),
    shares: new Map(scored.map(({ candidate, score }) => [placeName(candidate), total === 0 ? 0 : score / total])),
  };
}

/** What a trained choice decides where it is sure; null leaves the question to the rules. */
function chosenByModel(text: string, scored: readonly Scored[], { version, model }: LearnedChoice): Route | null {
  const chances = placeChances(model, choiceAmong(text, scored));
  const [best] = [...scored].sort((a, b) => (chances.get(placeName(b.candidate)) ?? 0) - (chances.get(placeName(a.candidate)) ?? 0));
  const chance = best ? (chances.get(placeName(best.candidate)) ?? 0) : 0;
  if (!best || chance < SURE) return null;
  const { engine, source } = best.candidate;
  return {
    engine,
    source,
    confidence: Math.round(chance * 100) / 100,
    because: ["earlier questions with these words were for it"],
    model: version,
  };
}

type Scored = { readonly candidate: Candidate; readonly score: number; readonly words: readonly string[] };

function chosenByUser({ engine, source, uploadId, text, previous }: RouteInput, candidates: readonly Candidate[]): Route | null {
  if (uploadId !== null && (engine === "auto" || engine === "logs"))
    return { engine: "logs", source: null, confidence: 1, because: ["a log was handed in"] };
  if (engine === "logs") return { engine, source: null, confidence: 1, because: ["chosen by hand"] };
  const bySource =
    source === null
      ? undefined
      : candidates.find((candidate) => candidate.source === source && (engine === "auto" || candidate.engine === engine));
  if (bySource) return { engine: bySource.engine, source, confidence: 1, because: ["chosen by hand"] };
  if (engine === "auto" && source === null) return null;
  if (source !== null) return { engine: engine === "auto" ? "text2sql" : engine, source, confidence: 1, because: ["chosen by hand"] };
  const own = candidates.filter((candidate) => candidate.engine === engine);
  const last = previous.find((turn) => turn.engine === engine && own.some((candidate) => candidate.source === turn.source));
  if (last && isFollowUp(text))
    return {
      engine: last.engine,
      source: last.source,
      confidence: 1,
      because: ["engine chosen by hand", "the conversation is about this source"],
    };
  const best = scoreCandidates(text, own)[0];
  return best
    ? { ...toRoute(best, ["engine chosen by hand"], []), confidence: 1 }
    : { engine: engine === "auto" ? "shop" : engine, source: null, confidence: 1, because: ["chosen by hand"] };
}

function scoreCandidates(text: string, candidates: readonly Candidate[]): readonly Scored[] {
  const words = contentWords(text);
  const knownBy = (root: string) => candidates.filter((candidate) => candidate.roots.has(root)).length;
  return candidates
    .map((candidate) => {
      const known = words.filter((word) => candidate.roots.has(word.root));
      return {
        candidate,
        score: known.reduce((sum, word) => sum + (candidate.roots.get(word.root) ?? 0) / knownBy(word.root), 0),
        words: known.map((word) => word.text),
      };
    })
    .sort((a, b) => b.score - a.score);
}

/** The words of a question that can name something in a source: not those that ask, calculate or tell the time. */
function contentWords(text: string): readonly { readonly text: string; readonly root: string }[] {
  return tokenise(text).filter(
    (token) => (token.kind === "word" || token.kind === "quoted") && !STOP_WORDS.has(token.lower) && !ASKING.has(token.lemma),
  );
}

function toRoute({ candidate, score, words }: Scored, because: readonly string[], all: readonly Scored[]): Route {
  const total = all.reduce((sum, other) => sum + other.score, 0);
  const known = words.length > 0 ? [`${candidate.name} knows ${words.map((word) => `“${word}”`).join(", ")}`] : [];
  return {
    engine: candidate.engine,
    source: candidate.source,
    confidence: total === 0 ? 0.5 : Math.round((score / total) * 100) / 100,
    because: [...because, ...known],
  };
}

function unknownWords(text: string, candidates: readonly Candidate[], current: Candidate | undefined): Route {
  const fallback = current ?? candidates[0];
  if (!fallback)
    return { engine: LOG_WORDS.test(text) ? "logs" : "shop", source: null, confidence: 0.2, because: ["no source is connected"] };
  return { engine: fallback.engine, source: fallback.source, confidence: 0.2, because: ["no source knows these words"] };
}
