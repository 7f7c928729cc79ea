/** One kind of load: how many people ask at the same time, for how long, and how long each reads an answer before asking on. */
export type Load = { readonly users: number; readonly seconds: number; readonly readingMs: number };
export type LoadResult = { readonly times: readonly number[]; readonly errors: readonly string[]; readonly seconds: number };

/** Keeps `users` people asking until the time is over; each asks again when the last answer is there and read. */
export async function putLoad(url: string, questions: readonly string[], { users, seconds, readingMs }: Load): Promise<LoadResult> {
  const start = performance.now();
  const times: number[] = [];
  const errors: string[] = [];
  const isOver = () => performance.now() - start > seconds * 1000;
  const user = async (index: number) => {
    // People do not start in the same instant.
    await wait((index / users) * readingMs);
    for (let turn = 0; !isOver(); turn += 1) {
      const question = questions[(index * 37 + turn) % questions.length] ?? "";
      const asked = performance.now();
      const error = await tryAsk(url, question);
      times.push(performance.now() - asked);
      if (error !== null) errors.push(`${error}: ${question}`);
      await wait(readingMs);
    }
  };
  await Promise.all(Array.from({ length: users }, (_, index) => user(index)));
  return { times, errors, seconds: (performance.now() - start) / 1000 };
}

async function tryAsk(url: string, question: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/api/mcp/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ shop_id: 13, question }),
    });
    const reply: unknown = await response.json();
    if (!response.ok) return String(response.status);
    const outcome = typeof reply === "object" && reply !== null ? String(Reflect.get(reply, "outcome")) : "no reply";
    return ["answered", "empty", "clarified", "refused"].includes(outcome) ? null : outcome;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
