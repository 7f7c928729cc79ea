import { withoutHarmless } from "@/lib/engines/logs/failures/failures";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { FAILING } from "@/lib/engines/logs/failures/phrases";

/** Tells when what failed before went well after all: a later line of the same component says so of the same thing. */
export type MadeGood = {
  add(finding: Finding): void;
  /** Notes an event that is no failure. */
  note(message: string, component: string | null, transaction: string | null): void;
};

const DONE =
  /(?:\b|_)(?:ok|succeeded|success(?:ful(?:ly)?)?|complete[d]?|finished|done|saved|sent|stored|delivered|published|uploaded|written|committed|ready|online|pushed|pulled|loaded|imported|exported|printed|captured|reserved|confirmed|restored|resumed|joined|applied|rerun|forwarded|synced|retrieved|fetched|rendered|(?:re-?)?established|(?:re-?)?activated|(?:re-?)?initiali[sz]ed|reachable|healthy|answered|connected|cleared|up|transferred|returned to|fixed|regained|found|seen again|acquired|gained|locked)\b/i;
const NUMBERED = /\b([a-z]{3,}) #?(\d{1,9})\b/gi;
/** What stands before a number that names no thing. */
const NO_THING =
  /^(?:line|code|error|status|port|attempt|after|level|exit|took|within|try|retry|for|pid|uid|gid|offset|with|and|the|than|from|http|state|severity|rc|timeout|got|all)$/i;
const SERIAL = /(?<![\w./-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])[A-Za-z][\w.-]{4,}\w/g;
/** An address, with its port or without. */
const ADDRESS = /(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|[a-z][\w.-]*:\d{2,5})(?![\w.])/gi;
const WORD = /[a-z]{4,}/g;
/** `milkd.service: Failed with …`, or a program that crashed: `milkd[2210]: segfault`. */
const SERVICE = /(?<![\w@.-])([a-z][\w@-]*)\.service\b|^([a-z][\w-]*)\[\d+\]: segfault\b/;
/** A service that ended is up again. */
const STARTED = /^Started ([a-z][\w@-]*)\.service\b/;
const MAX_OPEN = 20;
const MAX_COMPONENTS = 2_000;
const MAX_CHARS = 300;

type Open = { readonly finding: Finding; readonly things: ReadonlySet<string>; readonly words: ReadonlySet<string> };

/** Keeps the last 20 failures of each component with the things and words that they name. */
export function createMadeGood(): MadeGood {
  const open = new Map<string, Open[]>();
  const services = new Map<string, Finding[]>();
  return {
    add(finding) {
      if (finding.kind !== "failure" && finding.kind !== "attempt") return;
      const [, unit, program] = SERVICE.exec(finding.message.slice(0, MAX_CHARS)) ?? [];
      const service = unit ?? program;
      if (service !== undefined && (services.has(service) || services.size < MAX_COMPONENTS))
        services.set(service, [...(services.get(service) ?? []), finding].slice(-MAX_OPEN));
      const name = finding.component ?? "";
      const held = open.get(name) ?? [];
      if (held.length === 0 && open.size >= MAX_COMPONENTS) return;
      open.set(name, held);
      if (held.length >= MAX_OPEN) held.shift();
      const text = finding.message.slice(0, MAX_CHARS);
      held.push({ finding, things: thingsIn(text), words: wordsIn(text) });
    },
    note(message, component, transaction) {
      const started = services.size > 0 ? STARTED.exec(message)?.[1] : undefined;
      if (started !== undefined) {
        for (const finding of services.get(started) ?? []) finding.recovered = true;
        services.delete(started);
      }
      const held = open.get(component ?? "");
      if (held === undefined) return;
      const text = message.slice(0, MAX_CHARS);
      if (!DONE.test(text) || FAILING.test(withoutHarmless(text))) return;
      const [things, words] = [thingsIn(text), wordsIn(text)];
      const isOfOther = (id: string | null): boolean => transaction !== null && id !== null && id !== transaction;
      const left = held.filter((one) => isOfOther(one.finding.transaction) || !isMadeGood(one, things, words));
      for (const { finding } of held.filter((one) => !left.includes(one))) finding.recovered = true;
      if (left.length < held.length) open.set(component ?? "", left);
    },
  };
}

const ENOUGH_WORDS = 2;
/** What is lost is there again once the same is said to be: "position lost", "position fixed". */
const LOST = /\b(?:lost|down|disconnected|reset|unreachable|offline|silent|unavailable|not alive|no signal)\b/i;

/** The same thing; of another try, or of what was lost, also the same words about nothing in particular ("1 queued mail sent"). */
function isMadeGood({ finding, things, words }: Open, others: ReadonlySet<string>, said: ReadonlySet<string>): boolean {
  const shared = [...said].filter((word) => words.has(word)).length;
  if (others.size > 0) return [...others].some((thing) => things.has(thing)) && (isAgain(finding) || shared > 0);
  if (LOST.test(finding.message) && things.size === 0) return shared >= (finding.component === null ? ENOUGH_WORDS : 1);
  return isAgain(finding) && shared >= ENOUGH_WORDS;
}

const isAgain = ({ kind, retried }: Finding): boolean => kind === "attempt" || retried;

function thingsIn(text: string): ReadonlySet<string> {
  const numbered = [...text.matchAll(NUMBERED)].filter(([, noun = ""]) => !NO_THING.test(noun)).map(([thing]) => thing.toLowerCase());
  const named = [...text.matchAll(SERIAL), ...text.matchAll(ADDRESS)].map(([id]) => id.toLowerCase());
  return new Set([...numbered, ...named]);
}

/** Words by their first five letters, which their forms share. */
const wordsIn = (text: string): ReadonlySet<string> => new Set((text.toLowerCase().match(WORD) ?? []).map((word) => word.slice(0, 5)));
