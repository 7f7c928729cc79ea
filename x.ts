import { makeHome } from "@/e2e/start-app";
import { benchMemory } from "@/e2e/bench-memory";
await benchMemory(makeHome().databaseUrl); process.exit(0);
