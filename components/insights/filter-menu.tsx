import type { FilterKey } from "@/lib/metrics/filter";

export type Choice = { readonly value: string; readonly label?: string };

type Props = {
  readonly name: FilterKey;
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  /** What no choice is called; null where one must be chosen. */ readonly any?: string | null;
};

/** One menu of the filter; left out where there is nothing to choose. A value that is not among the choices is kept as it is. */
export function FilterMenu({ name, label, value = "", choices, any = "All" }: Props) {
  const known = value === "" || choices.some((choice) => choice.value === value);
  if (choices.length === 0 && value === "") return null;
  return (
    <label className="text-sm text-muted">
      {label}
      <select name={name} defaultValue={value} className="field mt-1 block min-h-11 sm:min-h-10 sm:w-auto sm:max-w-60">
        {any === null ? null : <option value="">{any}</option>}
        {known ? null : <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label ?? choice.value}
          </option>
        ))}
      </select>
    </label>
  );
}
