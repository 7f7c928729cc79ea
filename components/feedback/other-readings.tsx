type Props = {
  readonly readings: readonly { readonly id: string; readonly label: string }[];
  readonly busy: boolean;
  readonly onChoose: (id: string) => void;
};

/** What the question could have meant as well. */
export function OtherReadings({ readings, busy, onChoose }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm text-muted">Was one of these meant?</p>
      <div role="group" aria-label="Other readings" className="flex flex-wrap gap-2">
        {readings.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className="chip-button max-w-full text-left break-words"
            aria-disabled={busy}
            onClick={() => busy || onChoose(id)}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
