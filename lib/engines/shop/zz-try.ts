import { openSqlite } from "@/lib/query/run.sqlite";
import { createShopEngine } from "@/lib/engines/shop/engine";
import { inlineParams } from "@/lib/query/inline-params";
import { findUnproven } from "@/lib/answers/proof";
import fs from "node:fs";
const runner = openSqlite("data/shop.sqlite");
const engine = createShopEngine({ runner, shops: async () => [{id:10,name:"Nakshi Corner",slug:"nakshi-corner",currency:"BDT"},{id:13,name:"Shapla Bazar",slug:"shapla-bazar",currency:"BDT"},{id:21,name:"Padma Gadgets",slug:"padma-gadgets",currency:"BDT"}] });
const lines = fs.readFileSync(0,"utf8").split("\n").filter(Boolean);
const sqlOn = process.argv.includes("--sql");
for (const line of lines) {
  let previous: any[] = [];
  for (const text of line.split("|")) {
    const t0 = performance.now();
    const plan = await engine.plan({ text, now: "2026-11-18 15:30:00", previous, shopId: 13, source: "shop", uploadId: null });
    if (!plan.ok) { console.log(`? ${text}\n   [${plan.error.outcome}/${plan.error.code}] ${plan.error.message} :: ${plan.error.options.map(o=>o.question).join(" / ")}`); continue; }
    const t1 = performance.now();
    const ran = await engine.execute(plan.value, new AbortController().signal);
    const t2 = performance.now();
    if (!ran.ok) { console.log(`! ${text}\n   ${JSON.stringify(ran.error)} ${JSON.stringify(plan.value.call)}`); continue; }
    const a = engine.answer(plan.value, ran.value);
    const bad = findUnproven(a, text);
    console.log(`${text}\n   [${plan.value.tool} ${plan.value.confidence} ${a.outcome} ${Math.round(t1-t0)}+${Math.round(t2-t1)}ms] ${a.text}${bad.length?"  UNPROVEN "+bad.join(","):""}\n   ${a.caveats.join(" ")} ${JSON.stringify(ran.value.result.rows.slice(0,2))} (${ran.value.rowCount})`);
    if (sqlOn) console.log(inlineParams({sql: ran.value.sql ?? "", params: ran.value.params as any, dialect: "sqlite"}));
    previous = [{ question: text, engine: "shop", source: "shop", plan: JSON.parse(JSON.stringify(plan.value)), uploadId: null }];
  }
}
process.exit(0);
