import type { LogEvent } from "@/lib/engines/logs/records/events";
import { levelOf, plainRecord } from "@/lib/engines/logs/records/record";
import { readTimestamp, type TimestampReader } from "@/lib/engines/logs/records/timestamps";

/** An event that is written over several lines, `Name: value` each, with its text last, as Windows exports its logs. */
export type EventBlock = {
  readonly line: number;
  endLine: number;
  readonly fields: Map<string, string>;
  /** Its text; null until it begins. */ texts: string[] | null;
};

const FIRST = /^Event\[\d+\]:?\s*$|^\s*Log Name:\s+\S/;
const FIELD = /^\s*([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)?):\s*(.*)$/;
const MAX_TEXTS = 200;

/** True for a line that begins a block; `Event[3]:` and the `Log Name:` below it are one. */
export function beginsBlock(text: string, open: EventBlock | null): boolean {
  return FIRST.test(text) && !(open !== null && open.fields.size === 0 && open.texts === null);
}

export const openBlock = (text: string, line: number): EventBlock =>
  addToBlock({ line, endLine: line, fields: new Map(), texts: null }, text, line);

/** Takes the next line of a block. */
export function addToBlock(block: EventBlock, text: string, line: number): EventBlock {
  if (text.trim() !== "") block.endLine = line;
  if (block.texts !== null) {
    if (block.texts.length < MAX_TEXTS) block.texts.push(text);
    return block;
  }
  const [, name, value] = FIELD.exec(text) ?? [];
  if (name === "Description") block.texts = value ? [value] : [];
  else if (name !== undefined) block.fields.set(name, (value ?? "").trim());
  return block;
}

/** The event that a block holds. A refused sign-in counts as a warning: its level only says that it was recorded. */
export function eventOf({ line, endLine, fields, texts }: EventBlock, times: TimestampReader): LogEvent {
  const [message = "", ...rest] = (texts ?? []).map((text) => text.trimEnd()).filter((text) => text.trim() !== "");
  const id = fields.get("Event ID");
  const record = {
    ...plainRecord("Windows events", message.trim()),
    time: readTimestamp(times, fields.get("Date") ?? ""),
    level: /Audit Failure/.test(fields.get("Keywords") ?? "") ? ("warn" as const) : levelOf(fields.get("Level") ?? ""),
    component: fields.get("Source") ?? null,
    operation: id === undefined ? null : `Event ${id}`,
    scope: fields.get("Log Name") ?? null,
  };
  return { record, line, endLine, detail: rest.join("\n") };
}
