/** The words of made-up logs: what went wrong, what only looks so, and what is ordinary. `#` is a number, `@` an id, `%` a thing. */

export const THINGS: readonly string[] = ["order", "invoice", "parcel", "ticket", "booking", "report", "profile", "price list", "voucher", "refund", "statement", "image", "backup", "index", "session", "subscription", "claim", "contract", "reading", "recipe", "seat", "route", "badge", "letter", "delivery"];
export const PLACES: readonly string[] = ["api", "billing", "catalog", "dispatch", "exporter", "feed", "gateway", "importer", "indexer", "ledger", "mailer", "planner", "printer", "proxy", "renderer", "scheduler", "search", "sensor", "stock", "storage", "sync", "tokens", "uploader", "warehouse", "worker"];

/** Sentences that tell of a failure by themselves, whatever the level of their line. */
export const FAILING_SENTENCES: readonly string[] = [
  "could not save % @", "% @ was not stored", "cannot reach the % service", "connection to host-#.example refused", "no answer from the % service after # s", "giving up on % @ after # attempts",
  "% @ rejected by the other side", "writing % @ failed", "failed to load the % of @", "unexpected end of file in % @", "lost the link to node-#", "% @ dropped, queue is full",
  "disk is full, % @ not written", "ran out of memory while building % @", "transaction for % @ rolled back", "duplicate key for % @", "deadlock while updating % @", "schema of % @ is not valid",
  "signature of % @ does not match", "token has expired, % @ not sent", "permission denied for % @", "certificate of host-#.example has expired", "division by zero in % @", "null value in % @",
  "upload of % @ aborted", "job @ crashed", "process # exited with code #", "% @ could not be parsed", "the % service is down", "timed out waiting for % @", "no space left for % @", "% @ is corrupt",
  "mail for % @ bounced", "message about % @ undeliverable", "broker closed the channel, % @ lost", "% @ not printed", "request for % @ was declined", "no seats left to lock for % @, booking not made",
  "checksum of % @ differs", "restart of % failed", "migration # stopped half-way", "payment of % @ not captured", "stock of % @ went negative", "% @ stuck, taken out of service", "unable to open % @", "invalid state of % @", "panic in % handler", "broken pipe while sending % @",
];

/** Sentences with words of failing that tell of none. */
export const HARMLESS_SENTENCES: readonly string[] = [
  "# % checked, 0 errors", "finished with no failures in # ms", "error rate 0.0 over # s", "loaded # error texts", "error page for % ready", "retry policy: # attempts, timeout # s", "failover is on", "cache miss for % @",
  "% @ not found in cache, loading it", "no % for @, using the default", "optional % @ absent, skipped", "client closed the connection", "user cancelled % @", "visitor left before % @ was shown", "% @ already exists, nothing to do",
  "exception list of % has # entries", "registered error handler for %", "failed count reset to 0", "status 200 for /errors/%", "answered 404 for favicon", "deprecated option fail-fast in use", "slow query: # ms, within the limit", "clock skew of # ms corrected",
  "password rejected for guest, second try worked", "dead letter queue is empty", "self test raised the expected exception", "error budget at # percent", "test alarm sent to %", "lock on % @ released after timeout of # s", "no errors since # h", "fatal errors: 0",
  "ignoring unknown field error_code in % @", "rejected offers are hidden in % @", "subject: your % could not be delivered?", "comment on % @: it failed for me, please help", "rule refuse-late-% is off", "invalid entries are listed on the % page", "retrying is not needed for % @",
  "dropped privileges to user www", "killed idle sessions: 0", "abort key pressed, menu closed", "lost and found % @ filed", "missing translations: #", "% @ expired as planned", "old % @ deleted", "denied list reloaded, # entries", "exhausted prefetch, reading on", "could be faster: % took # ms",
];

/** Ordinary sentences. */
export const CALM_SENTENCES: readonly string[] = [
  "% @ saved", "got % @ from host-#.example", "% @ sent in # ms", "starting % #", "listening on port #", "heartbeat #", "% @ printed", "loaded # % in # ms", "user # signed in", "user # signed out", "page % shown", "reading % @", "queue has # %", "answered 200 in # ms", "answered 201 for % @",
  "% @ packed", "next run in # s", "config read from /etc/%.conf", "connected to host-#.example", "worker # ready", "GET /%/# 200", "POST /%/# 201", "rows: #", "memory # MB of # MB", "checkpoint # complete", "session @ opened", "session @ closed", "batch @ with # %", "% @ moved to shelf #", "renewed lease of %", "flushed # %", "index of % rebuilt",
];
