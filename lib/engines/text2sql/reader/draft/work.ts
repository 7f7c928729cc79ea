import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Main } from "@/lib/engines/text2sql/reader/draft/find-main";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import type { SelfJoin } from "@/lib/engines/text2sql/reader/columns/self-join";
import { join, type Scope } from "@/lib/engines/text2sql/reader/draft/scope";

/** What a question is while its draft is put together. */
export type Work = {
  readonly frame: Frame;
  readonly main: Main;
  readonly scope: Scope;
  readonly near: readonly number[];
  readonly self: SelfJoin | null;
  readonly children: (noun: Noun) => readonly Noun[];
};

/** Joins a table that a shown or grouping column needs; false where no keys lead there. */
export function reach({ scope, frame, main }: Work, table: number, via: readonly number[] | null): boolean {
  if (
    table === scope.root ||
    scope.steps.some((step) => step.table === table && (via === null || via.includes(step.left) || via.includes(step.right)))
  )
    return true;
  const path = findPath(frame.schema, main.noun.table, table, via);
  return path !== null && join(scope, path);
}
