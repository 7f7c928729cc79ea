/**
 * Passes events on as they come, and runs to the end also when nobody follows any more: a page that is left or reloaded ends the following,
 * not the work.
 * @param done called once when the work has ended, with what broke it or null
 */
export async function* runOn<T>(events: AsyncIterable<T>, done: (cause: unknown) => void): AsyncGenerator<T> {
  const waiting: T[] = [];
  let ended = false;
  let wake = (): void => {};
  const work = (async () => {
    for await (const event of events) {
      waiting.push(event);
      wake();
    }
  })();
  const settle = (cause: unknown) => {
    ended = true;
    done(cause);
    wake();
  };
  work.then(() => settle(null), settle);
  for (;;) {
    yield* waiting.splice(0);
    if (waiting.length > 0) continue;
    if (ended) return await work;
    await new Promise<void>((resolve) => (wake = resolve));
  }
}
