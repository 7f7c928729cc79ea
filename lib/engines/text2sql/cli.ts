import { openSqlite } from "@/lib/query/run.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { introspect } from "@/lib/engines/text2sql/introspect";
import { inlineParams } from "@/lib/query/inline-params";

/** `npx tsx lib/engines/text2sql/cli.ts --db FILE "question"`: answer, SQL and explanation on standard output. */
async function main(argv: readonly string[]): Promise<number> {
  const at = argv.indexOf("--db");
  const file = argv[at + 1];
  const text = argv.filter((_, position) => at < 0 || (position !== at && position !== at + 1)).join(" ");
  if (at < 0 || file === undefined || text === "") {
    console.error('usage: ask --db FILE "question"');
    return 2;
  }
  const runner = openSqlite(file);
  const schema = await introspect(runner);
  if (!schema.ok) {
    console.error(`${file} could not be read: ${"message" in schema.error ? schema.error.message : schema.error.code}`);
    return 1;
  }
  const engine = createText2SqlEngine({ source: async () => ({ runner, schema: schema.value }), listSources: async () => [file] });
  const now = process.env["TELLBACK_NOW"] ?? new Date().toISOString().slice(0, 19);
  const planned = await engine.plan({ text, now, previous: [], shopId: null, source: file, uploadId: null });
  if (!planned.ok) {
    console.log([planned.error.message, ...planned.error.options.map((option) => `  - ${option.label}`)].join("\n"));
    return 1;
  }
  const run = await engine.execute(planned.value, AbortSignal.timeout(30_000));
  if (!run.ok) {
    console.error(run.error.message);
    return 1;
  }
  const answer = engine.answer(planned.value, run.value);
  const rows = (answer.table?.rows ?? []).slice(0, 20).map((row) => row.map((cell) => cell ?? "").join(" | "));
  console.log([answer.text, "", (answer.table?.columns ?? []).map((column) => column.label).join(" | "), ...rows, "", inlineParams({ sql: answer.sql ?? "", params: answer.params, dialect: "sqlite" }), "", `Understood as: ${planned.value.explanation} (confidence ${planned.value.confidence.toFixed(2)})`].join("\n"));
  await runner.close();
  return 0;
}

main(process.argv.slice(2)).then((code) => process.exit(code), (failure: unknown) => {
  console.error(failure);
  process.exit(1);
});
