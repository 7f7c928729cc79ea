import type { LogRecord } from "@/lib/engines/logs/records/record";

/** `node 17`, `block #45`: a noun and its number. */
const NUMBERED = /\b([a-z]{3,}) #?(\d{1,9})\b/gi;
/** Words before a number that names no thing. */
const NO_THING =
  /^(?:line|code|error|status|state|port|attempt|after|level|exit|took|within|try|retry|for|pid|uid|gid|offset|with|and|the|than|from|http|severity|rc|timeout|got|all|size|behind)$/i;
const PAIR = /\b([A-Za-z][\w.-]*)=("?)([\w.:/-]+)\2/g;
/** Values that tell how a thing is, not which it is. */
const TELLS_HOW = /^(?:yes|no|true|false|on|off|up|down|ok|null|nil|none|-|[\d.,]+(?:%|ms|s|m|h|kB|MB|GB|B|Mi|Gi)?|\d[\w.:+-]*)$/i;
/** Names of values that tell how much, or how it went. */
const NO_NAME = /(?:state|status|outcome|result|verdict|health|phase|msg|message|level|err|error|reason|time|ts)$/i;
/** A number behind one of these is of a thing: `shard=5`. */
const THING_NAME =
  /^(?:shard|node|slot|disk|part|partition|worker|replica|member|store|branch|depot|job|task|step|stage|file|order|batch|host|device|channel|lane|id|\w+_id|\w+Id)$/;
const SERIAL = /(?<![\w./=-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])[A-Za-z][\w.-]{2,}\w/g;
const MAX_CHARS = 400;
const MAX_THINGS = 8;

/** What an event is about: its component, and the things that its text names by number, id or name. */
export function thingsOfEvent({ component, transaction, message }: LogRecord): readonly string[] {
  const text = message.slice(0, MAX_CHARS);
  const things = new Set<string>([...(component === null ? [] : [component]), ...(transaction === null ? [] : [transaction])]);
  for (const [thing, noun = ""] of text.matchAll(NUMBERED)) if (!NO_THING.test(noun)) things.add(thing.toLowerCase());
  for (const [, name = "", , value = ""] of text.matchAll(PAIR)) {
    if (NO_NAME.test(name)) continue;
    if (!TELLS_HOW.test(value) || (THING_NAME.test(name) && /^\d+$/.test(value))) things.add(`${name}=${value}`);
  }
  for (const [id] of text.replace(PAIR, " ").matchAll(SERIAL)) things.add(id);
  return [...things].slice(0, MAX_THINGS);
}
