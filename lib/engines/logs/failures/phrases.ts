import type { FailureCategory } from "@/lib/answers/failure-category";

export type Phrase = { readonly label: string; readonly category: FailureCategory; readonly pattern: RegExp };

/** Words of failures by category, most telling first: the first that matches names the category. */
export const PHRASES: readonly Phrase[] = [
  {
    label: "out of memory",
    category: "resource",
    pattern: /out ?of ?memory|\boom[- ]?kill|cannot allocate memory|memory limit|heap space|killed process|code=killed/i,
  },
  {
    label: "disk full",
    category: "resource",
    pattern:
      /no space left|disk (?:is )?full|\b(?:log|tablespace|volume|partition|filegroup)\b.{0,40}\bis full\b|disk space is insufficient|not enough (?:disk )?space|insufficient (?:disk |free )?space|buffer (?:is )?full|ENOSPC|quota exceeded/i,
  },
  {
    label: "pool or handles exhausted",
    category: "resource",
    pattern:
      /pool ?(?:\w+ )*(?:exhausted|empty|full|limit|time-?out)|no connection to \S+ within|queuepool limit|(?:no|0) (?:free |more |idle )?connections? (?:available|left|free)|too many (?:open files|connections|clients)|EMFILE|resource ?exhausted|ran out of|rejectedexecution|pool of \d+|connection is not available|active=\d+, idle=0/i,
  },
  { label: "connection refused", category: "connection", pattern: /connection refused|ECONNREFUSED|ConnectException|actively refused/i },
  {
    label: "host not reachable",
    category: "connection",
    pattern:
      /no route to host|NoRouteToHost|(?:host|network)(?: is)? unreachable|EHOSTUNREACH|UnknownHost|name or service not known|ENOTFOUND|EAI_AGAIN|(?:could not|cannot|failed to) resolve|no live upstreams/i,
  },
  {
    label: "time-out",
    category: "timeout",
    pattern:
      /time(?:d)?[ -]?out|TimeoutE|deadline ?exceeded|ETIMEDOUT|no (?:answer|reply|response|word|byte)\b(?! needed)|did not (?:answer|respond|reply)|gave no answer|took too long/i,
  },
  {
    label: "connection lost",
    category: "connection",
    pattern:
      /(?:server|peer|remote|host|other side) closed the connection|connection (?:was )?(?:reset|lost|aborted|closed (?:unexpectedly|by))|ECONNRESET|socket hang up|broken pipe|prematurely closed|\bis DOWN\b|no servers? (?:is |are )?available|(?:cannot|could not|failed to|unable to) (?:connect|reach|open (?:a )?(?:connection|channel))/i,
  },
  {
    label: "database",
    category: "database",
    pattern:
      /SQL(?:STATE|\w*Exception|\w*Error|\s?error)|ORA-\d{4,5}|deadlock|(?:unique|foreign key|check|not[- ]null) constraint|duplicate (?:key|entry)|relation "[^"]*" does not exist|no such (?:table|column)|lock wait|psycopg|PSQLException|OperationalError|IntegrityError|could not serialize|database is locked|(?:insert|update|query|statement) (?:\w+ )?failed/i,
  },
  {
    label: "access denied",
    category: "authentication",
    pattern:
      /unauthori[sz]ed|authentication (?:fail|error)|access (?:is )?denied|permission denied|\bforbidden\b|(?:invalid|bad|wrong|expired) (?:credentials|token|password|api key|signature|key)|(?:key|token|certificate|password)(?: \w+){0,2} (?:expired|past its|not usable|revoked)|certificate (?:verify failed|has expired)|login failed|AccessDenied|not authori[sz]ed|(?:signature|token|credentials?|session|certificate|api[ _-]?key)\b[^.]{0,40}\b(?:not valid|invalid|expired|revoked)/i,
  },
  {
    label: "message not delivered",
    category: "messaging",
    pattern:
      /not delivered|undeliver|(?:event|message|mail)s? (?:was |were )?(?:dropped|lost|rejected|bounced)|dead[- ]letter|\b(?:kafka|rabbitmq|amqp|jms|smtp)\b|leader of partition|queue (?:is )?full|\bbroker\b|(?:mail|message|event|notification) (?:could not|cannot|not)|mailbox/i,
  },
  {
    label: "script or code error",
    category: "script",
    pattern:
      /NullPointer|MissingProperty|MissingMethod|TypeError|ReferenceError|SyntaxError|KeyError|AttributeError|IndexError|OutOfBounds|ClassCast|IllegalState|ArithmeticE|ZeroDivision|division by zero|NoMethodError|cannot read propert|is not a function|undefined method|panic:|runtime error|nil pointer|null pointer|segmentation fault|index out of (?:range|bounds)|undefined(?: variable| index| name)|error (?:TS|CS|C|E)\d{3,5}\b|segfault|assertion|unhandled|uncaught|NullReference|groovy\.|ScriptException|StackOverflow/i,
  },
  {
    label: "input not acceptable",
    category: "validation",
    pattern:
      /validation|\binvalid\b|malformed|bad request|not (?:a )?valid|(?:missing|required) (?:field|parameter|value|column)|is required|IllegalArgument|cannot parse|pars(?:e|ing) error|unparse?able|unexpected (?:token|character|end)|NumberFormat|ValueError|schema|unsupported|out of range|is locked|must (?:not )?be\b/i,
  },
  {
    label: "HTTP error",
    category: "http",
    pattern:
      /status(?:[ _-]?code)?["']?[:= ]+[45]\d\d\b|\b(?:answered|returned|responded(?: with)?|got|HTTP\/[\d.]+"?|http)\s+[45]\d\d\b|bad gateway|service unavailable|internal server error|upstream/i,
  },
];

/** Words of failing in general. */
export const FAILING =
  /\bfail(?:s|ed|ing|ure)?\b|\bcannot\b|\bcan(?:'|no)t\b|\bcould(?: not|n't)\b|\bunable to\b|\bnot (?:be |been |yet )?(?:possible|delivered|released|produced|run\b|executed|paid|published|updated|imported|exported|uploaded|transferred|shipped|issued|assigned|reached|committed|settled|archived|handed over|activated|made\b|done|approved|sent|saved|posted|taken|completed|processed|available|reachable|accepted|printed|stored|written|loaded|started|created|found|applied|captured|booked|confirmed|known)\b|\berrors?\b|exception\b|\babort(?:ed|ing)?\b|\brejected\b|\bdeclined\b|\brefused\b|\bdenied\b|\bdropped\b|\bg(?:ave|iving|iven) up\b|\bcrash(?:ed)?\b|\bkilled\b|\blost\b|\bcorrupt(?:ed)?\b|\bfatal\b|\bpanic\b|\bunreachable\b|\bexceeded\b|\bexhausted\b|\bunhandled\b|\buncaught\b|\btraceback\b|time[d]?[ -]?out\b|\bout of memory\b|\bno (?:answer|reply|response|space left|route to)\b|exit(?:ed)?(?: with)?(?: (?:code|status))?[ =:]+[1-9]\d*\b|\boom-kill|\bprematurely\b|\bunexpected(?:ly)? (?:closed|end|eof)\b|\bviolat(?:e[sd]?|ion)\b|\bdeadlock\b|\bconflicted with\b|\bnot acknowledged\b|\brevoked\b|\bread-only file system\b|\babend(?:ed)?\b|\bincomplete\b|\bdo(?:es)? not exist\b|fehlgeschlagen|\bkonnten? nicht\b|\bnicht (?:erstellt|gedruckt|versendet|gefunden|erreichbar|gespeichert|gebucht|geladen|ausgef)|\babgebrochen\b|\babgelehnt\b|\bist keine? (?:Zahl|Datum)\b|\bFehler\b|\béchec\b|\béchoué|\berreur\b|\bimpossible d[e']|\bfall[oó]\b|\bfallid[oa]\b|\bno se pud|\brechazad[oa]\b|\bfallit[oa]\b|\bimpossibile\b|\bmislukt\b|\bgeweigerd\b/i;

/** Words that say that something serious happened even where a log has no levels. */
export const STRONG =
  /out of memory|oom-?kill|killed process|code=(?:killed|dumped)|segfault|kernel panic|panic:|failed with result|core dumped|unhandled|uncaught|traceback \(most recent|\bexited?\b.{0,40}(?:code|status)[ =:]*[1-9]|no answer from|no space left|\bfatal\b|\bcrashed\b|\bgave up\b|\bgiving up\b|could not|cannot (?!be found)|unable to|failed to|\bfailed\b|I\/O error|\baborted?\b|connection refused|timed out|\berror(?:\s*[:([]| [A-Z]{1,4}\d{3,5}\b)|^(?:[a-z_]\w*\.)*[A-Z]\w*(?:Exception|Error): |\bis DOWN\b|no servers? (?:is |are )?available|buffer (?:is )?full|oom_killed=true|refused (?:the |a |our )?connection|\bread-only file ?system\b|filesystem read-only|^Msg \d+, Level 1[1-9]\b|\bABEND=(?!\s|S?000\b)\w|\bcompletion code[ =:-]+(?:system=)?(?!0+\b)\w*[1-9A-F]\w*|\bCOND CODE (?!000[0-7]\b)\d{4}|\bENDED - RC=(?!000[0-7]\b)\d{4}|^SQLCODE ?= ?-|\bSQLCODE = -|\bjob (?:was )?(?:cancelled|canceled|terminated|aborted)\b|\bstatus=bounced\b|\bcertificate (?:has )?expired\b|^[\w.-]+: (?:line \d+: )?\S+: (?:no such file or directory|permission denied|command not found)|^\+ exit [1-9]|^\s*\d+:\d+\s+error\s|guru meditation|fatal exception|fehlgeschlagen|\bkonnten? nicht\b|\bno se pud|\béchec d/i;

/** Parts of a sentence that hold an error word and mean none; they are taken out before the text is judged. */
export const HARMLESS_PARTS: readonly RegExp[] = [
  /(?<![\w.,])(?:0|no|zero|without(?: any)?|free of)\s+(?:[\w()]+ )?(?:errors?|failures?|failed|faults?|exceptions?|problems?|issues?|rejected|rejects|timeouts?|retries)\b/gi,
  /\b\w*(?:errors?|failures?|failed|faults?|exceptions?|rejected|retries|timeouts?|dropped|lost)["']?\s*[:=]\s*(?:0\b(?!\.\d*[1-9])|"0"|\[\s*\]|%5B\s*%5D|\{\s*\}|null\b|none\b|nil\b|false\b|""|''|-(?=\s|$)|(?=[,;)}\]]|$))/gi,
  /\b\w*(?:errors?|failures?|failed|faults?|exceptions?|timeouts?)=(?=\s|$)/gi,
  /\b\d+ of \d+ (?:ok|passed|succeeded|delivered)\b/gi,
  /\b(?:error|failure|exception|fault)[- ]?(?:texts?|messages?|pages?|codes?|rates?|counts?|counter|corrections?|bounds?|budgets?|templates?|handlers?|handling|logs?|logging|reports?|reporting|channels?|queues?|topics?|tables?|threshold|margin|policy|policies|mapping|tracking|stats|metrics?|detection|recovery|tolerance|free)\b/gi,
  /\b(?:on|if|when|in case of|upon|in the event of|after|for) (?:an? )?(?:error|failure|timeout|exception)s?\b/gi,
  /\b(?:time-?out|deadline|ttl|retries|max[_ -]?retries|retry)s?\s*(?:is|of|set to|[:=])?\s*\d+\s*(?:ms|s|sec|seconds|minutes|m)?\b(?!\s*(?:exceeded|reached|expired))/gi,
  /\b(?:negotiated|configured|session|idle|read|connect) timeout\b(?=\s*(?:of|is|[:=])?\s*\d)/gi,
  // Names that begin so: a queue "failed-orders", a setting "error-policy".
  /\b(?:failed|failures?|errors?|exceptions?|rejected|timeouts?)-[a-z]\w*/gi,
  // A line of a printed summary: "RECORDS REJECTED    0000000", "0 documents could not be read".
  /\b(?:errors?|failed|rejected|failures)\b[\w ]*?\s{2,}0+\b/gi,
  /^\W*(?:0|no) \w+(?: \w+)? (?:could not|cannot) be \w+/gi,
  /\b(?:0|keine?|ohne) Fehler\b/gi,
  // What somebody searched for, or the options of a program that starts.
  /(?<=\S)\?[\w%.+~\-]+=[^\s"']*/g,
  /(?<=\s)--?[a-z][\w-]*(?:=\S+)?/g,
];

/** A whole event that says itself that it is harmless. */
export const HARMLESS_WHOLE =
  /\((?:this is )?(?:normal|expected|harmless|ignored|optional|not an error|known|benign|fine)\b[^)]{0,200}\)|\b(?:(?:goes|went|carries|carried|going) on\b|continu(?:es?|ing|ed) (?:without|anyway|normally)|(?:shown|used|taken) instead|as expected|this is (?:normal|expected|harmless|fine)|can be ignored|safe(?:ly)? (?:to )?ignore[d]?|harmless|no effect on|not needed|nothing to do|no action (?:is )?(?:needed|required)|falling back|fell back|(?:reading|using|taking|trying) (?:the |a |an? )?(?:replica|copy|backup|fallback|mirror)|using (?:the )?default|will be ignored|within the (?:limit|budget|bound)|below (?:the )?(?:limit|threshold)|deprecat(?:ed|ion)|dry[- ]run|simulated|test (?:alarm|alert|error)|ACPI (?:BIOS )?(?:Error|Warning))\b/i;

/** Stands above what a test wrote, which a test runner shows of tests that pass too. */
export const CAPTURED_OUTPUT = /^\s*console\.(?:log|info|warn|error|debug|trace)\s*$/;
/** A test that passed, whatever it is called. */
export const PASSED_TEST = /^\s*(?:[✓✔√]\s|PASS(?:ED)?:?\s|--- PASS:)/;

/** The other side went away on its own; nothing of ours failed. */
export const CLIENT_LEFT =
  /\b(?:client|shopper|user|visitor|browser|peer|customer|caller|reader|remote)\b[^.]{0,40}\b(?:closed|left|disconnected|went away|aborted|cancel(?:l)?ed|gone|hung up|navigated away)\b|\b(?:closed|aborted|reset|cancel(?:l)?ed) by (?:the )?(?:client|peer|user|browser|remote)|ClientAbort|\bclient (?:timed out|prematurely)/i;
/** A web server turned a request away that asked for what is not there or not allowed: nothing of ours failed. */
export const REQUEST_TURNED_AWAY =
  /^(?=[^]*(?:\bclient(?:[_ ]?id)?: ?\S+, |\[client:? \S+\]))(?![^]*\bupstream: )[^]*(?:\bNo such file or directory\b|\bFile does not exist\b|\bforbidden\b|\blimiting (?:requests|connections)\b|\btoo large body\b|\bdenied by (?:rule|server configuration)\b|\bno user\/password\b|\blogin failed for\b|\bauth\w*[_ ]denied\b|\baccess[_ ]denied\b)/i;
/** Names only a peer, which may be a server that was called: no client is known to have gone. */
export const PEER_ONLY = /^(?![^]*\b(?:client|browser|shopper|visitor)\b)[^]*\b(?:peer|remote)\b/i;

/** Another attempt follows. */
export const WILL_RETRY =
  /\b(?:trying|try|tries|attempting|retry(?:ing)?|will retry|retried|connecting|asked|called|polled|sent|tried|queued|loaded) (?:again|once more|in \d|after \d|attempt|\d)|\bretry(?:ing)?\b(?! (?:exceeded|limit|exhausted))|\battempt\s*[=:#]?\s*\d+(?:\s*(?:\/|of)\s*\d+)?|\bwill try\b|\bbacking off\b|\breconnect(?:ing)?\b|\b(?:readiness|liveness|startup) probe failed\b|\bUP_FOR_RETRY\b|\bstatus=deferred\b|\bscheduled restart job\b|\blost (?:executor|task) \d|\b[1-9]\d* active(?: and \d+ backup)? servers? left|\buntil\b.{0,40}\b(?:is|are|becomes?) (?:known|available|back|reachable|up)\b|\bnext (?:try|attempt) in\b|\bput back\b|\bre-?queu(?:ed|ing|es?)\b|\b(?:is|are|was|will be) repeated\b|\b(?:poll|probe|call|read|request) repeated\b|\b(?:second|third|next|another|new) (?:attempt|try)\b(?!.*\b(?:fail|gave))|\bback-?off pulling\b|\bprocess restarting\b|\brestarting (?:the )?(?:process|connection|session|itself)\b/i;
/** A line of its own that says that what failed before it is tried again. */
export const TRIES_AGAIN =
  /\battempt\s*[=:#]?\s*[2-9]\b|\b(?:trying|connecting|starting|try) again\b|\bretr(?:ying|ied)\b|\bwill (?:retry|try)\b|\bUP_FOR_RETRY\b|\bnext (?:try|attempt) in\b|\breconnecting\b|\b(?:second|third|next|another|new) (?:attempt|try)\b|\bre-?queued\b|\b(?:is|are|was|will be) repeated\b|\bprocess restarting\b|\brestarting (?:the )?(?:process|connection|session|itself)\b/i;
/** Says in so many words that nothing more is tried. */
export const ENDED_TRYING =
  /\bg(?:ave|iving) up\b|\bretries[ _]?(?:exceeded|exhausted)\b|\bno more (?:retries|attempts)\b|\b(?:delivery|retry|redelivery) limit\b.{0,20}\b(?:reached|exceeded|hit)\b|\breached (?:its|the) (?:delivery|retry|redelivery) limit\b|\b(?:moved|sent|routed|put|went) (?:in)?to \S*\b(?:dlq|dead[-_. ]?letters?)\b/i;
/** No further attempt follows. */
export const GAVE_UP =
  /\bg(?:ave|iving|iven) up\b|retries[ _]?(?:exceeded|exhausted)|\b(?:delivery|retry|redelivery) limit\b|\b(?:moved|sent|routed|put|went) (?:in)?to \S*\b(?:dlq|dead[-_. ]?letters?)\b|\b(?:after|all) \d+ (?:attempts|tries|retries)\b(?!.*\b(?:ok|success|succeeded|done|worked)\b)|\bno more (?:retries|attempts)\b|\bdropped\b|\blast (?:attempt|try)\b/i;
/** An earlier failure was made good. */
export const RECOVERED =
  /(?<!\bnot )\b(?:succeeded|success|successful(?:ly)?|ok|worked|delivered|connected|done|completed|sent|saved)\b.{0,40}\b(?:after|on|at|in) (?:the )?(?:attempt|try|retry|\d+(?:st|nd|rd|th)?|second|third|last)\b|\b(?:recovered|reconnected|re-established|restored|healthy again|back (?:up|online|to normal)|is back|available again|ok again|resumed|caught up|no longer (?:down|failing))\b|\battempt\s*[=:#]?\s*[2-9]\b.{0,30}\b(?:ok|succeeded|success|worked)\b|\bstatus=(?:sent|delivered)\b/i;
/** Work that goes along with other work: telling people of it, counting it. */
export const SIDE_WORK =
  /\b(?:notices?|notif(?:y|ier|ications?)|e?-?mail(?:s|er|ing)?|newsletters?|telemetry|metrics?|analytics|statistics|tracing|coverage|badges?|slack|webhooks?)\b/i;
/** A store of copies could not be used: the work takes longer, and is done all the same. */
export const CACHE_MISSED =
  /\b(?:fail\w*|unable|could not|cannot)(?: to)? (?:extract|restore|save|reserve|upload|download|populate|warm|prefetch)\b.{0,40}\bcache\b|\bcache\S* not found\b|\bcache\b.{0,30}\b(?:could not|cannot) be (?:extracted|restored|saved|reserved|uploaded|downloaded)\b/i;
/** Sign-in attempts from outside, the usual noise of a reachable host. */
export const SIGN_IN_NOISE =
  /failed password|invalid user|authentication failure|check pass; user unknown|break-in attempt|did not receive identification|preauth\]|no pass(?:word)? (?:supplied|given)|bad protocol version/i;

/** Step names that tidy up or look for something that need not be there. */
export const TIDY_STEP =
  /\b(?:evict|purge|clean|cleanup|clear|discard|remove|delete|expire|invalidate|flush|forget|release|unlock)\b|\b(?:when|if) (?:present|any|there|exists?|needed|found)\b|\boptional(?:ly)?\b|\bcache[ds]?\b/i;
/** Steps that only choose a way: whatever their outcome is called, nothing failed in them. */
export const ROUTING_STEP = /\?\s*$|^(?:route|decide|choose|switch|which)\b|RouteOn/i;
/** Look-ups that may come back empty. */
export const OPTIONAL_LOOKUP =
  /^\W*(?:find|look ?up|search|check|try|peek|probe|seek|match|detect|guess|any|is|has|exists?)\b|\?\s*$|\b(?:optional|override|alternative|custom|extra|special|if any|when present|cache|default)\b/i;
/** Look-ups that need their row. */
export const NEEDED_LOOKUP = /^\W*(?:read|get|load|fetch|select|retrieve|require|take|resolve|query)\b/i;
/** Step names on a way that is taken after something went wrong. */
export const TROUBLE_STEP =
  /\b(?:trouble|errors?|fail(?:ed|ure)?|fault|problem|sorry|reject(?:ed)?|refus(?:ed|al)|undo|roll ?back|compensat\w*|abort|exception|invalid|declined|not possible|unavailable|apolog\w*|alert|escalate|park(?:ed)?|dead letter)\b/i;
/** Step names on a way that does without what was not there. */
export const SUBSTITUTE_STEP = /\b(?:default|fallback|placeholder|substitute|without|skip|instead)\b/i;

/** Only says that something before it failed, or how it all ended. */
export const AFTERMATH =
  /\bcurrent transaction is aborted\b|\b(?:previous|above) (?:errors?|failures?)\b|\bcould not compile\b|\bbuild failed\b|\bBUILD FAILURE\b|\b(?:job|task|run|script|build|pipeline)\b.{0,60}\b(?:aborted|aborting|cancelled|canceled|terminated|stopped due)\b|\baborting (?:job|due|after)\b|\bmain process exited\b|\bfailed with result\b|\bfailed to start \S+\.(?:service|mount|socket)|\bprocess completed with exit\b|\bexit(?:ed)? (?:with )?(?:code|status)\b|\bERR! (?:code|errno)\b|\bthere are test failures\b|\bexecution failed for task\b|^\+? ?exit [1-9]|\bhas no servers? available\b|\bterminating with \w+ status\b|\bHASP395\b|\bwas not executed\b|\bfassert\b|\bconsult the \w+ (?:file|log)\b|\bfatal assertion\b/i;

/** The program itself came to an end, or an exception went through all of it. */
export const CRASHED =
  /\bfatal exception\b|\b(?:uncaught|unhandled)\b|\bpanic(?:'ed|ked)?\b|guru meditation|segfault|segmentation fault|core dumped|^(?:[a-z_]\w*\.)*[A-Z]\w+Exception: /i;

/** A step that takes away what may not be there. */
export const TIDY_COMMAND =
  /^(?:\/\S*\/)?(?:rm|rmdir|unlink|kill|pkill|umount|userdel|docker|podman): .*(?:no such|not found|not mounted|no process)/i;
