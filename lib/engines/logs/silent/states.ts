import type { Finding } from "@/lib/engines/logs/failures/finding";
import { withoutHarmless } from "@/lib/engines/logs/failures/failures";
import { HARMLESS_WHOLE } from "@/lib/engines/logs/failures/phrases";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { thingsOfEvent } from "@/lib/engines/logs/silent/subject-of";

/** Follows the states that a log gives of its things; one that is bad to the end is a failure that nothing else may tell. */
export type States = {
  /** @param failure what the event is, should the state stay so */
  note(record: LogRecord, failure: (state: string) => Finding): void;
  /** The first line of each bad state that lasts to the end. */
  found(): readonly Finding[];
};

const NAME = "(?:[a-z]+[_-])*(?:state|status|outcome|result|verdict|conclusion|health|phase)";
const STATE = new RegExp(
  `\\b(${NAME})\\b["']?\\s*(?:[:=]\\s*|\\s)["']?([A-Za-z][\\w-]*)(?:["']?\\s*(?:->|=>|→)\\s*["']?([A-Za-z][\\w-]*))?`,
  "gi",
);
const CHANGES = new RegExp(`\\b(${NAME})\\b.{0,40}\\bfrom=(\\w+) to=(\\w+)`, "i");
const BAD =
  /^(?:fail(?:ed|ure|ing)?|errored|aborted|rolled[_-]?back|partial(?:ly[_-]?\w+)?|incomplete|unfinished|degraded|unhealthy|faulted|faulty|crash(?:ed|loopbackoff)?|dead|corrupt(?:ed)?|unbalanced|out[_-]of[_-](?:sync|balance)|mismatch|oom_?killed|nok|not[_-]ok|stalled|timed[_-]?out|completed[_-]with[_-](?:errors|failures))$/i;
const EXIT = /\bexit(?:ed)?(?: with)?[ _](?:code|status)["']?[ =:]+(-?\d+)\b/i;
/** `sql=Yes`: whether a part of a thing works. */
const FLAG = /\b([A-Za-z][\w.-]*)=(yes|no|true|false|up|down|on|off|online|offline|ok|nok)\b/gi;
const WORKS = /^(?:yes|true|up|on|online|ok)$/i;
/** A text whose like may give a state. */
export const TELLS_STATE =
  /(?:state|status|outcome|result|verdict|conclusion|health|phase)\b|\bexit|=(?:yes|no|true|false|up|down|on|off|online|offline|ok|nok)\b/i;
/** So often must it have worked before it counts that it does no more. */
const STEADY = 3;
const MAX_KEYS = 5_000;
const MAX_CHARS = 400;

type Followed = { good: number; bad: Finding | null };

/** Follows at most 5,000 states. */
export function createStates(): States {
  const followed = new Map<string, Followed>();
  const set = (key: string, isBad: boolean, needed: number, failure: () => Finding): void => {
    const known = followed.get(key);
    if (!known && followed.size >= MAX_KEYS) return;
    const one = known ?? { good: 0, bad: null };
    if (!known) followed.set(key, one);
    if (!isBad) {
      one.good++;
      one.bad = null;
    } else if (one.good >= needed) one.bad ??= failure();
  };
  return {
    note(record, failure) {
      if (HARMLESS_WHOLE.test(record.message)) return;
      const text = withoutHarmless(record.message.slice(0, MAX_CHARS));
      const states = statesIn(text, record.outcome);
      const flags = [...text.matchAll(FLAG)];
      if (states.length === 0 && flags.length === 0) return;
      const about = thingsOfEvent(record).join("|");
      for (const { name, value, isBad } of states)
        set(`${about}|${name}`, isBad, 0, () => failure(name === "outcome" ? value : `${name} ${value}`));
      for (const [, name = "", value = ""] of flags)
        set(`${about}|${name}=`, !WORKS.test(value), STEADY, () => failure(`${name} ${value}`));
    },
    found: () => [...followed.values()].flatMap(({ bad }) => bad ?? []),
  };
}

type State = { readonly name: string; readonly value: string; readonly isBad: boolean };

function statesIn(text: string, outcome: string | null): readonly State[] {
  const found: State[] = outcome === null ? [] : [{ name: "outcome", value: outcome, isBad: BAD.test(outcome) }];
  for (const [, name = "", from = "", to] of text.matchAll(STATE)) {
    const value = to ?? from;
    found.push({ name: name.toLowerCase(), value, isBad: BAD.test(value) });
  }
  const [, name, , to] = CHANGES.exec(text) ?? [];
  if (name !== undefined && to !== undefined) found.push({ name: name.toLowerCase(), value: to, isBad: BAD.test(to) });
  const exit = EXIT.exec(text)?.[1];
  if (exit !== undefined) found.push({ name: "exit code", value: exit, isBad: Number(exit) !== 0 });
  return found;
}
