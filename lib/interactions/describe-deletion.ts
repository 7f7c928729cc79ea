import { countOf, formatNumber, joinWords } from "@/lib/answers/format";

type Files = { readonly files: number; readonly bytes: number };
type Written = { readonly uploads: Files; readonly reports: Files; readonly exports: Files };

/** Questions older than so many days, their ratings, and conversations that nobody used since. */
export type AgedRows = { readonly interactions: number; readonly ratings: number; readonly conversations: number };

/** What is stored of one person. */
export type PersonRows = {
  readonly conversations: number;
  readonly interactions: number;
  readonly ratings: number;
  readonly corrections: number;
  readonly verified: number;
  readonly logRules: number;
};

/** What a clean-up takes, as items of a list; kinds of which there are none are left out. */
export function describeCleanUp({ interactions, ratings, conversations, ...files }: AgedRows & Written): readonly string[] {
  return [
    ...counted([
      [interactions, "question"],
      [ratings, "rating"],
      [conversations, "conversation"],
    ]),
    ...filesText(files),
  ];
}

/** What deleting a person's data takes, as items of a list. */
export function describePerson({ uploads, reports, exports, ...rows }: PersonRows & Written): readonly string[] {
  return [
    ...counted([
      [rows.conversations, "conversation"],
      [rows.interactions, "question"],
      [rows.ratings, "rating"],
      [rows.corrections, "correction"],
      [rows.verified, "verified answer"],
      [rows.logRules, "log rule"],
    ]),
    ...filesText({ uploads, reports, exports }),
  ];
}

/** What deleting cannot take back; empty where nothing was trained on it. @param versions names of trained versions */
export function describeTaught(versions: readonly string[]): string {
  return versions.length === 0 ? "" : `${joinWords(versions)} learned from some of these questions. Train again to be without them.`;
}

function counted(kinds: readonly (readonly [number, string])[]): readonly string[] {
  return kinds.flatMap(([count, noun]) => (count === 0 ? [] : [countOf(count, noun)]));
}

function filesText({ uploads, reports, exports }: Written): readonly string[] {
  return [...fileText(uploads, "log file"), ...fileText(reports, "written report"), ...fileText(exports, "written export")];
}

function fileText({ files, bytes }: Files, noun: string): readonly string[] {
  return files === 0 ? [] : [`${countOf(files, noun)} (${megabytes(bytes)})`];
}

const megabytes = (bytes: number): string => `${formatNumber(bytes / 1e6, 1)} MB`;

/** A dropped database by name and size; two may have one name. */
export function describeDatabase({ fileName, bytes }: { readonly fileName: string; readonly bytes: number }): string {
  return `${fileName} (${megabytes(bytes)})`;
}
