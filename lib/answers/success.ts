/** Only an answer, or a true empty result, is a success. Unfinished turns are in no rate. @param outcome an `Outcome` or "unfinished" */
export function isSuccess(outcome: string): boolean {
  return outcome === "answered" || outcome === "empty";
}
