import { err, ok, type Result } from "@/lib/platform/result";

/** One token of SQL text. `text` is as written; `name` is what a word, a quoted name or a string means, without its quotes. */
export type SqlToken = {
  readonly kind: "word" | "quoted" | "string" | "number" | "parameter" | "symbol";
  readonly text: string;
  readonly name: string;
  readonly start: number;
};

const SPACE = /[ \t\n\f\r]+/y;
const LINE_COMMENT = /--[^\n]*/y;
const BLOCK_COMMENT = /\/\*(?:[^*]|\*(?!\/))*\*\//y;
const TOKENS: readonly { readonly kind: SqlToken["kind"]; readonly pattern: RegExp; readonly quote?: string }[] = [
  { kind: "string", pattern: /[xX]'[0-9a-fA-F]*'/y },
  { kind: "string", pattern: /'(?:[^']|'')*'/y, quote: "'" },
  { kind: "quoted", pattern: /"(?:[^"]|"")*"/y, quote: '"' },
  { kind: "quoted", pattern: /`(?:[^`]|``)*`/y, quote: "`" },
  { kind: "quoted", pattern: /\[[^\]]*\]/y, quote: "]" },
  { kind: "word", pattern: /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y },
  { kind: "number", pattern: /(?:[0-9]|\.[0-9])[0-9A-Za-z_.]*/y },
  { kind: "parameter", pattern: /\?[0-9]*|\$[0-9]+/y },
  { kind: "symbol", pattern: /[-+*/%<>=!|&~,.;():^]/y },
];

/**
 * Splits SQL text as SQLite and PostgreSQL both do; comments and spaces are left out.
 * Text that the two could split differently (a nested comment, a dollar quote, `E'…'`, a byte-order mark) is an error, not a guess.
 * @returns the tokens, or a sentence saying what cannot be read
 */
export function tokenizeSql(sql: string): Result<readonly SqlToken[], string> {
  if (/[\0\ufeff]/.test(sql)) return err("The text holds a character that no SQL may hold.");
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const skipped = match(SPACE, sql, at) ?? match(LINE_COMMENT, sql, at) ?? match(BLOCK_COMMENT, sql, at);
    if (skipped !== null) {
      if (/^\/\*[^]*\/\*/.test(skipped) || /^--[^]*\r./.test(skipped))
        return err("A comment in the text cannot be read the same way everywhere; leave it out.");
      at += skipped.length;
      continue;
    }
    const token = readToken(sql, at);
    if (token === null || sql.startsWith("/*", at)) return err(unreadable(sql, at));
    const before = tokens.at(-1);
    if (token.kind === "string" && before?.kind === "word" && before.start + before.text.length === at)
      return err(`A string cannot follow ${before.text} without a space.`);
    tokens.push(token);
    at += token.text.length;
  }
  return ok(tokens);
}

function readToken(sql: string, at: number): SqlToken | null {
  for (const { kind, pattern, quote } of TOKENS) {
    const text = match(pattern, sql, at);
    if (text !== null)
      return { kind, text, name: quote === undefined ? text : text.slice(1, -1).replaceAll(quote + quote, quote), start: at };
  }
  return null;
}

function match(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

function unreadable(sql: string, at: number): string {
  const found = sql.slice(at, at + 1);
  if (sql.startsWith("/*", at)) return "A comment is opened and never closed.";
  return `'"\`[`.includes(found) ? `A quote (${found}) is opened and never closed.` : `The character ${found} cannot stand there.`;
}
