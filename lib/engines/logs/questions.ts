import type { FailureCategory } from "@/lib/answers/failure-category";
import { isIdShaped } from "@/lib/engines/logs/records/identifiers";
import { NO_FILTER, type LogFilter, type LogRequest, type Pick, type RateUnit } from "@/lib/engines/logs/request";

export type ReadQuestion = { readonly request: LogRequest; readonly confidence: number; readonly because: readonly string[] };

const CLOCK = "(\\d{4}-\\d{2}-\\d{2}[T ]\\d{1,2}:\\d{2}(?::\\d{2})?|\\d{1,2}:\\d{2}(?::\\d{2})?)";
const CATEGORY_WORDS: readonly (readonly [RegExp, FailureCategory])[] = [
  [/\btime-?outs?\b|\btimed out\b/i, "timeout"],
  [/\bconnections?\b/i, "connection"],
  [/\bdatabase|\bsql\b|\bdb\b/i, "database"],
  [/\bhttp\b/i, "http"],
  [/\bauth(?:entication|orisation|orization)?\b|\bsign-?in\b|\blog-?in\b/i, "authentication"],
  [/\bvalidation\b/i, "validation"],
  [/\bscripts?\b/i, "script"],
  [/\bmessag(?:ing)\b|\bmail\b|\bqueues?\b/i, "messaging"],
  [/\bmemory\b|\bresources?\b/i, "resource"],
];
const NOT_PLACES = new Set([
  "log",
  "logs",
  "file",
  "this",
  "that",
  "it",
  "there",
  "here",
  "them",
  "the",
  "total",
  "order",
  "detail",
  "time",
  "between",
  "all",
  "upload",
  "minute",
  "hour",
  "second",
  "day",
  "start",
  "beginning",
  "end",
]);

/** Understands a question about a log; null when it holds no word that says what is wanted. */
export function readLogQuestion(text: string): ReadQuestion | null {
  const q = text.toLowerCase();
  const filter = readFilter(text);
  const because: string[] = [];
  const found = (request: LogRequest, confidence: number, why: string): ReadQuestion => ({
    request,
    confidence,
    because: [...because, why],
  });
  if (/\bcompar\w+|\bdiff(?:er\w*)?\b|\bwhat(?:'s| is| has|) (?:new|changed|gone|different)\b|\b(?:new|gone|changed) since\b/.test(q))
    return found({ kind: "compare" }, 0.9, "asks for a comparison with the log before");
  const per = /\b(?:per|each|every|by)\s+(second|minute|hour|day)\b/.exec(q)?.[1];
  const failing = /\b(?:errors?|fail\w*|exceptions?|problems?|went wrong|broken|issues?)\b/.test(q);
  if (per || /\b(?:over time|timeline|how often|rate|histogram|peak|busiest)\b/.test(q)) {
    const unit = per === "second" || per === "hour" || per === "day" ? per : "minute";
    return found(
      { kind: "rate", per: unit satisfies RateUnit, failuresOnly: failing || /\bthis happen/.test(q), filter },
      0.9,
      `"${per ? `per ${per}` : "how often"}" asks for counts over time`,
    );
  }
  const id = filter.fromLine === null && filter.toLine === null ? readId(text) : null;
  if (id) return found({ kind: "transaction", id }, 0.9, `"${id}" names one transaction`);
  const everyday = readEveryday(q, filter, failing);
  if (everyday) return found(...everyday);
  if (
    /\b(?:root cause|causes?|why|reason|explain|culprit|what (?:went|is|was) wrong|what broke|where (?:did|does|do|is|was)|what (?:does|did|do) .*\bmean)\b/.test(
      q,
    )
  )
    return found({ kind: "root-cause" }, 0.9, "asks for the cause");
  if (
    /\b(?:recommend\w*|what (?:should|can|must|do) (?:i|we)|advice|how (?:do|can|to).*fix|fix (?:it|this|that)|solve|be (?:fixed|done)|next steps?|what to do)\b/.test(
      q,
    )
  )
    return found({ kind: "recommendations" }, 0.9, "asks what to do");
  if (/\b(?:affected|impact\w*)\b/.test(q)) return found({ kind: "transactions", outcome: "failed" }, 0.85, "asks what was affected");
  if (
    /\b(?:transactions?|requests?|orders?|jobs?|baskets?|batch(?:es)?)\b/.test(q) &&
    /\b(?:which|what|list|show|all|how many|count)\b/.test(q)
  ) {
    const outcome = /\bfail\w*|\bnot\b|\berrors?\b|\bbroken\b/.test(q)
      ? "failed"
      : /\bside\b/.test(q)
        ? "side"
        : /\b(?:ok|succe\w+|good|went through|passed)\b/.test(q)
          ? "ok"
          : "all";
    return found({ kind: "transactions", outcome }, 0.9, "asks for transactions");
  }
  if (/\btemplates?\b|\bpatterns?\b|\bkinds? of (?:lines?|messages?|errors?)\b|\bmost (?:common|frequent)\b/.test(q))
    return found({ kind: "templates", failuresOnly: failing }, 0.85, "asks for message templates");
  if (/\b(?:which|what) (?:components?|services?|modules?|process(?:es)?|steps?|hosts?)\b/.test(q))
    return found({ kind: "components" }, 0.9, "asks for components");
  if (/\bhow many\b|\bcount\b|\bnumber of\b/.test(q) && !hasFilter(filter)) return found({ kind: "counts" }, 0.85, "asks for counts");
  const windowed = filter.from !== null || filter.to !== null;
  if (windowed && !failing) return found({ kind: "events", filter }, 0.9, "names a time");
  if (failing && (hasFilter(filter) || /\b(?:show|list|all|which|give|find|how many)\b/.test(q)) && filter.level !== "warn")
    return found({ kind: "failures", filter: { ...filter, level: null } }, 0.85, "asks for failures");
  if (filter.text !== null || filter.level !== null || (filter.place !== null && /\b(?:show|list|find|lines?|events?|messages?)\b/.test(q)))
    return found({ kind: "events", filter }, 0.8, "asks for lines");
  if (
    /\b(?:analy[sz]e|summar\w+|overview|report|what happened|check|look at|diagnos\w+|inspect|verdict|status|healthy|ok|serious|severe|severity|critical|how bad|details?|tell me more|(?:this|it|log) about)\b/.test(
      q,
    ) ||
    failing
  )
    return found({ kind: "analyze" }, 0.85, "asks what the log says");
  return null;
}

type Found = readonly [request: LogRequest, confidence: number, why: string];

/** The questions that come after a report: how long it took, its first or last line of a kind, lines by their number, what came afterwards. */
function readEveryday(q: string, filter: LogFilter, failing: boolean): Found | null {
  if (filter.fromLine !== null || filter.toLine !== null) return [{ kind: "events", filter }, 0.9, "names lines"];
  const failedWhen = /\bwhen\b.*\b(?:fail|break|broke|crash|go wrong|went wrong|stop working)/.test(q);
  const pick = readPick(q) ?? (failedWhen ? "first" : null);
  if (pick !== null)
    return failing || failedWhen
      ? [{ kind: "failures", filter: { ...filter, level: null }, pick }, 0.9, `asks for the ${pick} failure`]
      : [{ kind: "events", filter, pick }, 0.9, `asks for the ${pick} line`];
  if (filter.from !== null || filter.to !== null || filter.place !== null) return null;
  if (/\bhow long\b|\bduration\b|\btime span\b|\bhow much time\b/.test(q))
    return [{ kind: "span", asks: "length" }, 0.9, "asks how long it took"];
  const edge = /\b(?:when|what time)\b.*\b(?:(start|beg[aiu]n)|(end|finish|stop|complete|over|done))/.exec(q);
  if (edge) return [{ kind: "span", asks: edge[1] === undefined ? "end" : "start" }, 0.9, "asks when"];
  return AFTERWARDS.test(q) ? [{ kind: "aftermath" }, 0.85, "asks what came afterwards"] : null;
}

const AFTERWARDS =
  /^(?:(?:so|and|but) )?(?:is|was|are|were|did|has|have|does|do)\b.*\b(?:fixed|recover\w*|resolved?|solved|working|work again|gone|better)\b|\bstill (?:fail\w*|broken|happening|down|there|going on)\b|\bhappen(?:s|ed)? (?:after\w*|next|then|since|later)\b|\bafter(?:wards| (?:that|it|this))\b|\b(?:what|and) (?:then|next)\W*$/;

/** Which one line of a kind is asked for, as in "the first error"; none in "the first 5 errors". */
function readPick(q: string): Pick | null {
  const kind = "(?:errors?|fail\\w*|exceptions?|problems?|issues?|warnings?|warn|lines?|events?|entry|entries|messages?|thing)";
  const said =
    new RegExp(`\\b(first|earliest|last|latest|most recent)(?: (?!\\d)[a-z]+){0,2}? ${kind}\\b`).exec(q)?.[1] ??
    /\b(?:fail\w*|broke|break|went wrong) (first|last)\b/.exec(q)?.[1];
  return said === undefined ? null : /^(?:first|earliest)$/.test(said) ? "first" : "last";
}

/** Lines shown before and after one that is asked for by its number. */
const AROUND = 5;

/** Lines that are asked for by their number: "line 12" with those around it, "lines 10 to 20", "after line 12". */
function readLineNumbers(q: string): Partial<LogFilter> {
  const said =
    /\b(?:(after|before) )?(?:lines?|row)(?: (?:around|near|about|number|no\.?|between))?(?: line)? ?#?(\d{1,9})(?!\d*[:.]\d|-\d+-)(?: ?(?:-|–|to|and|until) ?(\d{1,9}))?\b/.exec(
      q,
    );
  if (!said) return {};
  const line = Number(said[2]);
  if (said[3] !== undefined) return { fromLine: line, toLine: Number(said[3]) };
  if (said[1] === "after") return { fromLine: line + 1 };
  if (said[1] === "before") return { toLine: line - 1 };
  return { fromLine: Math.max(1, line - AROUND), toLine: line + AROUND };
}

const hasFilter = (filter: LogFilter): boolean => Object.values(filter).some((value) => value !== null);

function readFilter(text: string): LogFilter {
  const q = text.toLowerCase();
  const between =
    new RegExp(`\\b(?:between|from)\\s+${CLOCK}\\s+(?:and|to|until|till|-)\\s+${CLOCK}`, "i").exec(text) ??
    new RegExp(`${CLOCK}\\s*(?:-|–|to)\\s*${CLOCK}`).exec(text);
  const after = new RegExp(`\\b(?:after|since|from)\\s+${CLOCK}`, "i").exec(text);
  const before = new RegExp(`\\b(?:before|until|till|up to)\\s+${CLOCK}`, "i").exec(text);
  const at = new RegExp(`\\b(?:at|around|about)\\s+${CLOCK}`, "i").exec(text);
  const quoted =
    /["“'`]([^"”'`]{2,80})["”'`]/.exec(text)?.[1] ??
    /\b(?:containing|contains?|mention(?:s|ing)?|with the (?:word|text))\s+([\w.\-:/]{2,60})/i.exec(text)?.[1] ??
    null;
  return {
    ...NO_FILTER,
    level: /\bwarn(?:ing)?s?\b/.test(q)
      ? "warn"
      : /\berrors?\b/.test(q)
        ? "error"
        : /\binfo\b/.test(q)
          ? "info"
          : /\bdebug\b/.test(q)
            ? "debug"
            : null,
    category:
      /\b(?:errors?|failures?|problems?|issues?)\b/.test(q) || /\btime-?outs?\b/.test(q)
        ? (CATEGORY_WORDS.find(([pattern]) => pattern.test(q))?.[1] ?? null)
        : null,
    place: readPlace(text),
    from: clock(between?.[1] ?? after?.[1] ?? at?.[1] ?? null),
    to: clock(between?.[2] ?? before?.[1] ?? at?.[1] ?? null),
    text: quoted,
    ...readLineNumbers(q),
  };
}

function clock(text: string | null): string | null {
  if (text === null) return null;
  const padded = text.replace(/(^|[T ])(\d):/, "$10$2:");
  return padded.replace(" ", "T");
}

function readPlace(text: string): string | null {
  const named =
    /\b(?:from|in|of|by|at|on) (?:the |our )?([A-Za-z][\w.\-]*(?: [a-z][\w.\-]*)?) (?:service|component|module|server|step|process|host|container|app|worker)\b/i.exec(
      text,
    )?.[1] ?? /\b(?:the )?([A-Za-z][\w.\-]*) (?:service|component|module|step|worker)(?:'s)?\b/i.exec(text)?.[1];
  const bare = named ?? /\b(?:from|by|of) (?:the )?([A-Za-z][\w.\-]{2,40})\b(?!\s+\d)/i.exec(text)?.[1];
  return bare && !NOT_PLACES.has(bare.toLowerCase()) && !/^(?:errors?|failures?|lines?|which|what|this|last)$/i.test(bare) ? bare : null;
}

function readId(text: string): string | null {
  for (const word of text.split(/[\s,;?"'()]+/)) {
    const plain = word.replace(/[.:!]+$/, "");
    if (plain.length >= 6 && isIdShaped(plain) && !/^\d{1,2}:\d{2}/.test(plain) && !/^[\d:.,T-]+$/.test(plain)) return plain;
    if (/^\d{6,}$/.test(plain)) return plain;
  }
  return null;
}
