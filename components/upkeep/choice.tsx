type Props = {
  readonly label: string;
  /** What the form calls it. */
  readonly name: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
};

/** One of several things, which has to be chosen. */
export function Choice({ label, name, options }: Props) {
  return (
    <label className="flex flex-wrap items-center gap-2">
      <span className="min-w-24">{label}</span>
      <select name={name} required defaultValue="" className="field min-h-11 w-auto max-w-full sm:min-h-10">
        <option value="" disabled>
          Choose
        </option>
        {options.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
