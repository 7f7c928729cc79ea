import type { FailureCategory } from "@/lib/answers/failure-category";
import { isIdShaped } from "@/lib/engines/logs/records/identifiers";
import { NO_FILTER, type LogFilter, type LogRequest, type RateUnit } from "@/lib/engines/logs/request";

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
  const id = readId(text);
  if (id) return found({ kind: "transaction", id }, 0.9, `"${id}" names one transaction`);
  if (/\b(?:root cause|causes?|why|reason|explain|culprit|what (?:went|is|was) wrong|what broke)\b/.test(q))
    return found({ kind: "root-cause" }, 0.9, "asks for the cause");
  if (/\b(?:recommend\w*|what (?:should|can|must|do) (?:i|we)|advice|how (?:do|can|to).*fix|fix it|solve|next steps?|what to do)\b/.test(q))
    return found({ kind: "recommendations" }, 0.9, "asks what to do");
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
    /\b(?:analy[sz]e|summar\w+|overview|report|what happened|check|look at|diagnos\w+|inspect|verdict|status|healthy|ok)\b/.test(q) ||
    failing
  )
    return found({ kind: "analyze" }, 0.85, "asks what the log says");
  return null;
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
