import type { AskContext, AskEvent, Interaction } from "@/lib/interactions/event";

export type Opened = Extract<AskEvent, { type: "opened" }>;

/** The row as it is before anything is known: open, unfinished, unrated. */
export function startInteraction(opened: Omit<Opened, "type">, shopId: number | null = null, context: AskContext = {}): Interaction {
  return {
    id: opened.id,
    conversationId: opened.conversationId,
    question: opened.question,
    askedAt: opened.askedAt,
    uploadId: opened.uploadId,
    engine: null,
    approach: null,
    source: null,
    shopId,
    intent: null,
    tool: null,
    arguments: {},
    confidence: null,
    because: [],
    plan: null,
    sql: null,
    params: [],
    rowCount: null,
    ranOn: null,
    timings: {},
    outcome: "unfinished",
    errorCode: null,
    answer: null,
    modelVersion: null,
    promptVersion: null,
    context,
    rating: null,
    verified: null,
    corrections: [],
  };
}

/** Folds one event into the row; the browser and the server use this same fold. */
export function foldEvent(row: Interaction, event: AskEvent): Interaction {
  switch (event.type) {
    case "opened":
      return startInteraction(event, row.shopId, row.context);
    case "routed":
      return {
        ...row,
        engine: event.engine,
        approach: event.approach,
        source: event.source,
        modelVersion: withModel(row, event.model),
        timings: { ...row.timings, route: event.elapsedMs },
      };
    case "planned":
      return {
        ...row,
        intent: event.intent,
        tool: event.tool,
        arguments: event.arguments,
        confidence: event.confidence,
        because: event.because,
        plan: event.plan,
        verified: event.verified,
        modelVersion: withModel(row, event.model),
        timings: { ...row.timings, plan: event.elapsedMs },
      };
    case "progress":
      return { ...row, progress: event.progress };
    case "executed":
      return {
        ...row,
        ranOn: event.ranOn,
        rowCount: event.rowCount,
        sql: event.sql,
        params: event.params,
        modelVersion: withModel(row, event.model),
        timings: { ...row.timings, execute: event.elapsedMs },
      };
    case "answered":
      return {
        ...row,
        answer: event.answer,
        outcome: event.answer.outcome,
        intent: event.intent,
        confidence: event.confidence,
        errorCode: event.errorCode,
        verified: event.verified ?? row.verified,
        modelVersion: withModel(row, event.answer.wordedBy),
        promptVersion: event.answer.promptVersion ?? null,
        timings: { ...row.timings, answer: event.elapsedMs },
      };
    case "closed":
      return { ...row, timings: { ...row.timings, total: event.totalMs } };
    default:
      return event satisfies never;
  }
}

function withModel({ modelVersion }: Interaction, model: string | undefined): string | null {
  return model === undefined ? modelVersion : [modelVersion, model].filter((name) => name !== null).join(", ");
}
