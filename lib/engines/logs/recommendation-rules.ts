import type { FailureCategory } from "@/lib/answers/log-report";

/**
 * One piece of advice. The first rule whose category and words fit a failure speaks for it, so put special rules first.
 * `text` may hold facts of the failing lines: {target} host and port, {code} HTTP status, {wait} time waited, {table},
 * {queue}, {exception}, {fault} what the other side said, {step}, {component}. When a fact is not in the lines, the next
 * of `otherwise` is tried, and `fallback`, which holds none, last.
 */
export type RecommendationRule = {
  readonly category: FailureCategory | "any";
  /** Regular expression over the failing lines, their patterns and the step; upper and lower case alike. */
  readonly words?: string;
  readonly text: string;
  readonly otherwise?: readonly string[];
  readonly fallback: string;
};

/** The rules, in the order in which they are tried. Add your own lines above the general ones of a category. */
export const RECOMMENDATION_RULES: readonly RecommendationRule[] = [
  { category: "connection", words: "refused", text: "Check that the service at {target} is running and listens on that port; it refused the connection.", fallback: "Check that the called service is running and listens on the expected port; it refused the connection." },
  { category: "connection", words: "resolve|UnknownHost|ENOTFOUND|name or service", text: "Check the host name {target} and the DNS of this machine; the name could not be resolved.", fallback: "Check the configured host name and the DNS of this machine; a name could not be resolved." },
  { category: "connection", words: "is down|no servers? (?:is |are )?available", text: "Find out why the servers behind {component} went down; it had none left to send requests to.", fallback: "Find out why the servers went down; none was left to send requests to." },
  { category: "connection", text: "Check the network way to {target} (firewall, proxy, route) and whether the other side closed the connection.", fallback: "Check the network way to the called service (firewall, proxy, route) and whether the other side closed the connection." },
  { category: "timeout", words: "queue|jms|reply|answer of|topic", text: "Find out why nobody answered on {queue} within {wait}: is its consumer running, and is the queue backed up?", otherwise: ["Find out why {step} got no answer within {wait}: is the consumer running, and is the queue backed up?", "Find out why {step} got no answer in time: is the other side running, and is it backed up?"], fallback: "Find out why the other side gave no answer in time: is it running, and is it backed up?" },
  { category: "timeout", text: "Check load and response times of {target}, which did not answer in time; raise the limit only if such long answers are normal.", otherwise: ["Check what {step} waits for; it did not get its answer in time."], fallback: "Check what the failing step waits for; it did not get its answer in time." },
  { category: "database", words: "no record found|not found|no rows", text: "Add or restore the row that \"{step}\" needs; the look-up found none.", fallback: "Add or restore the row that the failing look-up needs; it found none." },
  { category: "database", words: "deadlock|lock wait|could not serialize|database is locked", text: "Look for transactions that hold locks on {table} for long, and make the failing statement repeatable.", fallback: "Look for transactions that hold locks for long, and make the failing statement repeatable." },
  { category: "database", words: "duplicate|unique|constraint|foreign key|not[- ]null", text: "Check the data that goes into {table}: a constraint refused it.", fallback: "Check the data of the failing statement: a constraint refused it." },
  { category: "database", text: "Run the statement of \"{step}\" by hand and check table, columns, rights and free space of the database.", fallback: "Run the failing statement by hand and check table, columns, rights and free space of the database." },
  { category: "authentication", words: "expired|past its|not usable|revoked", text: "Renew the key or certificate used for {target}; it has expired.", fallback: "Renew the key or certificate in use; it has expired." },
  { category: "authentication", text: "Check the credentials and rights used for {target}; it turned the request away.", otherwise: ["Check the credentials and rights that {step} uses; they were turned away."], fallback: "Check the credentials and rights of the failing call; they were turned away." },
  { category: "resource", words: "memory|oom|heap", text: "Give {component} more memory or make the job smaller; it ran out of memory.", fallback: "Give the process more memory or make the job smaller; it ran out of memory." },
  { category: "resource", words: "pool|connections", text: "Find who holds the connections of {component}, then limit that job or enlarge the pool; none was free.", fallback: "Find who holds the connections of the pool, then limit that job or enlarge the pool; none was free." },
  { category: "resource", words: "space|disk|quota", text: "Free disk space or enlarge the volume, and set up rotation for what filled it.", fallback: "Free disk space or enlarge the volume, and set up rotation for what filled it." },
  { category: "resource", text: "Raise the limit that {component} ran into, or lower the load on it.", fallback: "Raise the limit that was reached, or lower the load." },
  { category: "validation", text: "Correct the input of \"{step}\"; it was refused as: {fault}.", otherwise: ["Correct the input that \"{step}\" refused, and check it before it gets that far."], fallback: "Correct the input that was refused, and check it before it gets that far." },
  { category: "script", text: "Fix {exception} in \"{step}\"; the code met a value that it does not expect.", otherwise: ["Fix the script of \"{step}\"; it met a value that it does not expect."], fallback: "Fix the failing code; it met a value that it does not expect." },
  { category: "messaging", words: "mail|smtp|relay|mailbox", text: "Check the mail relay {target} and the recipient, then send the mail again.", fallback: "Check the mail relay and the recipient, then send the mail again." },
  { category: "messaging", text: "Check broker and consumer of {queue}, then deliver the lost message again.", fallback: "Check the broker and the consumer of the queue, then deliver the lost message again." },
  { category: "http", words: "\\b(?:502|503|504)\\b", text: "Check whether {target} is up and not overloaded; it answered {code}. Repeat the call later with growing pauses.", fallback: "Check whether the called service is up and not overloaded, and repeat the call later with growing pauses." },
  { category: "http", words: "\\b5\\d\\d\\b", text: "Read the log of {target} at this time; it answered {code}.", otherwise: ["Read the log of the service behind \"{step}\" at this time; it answered {code}."], fallback: "Read the log of the called service at this time; it failed." },
  { category: "http", text: "Check what \"{step}\" sends to {target}; the answer was {code}: {fault}.", otherwise: ["Check what \"{step}\" sends to {target}; it was declined: {fault}.", "Check what \"{step}\" sends; the answer was {code}.", "Check what \"{step}\" sends to {target}; it was declined."], fallback: "Check what the failing call sends; it was declined." },
  { category: "any", text: "Look at \"{step}\" first: everything after it follows from this failure.", fallback: "Look at the first failing line first: the later ones follow from it." },
];
