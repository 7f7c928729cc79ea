import { isInPart, toQueryLogLine, type LoggedRow, type LogPart, type QueryLogLine } from "@/lib/interactions/query-log";
import { toTrainingLine, type GroundedLine, type TrainingFilter, type TrainingLine } from "@/lib/interactions/training-line";

/** The query log, line by line as the rows come. */
export async function* queryLogLines(rows: AsyncIterable<LoggedRow>, part: LogPart): AsyncGenerator<QueryLogLine> {
  for await (const row of rows) {
    const line = toQueryLogLine(row);
    if (isInPart(line, part)) yield line;
  }
}

/** The training lines among the rows. */
export async function* trainingLines(rows: AsyncIterable<LoggedRow>, filter: TrainingFilter): AsyncGenerator<TrainingLine | GroundedLine> {
  for await (const row of rows) {
    const line = toTrainingLine(row, filter);
    if (line) yield line;
  }
}

const CHUNK_CHARS = 65_536;

/** Values as JSON, one a line, in pieces of about 64 kB: a reader that takes one piece at a time never holds them all. */
export async function* toJsonLines(values: AsyncIterable<unknown>): AsyncGenerator<string> {
  let piece = "";
  for await (const value of values) {
    piece += `${JSON.stringify(value)}\n`;
    if (piece.length < CHUNK_CHARS) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
