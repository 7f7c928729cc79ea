import type { Result } from "@/lib/platform/result";
import type { RunError } from "@/lib/query/runner";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

export type KeptSchemaDeps = {
  /** A text that changes when the schema should be read again; cheap to get. */
  readonly signature: () => Promise<Result<string, RunError>>;
  readonly read: () => Promise<Result<Schema, RunError>>;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
};

const CHECK_EVERY_MS = 10_000;

/**
 * The schema of a database that cannot say when it changes: looked after every ten seconds of use, read again when its signature differs.
 * A database that is away is told from memory while it is looked for again, so that it never holds up questions to others.
 */
export class KeptSchema {
  #known: Result<Schema, RunError> | null = null;
  #signature: string | null = null;
  #checkedAt = 0;
  #check: Promise<Result<Schema, RunError>> | null = null;

  constructor(readonly deps: KeptSchemaDeps) {}

  async current(): Promise<Result<Schema, RunError>> {
    if (this.#known && this.deps.now() - this.#checkedAt < CHECK_EVERY_MS) return this.#known;
    this.#check ??= this.#refresh().finally(() => {
      this.#check = null;
    });
    return this.#known?.ok === false ? this.#known : this.#check;
  }

  async #refresh(): Promise<Result<Schema, RunError>> {
    const signature = await this.deps.signature();
    if (!signature.ok) this.#known = signature;
    else if (this.#known?.ok !== true || signature.value !== this.#signature) this.#known = await this.deps.read();
    this.#signature = signature.ok ? signature.value : null;
    this.#checkedAt = this.deps.now();
    return this.#known;
  }
}
