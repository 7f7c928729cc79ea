export type SqlToken = { readonly kind: "keyword" | "string" | "number" | "param" | "comment" | "plain"; readonly text: string };

const KEYWORDS = new Set(
  (
    "select from where group by order having limit offset join left right inner outer full cross on as and or not in is null like between exists case when then else end distinct " +
    "union all intersect except with over partition rows asc desc nulls first last cast filter values count sum avg min max"
  ).split(" "),
);

// In order: quoted text, quoted names, comments, placeholders, numbers, words, the rest one character at a time.
const TOKEN = /('(?:[^']|'')*')|("(?:[^"]|"")*"|`[^`]*`)|(--[^\n]*)|(\?\d*|\$\d+|:[a-z_]\w*)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)|([\s\S])/g;

/** Splits SQL for colouring only; joined again, the tokens are the text, unchanged. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const [text, quoted, , comment, param, number, word] = match;
    const kind = quoted
      ? "string"
      : comment
        ? "comment"
        : param
          ? "param"
          : number
            ? "number"
            : word && KEYWORDS.has(word.toLowerCase())
              ? "keyword"
              : "plain";
    const last = tokens.at(-1);
    if (kind === "plain" && last?.kind === "plain") tokens[tokens.length - 1] = { kind, text: last.text + text };
    else tokens.push({ kind, text });
  }
  return tokens;
}
