import { join } from "node:path";
import { evaluateLogs } from "@/lib/engines/logs/evaluate.fs";
import { evaluateShop } from "@/lib/engines/shop/evaluate.fs";
import { evaluateText2Sql } from "@/lib/engines/text2sql/evaluate/evaluate.fs";
import { evaluateBank } from "@/lib/engines/text2sql/evaluate/evaluate-bank.fs";
import { describeCurve, evaluateLearning } from "@/lib/learning/evidence/evaluate.fs";
import { describeWords, evaluateWords } from "@/lib/learning/evidence/evaluate-words.fs";
import { requireEnv } from "@/lib/platform/env";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE =
  "usage: npm run eval -- text2sql SET_DIR OUT.jsonl | bank dev|held OUT.jsonl | shop FILE.jsonl OUT.jsonl | logs DIR OUT.jsonl | learning SET_DIR|bank OUT.jsonl | words SET_DIR OUT.jsonl";

/** Runs one engine over a set of questions or logs and writes what it answered, one JSON a line. */
async function evaluate(argv: readonly string[]): Promise<number> {
  const [engine, input, out] = argv;
  const demo = (file: string): string => join(requireEnv().TELLBACK_DATA_DIR, file);
  if (input === undefined || out === undefined) {
    console.error(USAGE);
    return 2;
  }
  if (engine === "text2sql") await evaluateText2Sql(input, out);
  else if (engine === "bank" && (input === "dev" || input === "held"))
    console.log((await evaluateBank(input, out, demo("bank.sqlite"))).join("\n"));
  else if (engine === "shop") await evaluateShop(input, out, demo("shop.sqlite"));
  else if (engine === "logs") await evaluateLogs(input, out);
  else if (engine === "learning")
    for (const line of describeCurve(await evaluateLearning(input, out, demo("bank.sqlite")))) console.log(line);
  else if (engine === "words") for (const line of describeWords(await evaluateWords(input, out))) console.log(line);
  else {
    console.error(USAGE);
    return 2;
  }
  return 0;
}

runCommand(evaluate);
