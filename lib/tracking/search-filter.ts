import { err, ok, type Result } from "@/lib/platform/result";

export type FieldKind = "metrics" | "params" | "tags" | "attributes";
export type Field = { readonly kind: FieldKind; readonly key: string };
export type Comparison = {
  readonly field: Field;
  readonly op: "=" | "!=" | "<" | "<=" | ">" | ">=" | "LIKE" | "ILIKE" | "IN" | "NOT IN" | "IS NULL" | "IS NOT NULL";
  readonly values: readonly (string | number)[];
};
export type Order = { readonly field: Field; readonly descending: boolean };

type Token = { readonly type: "word" | "text" | "quoted" | "number" | "op" | "punctuation"; readonly text: string };

/**
 *     metrics.success = 1 AND tags.`user role` ILIKE '%own%'
 *     ^word  ^punctuation ^op     ^quoted             ^text
 */
const TOKEN =
  /\s*(?:(?<text>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*")|(?<quoted>`[^`]*`)|(?<op><=|>=|!=|<>|=|<|>)|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_][\w/-]*)|(?<punctuation>[.,()]))/y;

const KINDS: Readonly<Record<string, FieldKind>> = {
  metric: "metrics",
  metrics: "metrics",
  param: "params",
  params: "params",
  parameter: "params",
  parameters: "params",
  tag: "tags",
  tags: "tags",
  attr: "attributes",
  attribute: "attributes",
  attributes: "attributes",
  run: "attributes",
};

/** Other names of attributes, as MLflow's own page writes them. */
const ALIASES: Readonly<Record<string, string>> = {
  created: "start_time",
  Created: "start_time",
  "run name": "run_name",
  "Run name": "run_name",
  "Run ID": "run_id",
};

/**
 * Parses a filter of MLflow's search language: comparisons joined by AND. An empty filter has none.
 * @returns the comparisons, or a sentence that says where it cannot be read.  Source: MLflow documentation, "Search Runs"
 */
export function parseSearchFilter(filter: string): Result<readonly Comparison[], string> {
  const tokens = tokenise(filter);
  if (!tokens.ok) return tokens;
  const reader = new Reader(tokens.value);
  const comparisons: Comparison[] = [];
  if (reader.done) return ok(comparisons);
  for (;;) {
    const comparison = readComparison(reader);
    if (!comparison.ok) return comparison;
    comparisons.push(comparison.value);
    if (reader.done) return ok(comparisons);
    if (!reader.takeWord("AND")) return err(`Expected AND at “${reader.rest}”; only AND joins comparisons.`);
  }
}

/** Parses one entry of `order_by`, such as "metrics.response_time_ms DESC". */
export function parseOrder(text: string): Result<Order, string> {
  const tokens = tokenise(text);
  if (!tokens.ok) return tokens;
  const reader = new Reader(tokens.value);
  const field = readField(reader);
  if (!field.ok) return field;
  const descending = reader.takeWord("DESC");
  if (!descending) reader.takeWord("ASC");
  return reader.done ? ok({ field: field.value, descending }) : err(`Cannot order by “${text}”.`);
}

/** Parses the entries of `order_by`. */
export function parseOrders(texts: readonly string[]): Result<readonly Order[], string> {
  const orders: Order[] = [];
  for (const text of texts) {
    const order = parseOrder(text);
    if (!order.ok) return order;
    orders.push(order.value);
  }
  return ok(orders);
}

class Reader {
  #at = 0;
  constructor(readonly tokens: readonly Token[]) {}
  get done(): boolean {
    return this.#at >= this.tokens.length;
  }
  get rest(): string {
    return this.tokens
      .slice(this.#at)
      .map(({ text }) => text)
      .join(" ")
      .slice(0, 60);
  }
  next(): Token | undefined {
    const token = this.tokens[this.#at];
    this.#at += 1;
    return token;
  }
  take(type: Token["type"], text?: string): Token | null {
    const token = this.tokens[this.#at];
    if (token?.type !== type || (text !== undefined && token.text !== text)) return null;
    this.#at += 1;
    return token;
  }
  takeWord(word: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.type !== "word" || token.text.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}

function tokenise(text: string): Result<readonly Token[], string> {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) return err(`The filter cannot be read at “${text.slice(at, at + 40).trim()}”.`);
    const [type, value] = Object.entries(groups).find(([, found]) => found !== undefined) ?? ["word", ""];
    // The group names of the expression are the token types.
    tokens.push({ type: type as Token["type"], text: value ?? "" });
  }
  return ok(tokens);
}

function readField(reader: Reader): Result<Field, string> {
  const start = reader.rest;
  const first = reader.take("word") ?? reader.take("quoted");
  if (!first) return err(`Expected a field such as metrics.success at “${start}”.`);
  if (!reader.take("punctuation", ".")) return ok(attribute(unquote(first.text)));
  const place = first.text.toLowerCase();
  const kind = Object.hasOwn(KINDS, place) ? KINDS[place] : undefined;
  if (!kind) return err(`“${first.text}” is none of metrics, params, tags and attributes.`);
  let key = reader.take("quoted") ?? reader.take("text") ?? reader.take("word");
  if (!key) return err(`Expected a name after “${first.text}.”.`);
  let name = unquote(key.text);
  while (reader.take("punctuation", ".")) {
    key = reader.take("word");
    if (!key) return err(`Expected a name after “${name}.”.`);
    name = `${name}.${key.text}`;
  }
  return ok(kind === "attributes" ? attribute(name) : { kind, key: name });
}

function attribute(name: string): Field {
  return { kind: "attributes", key: (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined) ?? name };
}

function readComparison(reader: Reader): Result<Comparison, string> {
  const field = readField(reader);
  if (!field.ok) return field;
  const symbol = reader.take("op");
  if (symbol) return readOne(reader, field.value, symbol.text === "<>" ? "!=" : (symbol.text as Comparison["op"]));
  if (reader.takeWord("LIKE")) return readOne(reader, field.value, "LIKE");
  if (reader.takeWord("ILIKE")) return readOne(reader, field.value, "ILIKE");
  if (reader.takeWord("IS")) {
    const not = reader.takeWord("NOT");
    return reader.takeWord("NULL")
      ? ok({ field: field.value, op: not ? "IS NOT NULL" : "IS NULL", values: [] })
      : err("Expected NULL after IS.");
  }
  const not = reader.takeWord("NOT");
  if (reader.takeWord("IN")) return readMany(reader, field.value, not ? "NOT IN" : "IN");
  return err(`Expected =, !=, <, <=, >, >=, LIKE, ILIKE, IN or IS at “${reader.rest}”.`);
}

function readOne(reader: Reader, field: Field, op: Comparison["op"]): Result<Comparison, string> {
  const value = readValue(reader);
  return value.ok ? ok({ field, op, values: [value.value] }) : value;
}

function readMany(reader: Reader, field: Field, op: "IN" | "NOT IN"): Result<Comparison, string> {
  if (!reader.take("punctuation", "(")) return err("Expected a list in parentheses after IN.");
  const values: (string | number)[] = [];
  for (;;) {
    const value = readValue(reader);
    if (!value.ok) return value;
    values.push(value.value);
    if (reader.take("punctuation", ")")) return ok({ field, op, values });
    if (!reader.take("punctuation", ",")) return err("Expected a comma or a closing parenthesis in the list.");
  }
}

function readValue(reader: Reader): Result<string | number, string> {
  const text = reader.take("text");
  if (text) return ok(unquote(text.text));
  const number = reader.take("number");
  return number ? ok(Number(number.text)) : err(`Expected a number, or a text in quotes, at “${reader.rest}”.`);
}

function unquote(text: string): string {
  const quote = text.charAt(0);
  if (quote !== "'" && quote !== '"' && quote !== "`") return text;
  return text
    .slice(1, -1)
    .replaceAll(quote + quote, quote)
    .replace(/\\(.)/g, "$1");
}
