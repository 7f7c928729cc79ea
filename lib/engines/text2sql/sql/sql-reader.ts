import type { SqlToken } from "@/lib/query/sql-tokens";

/** What stops a reading: the SQL says something that a draft cannot hold. */
export class NotADraft extends Error {}

/** Reads tokens one after the other. */
export class SqlReader {
  /** Index of the next token. */
  position = 0;
  constructor(readonly tokens: readonly SqlToken[]) {}

  get done(): boolean {
    return this.position >= this.tokens.length;
  }

  /** Whether these words or symbols come next. */
  sees(...texts: readonly string[]): boolean {
    return texts.every(
      (text, step) => isPlain(this.tokens[this.position + step]) && this.tokens[this.position + step]?.text.toLowerCase() === text,
    );
  }

  /** Takes these words or symbols where they come next. */
  takes(...texts: readonly string[]): boolean {
    if (!this.sees(...texts)) return false;
    this.position += texts.length;
    return true;
  }

  /** Takes the first of several words or symbols that comes next; null where none does. */
  takesOne<T extends string>(...texts: readonly T[]): T | null {
    return texts.find((text) => this.takes(text)) ?? null;
  }

  expects(text: string): void {
    if (!this.takes(text)) throw new NotADraft(text);
  }

  /** The next token, which must be one of these kinds. */
  next(...kinds: readonly SqlToken["kind"][]): SqlToken {
    const token = this.tokens[this.position];
    if (!token || !kinds.includes(token.kind)) throw new NotADraft(kinds.join(" or "));
    this.position += 1;
    return token;
  }

  peek(step = 0): SqlToken | undefined {
    return this.tokens[this.position + step];
  }

  /** Reads items until no comma follows. */
  list<T>(read: () => T): readonly T[] {
    const found = [read()];
    while (this.takes(",")) found.push(read());
    return found;
  }
}

function isPlain(token: SqlToken | undefined): boolean {
  return token?.kind === "word" || token?.kind === "symbol";
}
