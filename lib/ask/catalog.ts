import type { EngineName } from "@/lib/engines/engine";

/** One data source that can be asked, with what it holds in a line ("35,012 orders, Nov 2024 to Nov 2026"). */
export type SourceInfo = {
  readonly id: string;
  readonly engine: Exclude<EngineName, "logs">;
  readonly name: string;
  readonly summary: string;
  readonly currency: string | null;
  readonly problem: string | null;
};

export type ShopChoice = { readonly id: number; readonly name: string; readonly currency: string };
export type Suggestion = { readonly engine: EngineName; readonly source: string | null; readonly text: string; readonly short: string };

/** Everything the chat page needs to know before the first question. */
export type Catalog = {
  readonly sources: readonly SourceInfo[];
  readonly shops: readonly ShopChoice[];
  readonly suggestions: readonly Suggestion[];
  readonly samples: readonly { readonly name: string; readonly href: string; readonly about: string }[];
};
