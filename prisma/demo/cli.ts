import { writeDemoData } from "./write.sqlite";

const [dir = "data", ...flags] = process.argv.slice(2);
const { written, elapsedMs } = await writeDemoData(dir, { force: flags.includes("--force") });
console.log(
  written.length === 0
    ? `Demo data is in ${dir} already.`
    : `Wrote ${written.join(" and ")} to ${dir} in ${(elapsedMs / 1000).toFixed(1)} s.`,
);
