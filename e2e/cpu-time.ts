import { existsSync, readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

type Process = { readonly id: number; readonly parent: number; readonly seconds: number };

/** CPU seconds that a process and its children have used so far; null where the system does not tell (only Linux does). */
export function cpuSecondsOf(pid: number): number | null {
  if (!existsSync("/proc/self/stat")) return null;
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const family = (id: number): readonly Process[] => [
    ...all.filter((one) => one.id === id),
    ...all.filter((one) => one.parent === id).flatMap((one) => family(one.id)),
  ];
  return family(pid).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** One line of /proc/ID/stat: `id (name) state parent … utime stime`, the name may hold anything. */
function readProcess(id: number): Process | null {
  const path = `/proc/${id}/stat`;
  if (!existsSync(path)) return null;
  const stat = readFileSync(path, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { id, parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
}
