import type { EngineName } from "@/lib/engines/engine";

const ENGINE_LABELS: Readonly<Record<EngineName, string>> = { shop: "Shop", text2sql: "Data", logs: "Logs" };

const APPROACH_LABELS: Readonly<Record<string, string>> = {
  tools: "Shop tools",
  pattern: "Pattern match",
  ai: "AI-powered",
  agents: "Multi-agent",
  rules: "Log rules",
  model: "Log model",
};

/** The tool of an answer whose SQL a person wrote. */
export const WRITTEN_TOOL = "written_sql";

/** The engine as people call it; a name that is not known is shown as it is. */
export function engineLabel(name: string): string {
  return isEngine(name) ? ENGINE_LABELS[name] : name;
}

/** How an answer was made, in words; an approach that is not known is shown as it is. */
export function approachLabel(name: string): string {
  return APPROACH_LABELS[name] ?? name;
}

function isEngine(name: string): name is EngineName {
  return Object.hasOwn(ENGINE_LABELS, name);
}
