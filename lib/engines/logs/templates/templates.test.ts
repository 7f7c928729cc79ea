import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTemplateMiner, templateId } from "@/lib/engines/logs/templates/templates";
import { messageKey, tokenize } from "@/lib/engines/logs/templates/tokens";

function mine(messages: readonly string[]) {
  const miner = createTemplateMiner();
  messages.forEach((message, index) => miner.add(message, 0, index + 1));
  return miner.finish();
}

describe("templates", () => {
  it.each([
    ["Received block blk_-38865049064139660 of size 67108864 from /10.251.42.84", "Received block <*> of size <*> from <*>"],
    ["open /var/log/app/today.txt", "open <*>"],
    ["GET https://api.acme.example/v1/x?y=2 done", "GET <*> done"],
    ["mail to jo.doe@post.example sent", "mail to <*> sent"],
    ["uid=0 euid=12 tty=NODEVssh", "uid = <*> euid = <*> tty = NODEVssh"],
    ["bins [3, 14, 15] freed", "bins [ <*> ] freed"],
    ["at Sun Jul 17 12:16:49 2026 gone", "at <*> gone"],
    ["link 0a:bc:de:ff:ae:cd is up", "link <*> is up"],
    ["address fe80::facc:ab12:bebe assigned", "address <*> assigned"],
    ["at 12:30:45 ratio 3:4", "at <*> ratio <*>"],
    ['opening book "big old house" at 7', "opening book <*> at <*>"],
    ["chrome.exe asked proxy", "<*> asked proxy"],
    ["took 12.5ms and 3 GiB", "took <*> and <*> GiB"],
  ])("masks the changing parts of %s", (message, expected) => {
    expect(tokenize(message).join(" ")).toBe(expected);
  });

  it("puts messages that differ in an id under one template, and keeps different sentences apart", () => {
    const found = mine(["job 17 started", "job 18 started", "job 18 ended", "job 19 ended", "nothing to do"]);
    expect(found.map((one) => [one.template, one.count])).toEqual([
      ["job <*> started", 2],
      ["job <*> ended", 2],
      ["nothing to do", 1],
    ]);
  });

  it("merges a place that holds many different words, as names of users do", () => {
    const found = mine(["root", "guest", "anna", "bob", "carl"].map((user) => `session opened for user ${user} by cron`));
    expect(found.map((one) => one.template)).toEqual(["session opened for user <*> by cron"]);
  });

  it("takes a value for the same whether its unit stands apart or not", () => {
    const found = mine(["closed after 450 ms", "closed after 12ms", "closed after 3 s", "closed after 3 tries"]);
    expect(found.map((one) => one.count)).toEqual([3, 1]);
  });

  it("does not merge two words, because they may be two events", () => {
    expect(mine(["link is up now", "link is down now"])).toHaveLength(2);
  });

  it("does not merge true and false", () => {
    expect(mine(["a", "b", "c", "d"].flatMap((name) => [`flag ${name} is true`, `flag ${name} is false`]))).toHaveLength(2);
  });

  it("gives the same id in another file, whatever came before", () => {
    const [one] = mine(["order 1 paid"]);
    const others = mine(["hello world", "order 99 paid", "order 7 paid"]);
    expect(others.some((other) => other.id === one?.id && other.count === 2)).toBe(true);
    expect(templateId("a")).not.toBe(templateId("b"));
  });

  it("counts every message exactly once, for any messages", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60 }), { maxLength: 60 }),
        (messages) => mine(messages).reduce((sum, one) => sum + one.count, 0) === messages.length,
      ),
      { numRuns: 200 },
    );
  });

  it("gives equal keys to messages that differ in digits only, and different keys otherwise", () => {
    expect(messageKey("block blk_17 of size 9", 0)).toBe(messageKey("block blk_9999 of size 12345", 0));
    expect(messageKey("block blk_17 of size 9", 0)).not.toBe(messageKey("block blk_17 if size 9", 0));
    expect(messageKey("xx block 1", 3)).toBe(messageKey("block 2", 0));
  });

  it("keeps memory bounded when every message is new", () => {
    const miner = createTemplateMiner();
    const letters = (n: number): string => n.toString(26).replace(/[0-9]/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "q");
    for (let i = 0; i < 30_000; i++) miner.add(`${letters(i * 7919)} ${letters(i)} ${letters(i * 31)}`, 0, i + 1);
    expect(miner.clusters.length).toBeLessThan(20_100);
    expect(miner.finish().reduce((sum, one) => sum + one.count, 0)).toBe(30_000);
  });
});
