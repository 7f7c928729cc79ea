import type { Recommendation } from "@/lib/answers/log-report";
import type { FailureCategory } from "@/lib/answers/failure-category";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { maskSecrets } from "@/lib/engines/logs/mask";
import type { RecommendationRule } from "@/lib/engines/logs/report/recommendation-rules";

const MAX_RECOMMENDATIONS = 5;
const MAX_LINES = 8;

/**
 * A few pieces of advice, most pressing first, each with the lines that call for it. Placeholders of a rule are filled
 * from those lines; a rule whose placeholder finds nothing says its shorter text.
 */
export function recommend(findings: readonly Finding[], rules: readonly RecommendationRule[]): Recommendation[] {
  const pressing = findings.filter((finding) => finding.role === "root" || finding.role === "failure" || finding.role === "side");
  const given = new Map<string, { rule: RecommendationRule; category: FailureCategory; findings: Finding[] }>();
  const ordered = [...pressing].sort((a, b) => weight(b) - weight(a) || a.line - b.line).slice(0, 300);
  for (const finding of ordered) {
    const rule = rules.find((candidate) => matches(candidate, finding));
    if (!rule) continue;
    const text = fill(rule, finding);
    const held = given.get(text);
    if (held) held.findings.push(finding);
    else if (given.size < MAX_RECOMMENDATIONS) given.set(text, { rule, category: finding.category, findings: [finding] });
  }
  return [...given.entries()].map(([text, { category, findings: cited }]) => ({
    text: maskSecrets(text),
    category,
    lines: cited.slice(0, MAX_LINES).map((finding) => finding.line),
  }));
}

const weight = (finding: Finding): number => (finding.role === "root" ? 2 : 0) + (finding.role === "failure" ? 1 : 0) + finding.severity;
const textOf = (finding: Finding): string => `${finding.message}\n${finding.detail}`;

function matches(rule: RecommendationRule, finding: Finding): boolean {
  if (rule.category === "any" && finding.role !== "root") return false;
  if (rule.category !== "any" && rule.category !== finding.category) return false;
  return (
    rule.words === undefined ||
    new RegExp(rule.words, "i").test(`${textOf(finding)} ${finding.patterns.join(" ")} ${finding.operation ?? ""}`)
  );
}

const FACTS: Readonly<Record<string, (finding: Finding) => string | null>> = {
  target: (finding) =>
    hostAndPort(textOf(finding)) ??
    /https?:\/\/([\w.\-]+(?::\d+)?)/.exec(textOf(finding))?.[1] ??
    /\b((?:\d{1,3}\.){3}\d{1,3}:\d{2,5})\b/.exec(textOf(finding))?.[1] ??
    /\b([\w-]+(?:\.[\w-]+)+:\d{2,5})\b/.exec(textOf(finding))?.[1] ??
    null,
  code: (finding) =>
    /\b(?:status[ _-]?code|answered|returned|status|HTTP)["']?[:= ]+([45]\d\d)\b/i.exec(textOf(finding))?.[1] ??
    finding.patterns.map((pattern) => /HTTP (\d{3})/.exec(pattern)?.[1]).find(Boolean) ??
    null,
  wait: (finding) =>
    finding.durationMs !== null && finding.durationMs >= 1000
      ? `${Math.round(finding.durationMs / 1000)} s`
      : (/\b(\d+ ?(?:ms|s|seconds|minutes))\b/.exec(finding.message)?.[1] ?? null),
  table: (finding) => /\b(?:table|relation|into|from|update)\s+["'`]?([\w.]{3,40})["'`]?/i.exec(textOf(finding))?.[1] ?? null,
  queue: (finding) =>
    /\b(?:queue|topic)["']?\s*[:= ]\s*["']?([\w.\-]{3,60})/i.exec(textOf(finding))?.[1] ??
    /'([A-Z][\w.]{5,60})'/.exec(finding.message)?.[1] ??
    null,
  exception: (finding) => /\b([A-Z]\w+(?:Exception|Error))\b/.exec(textOf(finding))?.[1] ?? null,
  fault: (finding) =>
    /["']?\b(?:text|detail|title|message|reason|error|faultstring)["']?\s*[:=]\s*["']([^"']{4,120})["']/i.exec(finding.message)?.[1] ??
    null,
  step: (finding) => finding.operation ?? finding.component,
  component: (finding) => finding.component,
};

/** `till.example/10.0.0.1:443` is known by its name. */
function hostAndPort(text: string): string | null {
  const m = /\b([a-z][\w-]*(?:\.[\w-]+)+)\/(?:\d{1,3}\.){3}\d{1,3}(:\d{2,5})/i.exec(text);
  return m ? `${m[1]}${m[2]}` : null;
}

function fill(rule: RecommendationRule, finding: Finding): string {
  for (const text of [rule.text, ...(rule.otherwise ?? [])]) {
    let complete = true;
    const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const fact = FACTS[name]?.(finding) ?? null;
      if (fact === null) complete = false;
      return fact ?? "";
    });
    if (complete) return filled;
  }
  return rule.fallback;
}
