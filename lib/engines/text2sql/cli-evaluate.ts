import { evaluateText2Sql } from "@/lib/engines/text2sql/evaluate.fs";

const [setDir, out] = process.argv.slice(2);
if (setDir === undefined || out === undefined) {
  console.error("usage: eval text2sql SET_DIR OUT.jsonl");
  process.exit(2);
}
evaluateText2Sql(setDir, out).then(
  (predictions) => {
    console.log(`${predictions.length} questions, ${predictions.filter((one) => !one.abstained).length} with a plan, ${predictions.filter((one) => one.wouldAsk).length} would be asked back, written to ${out}`);
    process.exit(0);
  },
  (failure: unknown) => {
    console.error(failure);
    process.exit(1);
  },
);
