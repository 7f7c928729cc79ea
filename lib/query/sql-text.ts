import { err, ok, type Result } from "@/lib/platform/result";
import type { RunError } from "@/lib/query/runner";
import { tokenizeSql, type SqlToken } from "@/lib/query/sql-tokens";

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/**
 * Functions that only compute. Everything else is refused: the SQLite build has functions that read and write files.
 * Schema functions (`pragma_table_info`, `has_table_privilege`, …) describe tables and change nothing.
 */
const FUNCTIONS = words(`
  abs avg ceil ceiling changes char char_length coalesce concat concat_ws count cume_dist date datetime date_part date_trunc dense_rank
  exp extract first_value floor format glob group_concat hex ifnull iif initcap instr julianday json json_array json_array_length json_each json_extract
  json_group_array json_group_object json_object json_quote json_tree json_type json_valid lag last_value lead left length like likely ln log log10 log2
  lower lpad ltrim max median min mod nth_value ntile nullif octet_length percent_rank percentile_cont percentile_disc pi position pow power printf
  quote random rank replace right round row_number rpad rtrim sign split_part sqrt stddev stddev_pop stddev_samp stdev strftime string_agg strpos
  substr substring sum time timediff to_char to_date to_timestamp total trim trunc typeof unicode unixepoch unlikely upper var_pop var_samp variance
  age greatest least now array_agg bool_and bool_or cast generate_series regexp_replace regexp_matches reverse
  acos asin atan atan2 cos degrees radians sin tan
  pragma_table_info pragma_table_xinfo pragma_table_list pragma_foreign_key_list pragma_index_list pragma_index_info pragma_index_xinfo
  has_table_privilege pg_table_is_visible`);

/** Words that an opening parenthesis may follow without being a function's name. */
const BEFORE_PARENTHESIS = words(`
  in values and or not exists over filter as using on where select from join all any some case when then else between like ilike glob regexp match
  by having limit offset distinct union intersect except is materialized group escape lateral partition`);

const WRITES = words("insert update delete replace merge create drop alter truncate");
const MODULES = words(
  "fsdir sqlite_dbpage sqlite_stmt dbstat carray bytecode tables_used readfile writefile load_extension edit pg_read_file",
);

const STARTS: Readonly<Record<string, string>> = {
  attach: "would open another file",
  detach: "would close a database",
  pragma: "changes settings",
  vacuum: "rewrites the file",
  reindex: "rewrites the file",
  analyze: "writes statistics",
  begin: "opens a transaction",
  commit: "ends a transaction",
  rollback: "ends a transaction",
  savepoint: "opens a transaction",
  explain: "shows a plan instead of an answer",
  copy: "moves data",
  set: "changes settings",
  call: "runs a procedure",
  do: "runs a program",
  grant: "changes rights",
};

/**
 * Whether SQL text that a person or a model wrote may run: exactly one SELECT, WITH … SELECT or VALUES statement
 * whose functions are all known to only compute. The connection is read-only as well; this says why in a sentence,
 * and closes what a read-only connection leaves open (files, other databases, settings).
 * @returns the statement without its final semicolon
 */
export function checkSqlText(sql: string): Result<string, Extract<RunError, { code: "refused" }>> {
  const read = tokenizeSql(sql);
  if (!read.ok) return refuse(read.error);
  const end = read.value.findIndex((token) => token.text === ";");
  const tokens = end < 0 ? read.value : read.value.slice(0, end);
  if (tokens.length === 0) return refuse("There is no statement to run.");
  if (end >= 0 && read.value.slice(end).some((token) => token.text !== ";")) return refuse("Only one statement can run at a time.");
  const problem = startProblem(tokens) ?? writeProblem(tokens) ?? callProblem(tokens);
  if (problem !== null) return refuse(problem);
  return ok(end < 0 ? sql : sql.slice(0, read.value[end]?.start));
}

function refuse(message: string): ReturnType<typeof checkSqlText> {
  return err({ code: "refused", message });
}

function startProblem(tokens: readonly SqlToken[]): string | null {
  const first = tokens[0]?.text.toLowerCase() ?? "";
  if (first === "select" || first === "values") return null;
  if (first === "with") return mainVerbProblem(tokens);
  if (WRITES.has(first)) return `Only a SELECT can run here: ${first.toUpperCase()} would change the data.`;
  const reason = Object.hasOwn(STARTS, first) ? STARTS[first] : undefined;
  return reason === undefined
    ? `Only a SELECT can run here; this starts with ${tokens[0]?.text ?? ""}.`
    : `Only a SELECT can run here: ${first.toUpperCase()} ${reason}.`;
}

/** The definitions of a WITH stand in parentheses, so the first verb outside of any is the statement's own. */
function mainVerbProblem(tokens: readonly SqlToken[]): string | null {
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    const verb = text.toLowerCase();
    if (kind !== "word" || depth > 0) continue;
    if (verb === "select" || verb === "values") return null;
    if (WRITES.has(verb)) return `Only a SELECT can run here: ${verb.toUpperCase()} would change the data.`;
  }
  return "A WITH must end in a SELECT.";
}

function writeProblem(tokens: readonly SqlToken[]): string | null {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "word") continue;
    const word = token.text.toLowerCase();
    const before = tokens[index - 1]?.text.toLowerCase();
    if (before === "(" && WRITES.has(word) && tokens[index + 1]?.text !== "(")
      return `Only a SELECT can run here: ${word.toUpperCase()} would change the data.`;
    if (word === "into") return "SELECT … INTO would write a table.";
    if (before === "for" && (word === "update" || word === "share"))
      return "FOR UPDATE and FOR SHARE lock rows, which only a writer needs.";
  }
  return null;
}

function callProblem(tokens: readonly SqlToken[]): string | null {
  const defined = definedWithColumns(tokens);
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "number" || token.kind === "parameter" || token.kind === "symbol") continue;
    const name = token.name.toLowerCase();
    // A string is a name too: SQLite reads FROM 'fsdir' as a table.
    if (MODULES.has(name)) return `${token.name} reaches outside the database, so it cannot run here.`;
    if (name.startsWith("pragma_") && !FUNCTIONS.has(name)) return `${token.name} is not available here.`;
    if (tokens[index + 1]?.text !== "(" || (token.kind === "word" && BEFORE_PARENTHESIS.has(name))) continue;
    if (token.kind === "string") return `A string cannot be called as a function: ${token.text}.`;
    // After AS comes the name of a type or of a table's columns.
    if (!FUNCTIONS.has(name) && !defined.has(index) && tokens[index - 1]?.text.toLowerCase() !== "as")
      return `The function ${token.name} is not on the list of functions that only compute.`;
  }
  return null;
}

/**
 * Where the names of WITH definitions stand that list their columns: a parenthesis follows, and they are no calls.
 *
 * > | WITH recent (id, total) AS (SELECT …), b AS …
 *          ^^^^^^
 */
function definedWithColumns(tokens: readonly SqlToken[]): ReadonlySet<number> {
  const found = new Set<number>();
  const texts = tokens.map(({ text }) => text.toLowerCase());
  for (const start of texts.keys()) {
    // Elsewhere the word belongs to a function (WITH ORDINALITY) or to a type.
    if (texts[start] !== "with" || (start > 0 && texts[start - 1] !== "(")) continue;
    let name = texts[start + 1] === "recursive" ? start + 2 : start + 1;
    do {
      const last = texts[name + 1] === "(" ? closingOf(texts, name + 1) : name;
      const body = texts.indexOf("(", last + 1);
      if (body < 0 || !/^as(?: not)?(?: materialized)?$/u.test(texts.slice(last + 1, body).join(" "))) break;
      if (last > name) found.add(name);
      name = closingOf(texts, body) + 2;
    } while (texts[name - 1] === ",");
  }
  return found;
}

/** The position of the parenthesis that closes the one at `open`; the end where none does. */
function closingOf(texts: readonly string[], open: number): number {
  let depth = 0;
  for (let at = open; at < texts.length; at += 1) {
    if (texts[at] === "(") depth += 1;
    if (texts[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return texts.length;
}
