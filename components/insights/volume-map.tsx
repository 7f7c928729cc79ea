import { TitledCard } from "@/components/insights/titled-card";
import { formatNumber } from "@/lib/answers/format";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

type Props = { readonly volume: readonly { readonly weekday: number; readonly hour: number; readonly count: number }[] };

/** Questions by weekday and hour: a table whose cells are shaded by their number, so it is its own text. */
export function VolumeMap({ volume }: Props) {
  const countAt = (weekday: number, hour: number) => volume.find((cell) => cell.weekday === weekday && cell.hour === hour)?.count ?? 0;
  const most = Math.max(0, ...volume.map(({ count }) => count));
  return (
    <TitledCard
      titleId="volume"
      title="Questions by weekday and hour"
      note={`the darker, the more; at most ${formatNumber(most, 0)} an hour`}
    >
      <div role="group" aria-labelledby="volume" tabIndex={0} className="relative overflow-x-auto">
        <table className="w-full min-w-[33rem] table-fixed border-separate border-spacing-px text-center text-xs tabular-nums">
          <thead>
            <tr>
              <td className="w-10" />
              {HOURS.map((hour) => (
                <th key={hour} scope="col" className="font-normal text-muted">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WEEKDAYS.map((name, weekday) => (
              <tr key={name}>
                <th scope="row" className="pr-2 text-left font-normal text-muted">
                  {name}
                </th>
                {HOURS.map((hour) => {
                  const count = countAt(weekday, hour);
                  return (
                    <td
                      key={hour}
                      title={`${name} ${hour}:00, ${formatNumber(count, 0)}`}
                      className="h-7 rounded-sm"
                      style={{
                        background:
                          count === 0
                            ? "var(--sunken)"
                            : `color-mix(in oklab, var(--chart-1) ${Math.round(12 + 78 * Math.sqrt(count / most))}%, var(--surface))`,
                      }}
                    >
                      <span className="sr-only">{count}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </TitledCard>
  );
}
