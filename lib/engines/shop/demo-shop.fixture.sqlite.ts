import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createShopEngine } from "@/lib/engines/shop/engine";
import { readShopInfos } from "@/lib/engines/shop/evaluate.fs";
import { openSqlite } from "@/lib/query/run.sqlite";
import { writeDemoData } from "@/prisma/demo/write.sqlite";

const DATA = fileURLToPath(new URL("../../../data", import.meta.url));

/** The engine over the demo shops, for tests; who opens it closes its runner. @param maxRows rows that an answer holds */
export async function openDemoShop(maxRows?: number) {
  await writeDemoData(DATA);
  const file = join(DATA, "shop.sqlite");
  const runner = openSqlite(file);
  const shops = await readShopInfos(file);
  return { file, runner, engine: createShopEngine({ runner, shops: async () => shops, ...(maxRows === undefined ? {} : { maxRows }) }) };
}
