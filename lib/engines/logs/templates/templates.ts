import type { LogTemplate } from "@/lib/answers/log-report";
import { messageKey, tokenize, WILDCARD } from "@/lib/engines/logs/templates/tokens";
import { mergeSimilar } from "@/lib/engines/logs/templates/template-merge";

/** One group of messages with the same words. `tokens` and the counters grow while the log is read. */
export type Cluster = {
  readonly index: number;
  readonly tokens: readonly string[];
  readonly sample: string;
  readonly firstLine: number;
  lastLine: number;
  count: number;
};

/** A finished template; `members` are the clusters it was merged from. */
export type MinedTemplate = Omit<LogTemplate, "isFailure"> & { readonly members: readonly number[] };

export type TemplateMiner = {
  /** Files a message (from character `from`) under its cluster, in one pass. @returns the cluster */
  add(message: string, from: number, line: number): Cluster;
  readonly clusters: readonly Cluster[];
  /** Merges clusters that differ in a changing word only; counts add up to the number of messages added. */
  finish(): readonly MinedTemplate[];
};

const MAX_KEYS = 150_000;
const MAX_CLUSTERS = 20_000;
const SAMPLE_CHARS = 400;

/**
 * Finds the templates of log messages while they stream by: letters-and-digits runs are masked by a hash over the
 * characters, so that a message of a known shape costs one pass and one table look-up; only new shapes are tokenised.
 * Memory is bounded: beyond 20,000 clusters, new shapes are filed by their number of tokens.
 */
export function createTemplateMiner(): TemplateMiner {
  const byKey = new Map<number, Cluster>();
  const byText = new Map<string, Cluster>();
  const clusters: Cluster[] = [];

  const clusterOf = (message: string, line: number): Cluster => {
    let tokens: readonly string[] = tokenize(message);
    let text = tokens.join(" ");
    if (clusters.length >= MAX_CLUSTERS && !byText.has(text)) {
      tokens = [WILDCARD, `(${tokens.length} words)`];
      text = tokens.join(" ");
    }
    const known = byText.get(text);
    if (known) return known;
    const cluster: Cluster = {
      index: clusters.length,
      tokens,
      sample: detach(message.slice(0, SAMPLE_CHARS)),
      firstLine: line,
      lastLine: line,
      count: 0,
    };
    clusters.push(cluster);
    byText.set(text, cluster);
    return cluster;
  };

  return {
    clusters,
    add(message, from, line) {
      const key = messageKey(message, from);
      let cluster = byKey.get(key);
      if (cluster === undefined) {
        cluster = clusterOf(from === 0 ? message : message.slice(from), line);
        if (byKey.size >= MAX_KEYS) byKey.clear();
        byKey.set(key, cluster);
      }
      cluster.count++;
      cluster.lastLine = line;
      return cluster;
    },
    finish: () => finishTemplates(clusters),
  };
}

function finishTemplates(clusters: readonly Cluster[]): MinedTemplate[] {
  const merged = mergeSimilar(clusters.map((cluster) => cluster.tokens));
  const groups = new Map<string, { tokens: readonly string[]; members: Cluster[] }>();
  merged.forEach((tokens, index) => {
    const cluster = clusters[index];
    if (!cluster || cluster.count === 0) return;
    const text = withoutUnits(tokens).join(" ");
    const group = groups.get(text);
    if (group) group.members.push(cluster);
    else groups.set(text, { tokens, members: [cluster] });
  });
  return [...groups.entries()].map(([text, { tokens, members }]) => {
    const first = members.reduce((a, b) => (b.firstLine < a.firstLine ? b : a));
    return {
      id: templateId(text),
      template: spell(tokens),
      count: members.reduce((sum, member) => sum + member.count, 0),
      firstLine: first.firstLine,
      lastLine: Math.max(...members.map((member) => member.lastLine)),
      sample: first.sample,
      members: members.map((member) => member.index),
    };
  });
}

const UNITS = new Set(
  "ns us ms s sec secs second seconds m min mins minute minutes h hour hours b byte bytes kb mb gb tb kib mib gib tib k g".split(" "),
);

/** `450 ms` and `12ms` are the same value written twice: a unit after a wildcard does not tell templates apart. */
export const withoutUnits = (tokens: readonly string[]): readonly string[] =>
  tokens.filter((token, index) => tokens[index - 1] !== WILDCARD || !UNITS.has(token.toLowerCase()));

/** A stable name for a template: the same words give the same id in every file. */
export function templateId(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x1234567;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995) ^ (b >>> 13);
  }
  return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0").slice(0, 4);
}

const TIGHT_BEFORE = new Set([",", ";", ":", ")", "]", "}", "="]);
const TIGHT_AFTER = new Set(["(", "[", "{", "="]);

/** Tokens as a readable line: no blank before a comma or around an equals sign. */
export function spell(tokens: readonly string[]): string {
  let text = "";
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const tight = previous === undefined || TIGHT_BEFORE.has(token) || TIGHT_AFTER.has(previous) || (token === "(" && /\w$/.test(previous));
    text += tight ? token : ` ${token}`;
  });
  return text;
}

/** A copy that does not keep the large text alive that it was cut from. */
export function detach(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
