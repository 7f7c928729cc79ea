import { countOf, formatNumber, joinWords } from "@/lib/answers/format";

type Files = { readonly files: number; readonly bytes: number };

/** What a clean-up takes, as items of a list; kinds of which there are none are left out. */
export function describeCleanUp({
  interactions,
  ratings,
  conversations,
  uploads,
  artifacts,
}: {
  readonly interactions: number;
  readonly ratings: number;
  readonly conversations: number;
  readonly uploads: Files;
  readonly artifacts: Files;
}): readonly string[] {
  return [
    ...counted([
      [interactions, "question"],
      [ratings, "rating"],
      [conversations, "conversation"],
    ]),
    ...fileText(uploads, "log file"),
    ...fileText(artifacts, "report"),
  ];
}

/** What deleting a person's data takes, as items of a list. */
export function describePerson({
  conversations,
  interactions,
  ratings,
  corrections,
  verified,
  logRules,
  uploads,
  artifacts,
}: {
  readonly conversations: number;
  readonly interactions: number;
  readonly ratings: number;
  readonly corrections: number;
  readonly verified: number;
  readonly logRules: number;
  readonly uploads: Files;
  readonly artifacts: Files;
}): readonly string[] {
  return [
    ...counted([
      [conversations, "conversation"],
      [interactions, "question"],
      [ratings, "rating"],
      [corrections, "correction"],
      [verified, "verified answer"],
      [logRules, "log rule"],
    ]),
    ...fileText(uploads, "log file"),
    ...fileText(artifacts, "written report"),
  ];
}

/** What deleting cannot take back; empty where nothing was trained on it. @param versions names of trained versions */
export function describeTaught(versions: readonly string[]): string {
  return versions.length === 0 ? "" : `${joinWords(versions)} learned from some of these questions. Train again to be without them.`;
}

function counted(kinds: readonly (readonly [number, string])[]): readonly string[] {
  return kinds.flatMap(([count, noun]) => (count === 0 ? [] : [countOf(count, noun)]));
}

function fileText({ files, bytes }: Files, noun: string): readonly string[] {
  return files === 0 ? [] : [`${countOf(files, noun)} (${formatNumber(bytes / 1e6, 1)} MB)`];
}
