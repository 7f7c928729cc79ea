/** A log whose failing lines are known. Lines are 1-based. */
export type LabelledLog = {
  readonly name: string;
  readonly text: string;
  /** Lines that are a failure: cause, consequence or side failure. */
  readonly failing: ReadonlySet<number>;
  /** Lines that may be shown or not, such as a failed attempt that was made good. */
  readonly either: ReadonlySet<number>;
};
