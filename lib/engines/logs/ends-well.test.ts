import { describe, expect, it } from "vitest";
import type { LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

type Outcome = LogReport["verdict"]["outcome"];
type Case = readonly [name: string, outcome: Outcome, text: string];

function outcomeOf(text: string): Outcome {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(new TextEncoder().encode(text));
  return analyzer.finish(0).report.verdict.outcome;
}

const WORKER = `{"level":"info","time":"2026-05-02T10:00:00Z","logger":"tanks","msg":"starting","version":"2.1.0"}
{"level":"warn","time":"2026-05-02T10:00:05Z","logger":"tanks","msg":"level query failed, will retry","tank":"TK-40118","attempt":1}
{"level":"info","time":"2026-05-02T10:00:07Z","logger":"tanks","msg":"level kept","tank":"TK-40118","attempt":2,"litres":820}
{"level":"error","time":"2026-05-02T10:00:09Z","logger":"tanks","msg":"second copy of a frame dropped","tank":"TK-51922"}
{"level":"info","time":"2026-05-02T10:00:11Z","logger":"tanks","msg":"level kept","tank":"TK-51922","litres":91}`;

const NOTICE = `2026-03-03 06:00:00,100 INFO  tariff.Main - start of the tariff load
2026-03-03 06:00:02,100 INFO  tariff.Loader - file 1 of 2 read
2026-03-03 06:00:04,100 INFO  tariff.Loader - file 2 of 2 read
2026-03-03 06:00:06,100 ERROR tariff.Mailer - Summary mail to the desk not sent (try 1 of 2)
2026-03-03 06:00:36,100 ERROR tariff.Mailer - Summary mail to the desk not sent (try 2 of 2)`;

const PLAY = `PLAY [all] ****
TASK [db : take the near copy] ****
ok: [db01]
fatal: [db02]: FAILED! => {"changed": false, "msg": "Failed to fetch https://near.example/pg.tar.gz 403 Forbidden"}
TASK [db : take the far copy] ****
changed: [db02]
PLAY RECAP ****
db01                       : ok=4    changed=1    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0`;

const TESTS = `2026-06-01T08:00:01.000Z PASS src/cart/add.test.ts
2026-06-01T08:00:02.000Z   ✓ survives a fatal error of the shelf (12 ms)
2026-06-01T08:00:02.100Z   ● Console
2026-06-01T08:00:02.200Z   console.error
2026-06-01T08:00:02.300Z     Error: could not read shelf: 502 Bad Gateway
2026-06-01T08:00:02.400Z         at readShelf (src/cart/shelf.ts:11:9)
2026-06-01T08:00:03.000Z PASS src/cart/drop.test.ts`;

const RESTART = `2026-04-02 13:00:01,100 INFO  store.Cluster - Member 1 of the ring is well
2026-04-02 13:00:05,100 INFO  store.Cluster - Stopping member 4 for a planned restart
2026-04-02 13:00:07,100 ERROR store.Copier - Connection to member 4 was closed by the other side: connection reset
2026-04-02 13:00:12,100 ERROR store.Copier - Connection to member 4 was closed by the other side: connection reset`;

const CASES: readonly Case[] = [
  [
    "a round that ends with nothing missing makes good what was tried again in it",
    "ok_with_side_failure",
    `${WORKER}
{"level":"info","time":"2026-05-02T10:00:20Z","logger":"tanks","msg":"round finished","tanks":64,"kept":64,"failed":0,"missing":0}`,
  ],
  [
    "a round that ends with one failed tank",
    "failed",
    `${WORKER}
{"level":"info","time":"2026-05-02T10:00:20Z","logger":"tanks","msg":"round finished","tanks":64,"kept":63,"failed":1,"missing":1}`,
  ],
  [
    "a mail that was given up beside work that was all done",
    "ok_with_side_failure",
    `${NOTICE}
2026-03-03 06:00:40,100 INFO  tariff.Loader - Tariffs of the day closed, files 2 of 2 loaded
2026-03-03 06:00:41,100 INFO  tariff.Main - stopping`,
  ],
  [
    "a mail that was given up where nothing says that the work was all done",
    "failed",
    `${NOTICE}
2026-03-03 06:00:41,100 INFO  tariff.Main - stopping`,
  ],
  [
    "a mail that was given up where only some of the work was done",
    "failed",
    `${NOTICE}
2026-03-03 06:00:40,100 INFO  tariff.Loader - Tariffs of the day closed, files 1 of 2 loaded
2026-03-03 06:00:41,100 INFO  tariff.Main - stopping`,
  ],
  [
    "metrics that could not be pushed beside an export that ended well",
    "ok_with_side_failure",
    `2026-03-04 01:00:00,100 INFO  rates.Main - start
2026-03-04 01:00:06,100 ERROR rates.Push - could not send metrics: 503 Service Unavailable
2026-03-04 01:00:09,100 INFO  rates.Writer - export finished, 81 rates`,
  ],
  [
    "rates that could not be written beside an export that ended well",
    "failed",
    `2026-03-04 01:00:00,100 INFO  rates.Main - start
2026-03-04 01:00:06,100 ERROR rates.Push - could not send rates: 503 Service Unavailable
2026-03-04 01:00:09,100 INFO  rates.Writer - export finished, 81 rates`,
  ],
  [
    "metrics that could not be pushed before an export that failed",
    "failed",
    `2026-03-04 01:00:00,100 INFO  rates.Main - start
2026-03-04 01:00:06,100 ERROR rates.Push - could not send metrics: 503 Service Unavailable
2026-03-04 01:00:09,100 ERROR rates.Writer - export not finished: no space left on device`,
  ],
  [
    "a payment that was given up beside other work that was all done",
    "failed",
    `${NOTICE.replaceAll("Summary mail to the desk not sent", "Payment file not delivered to the bank").replaceAll("Mailer", "Sender")}
2026-03-03 06:00:40,100 INFO  tariff.Loader - Tariffs of the day closed, files 2 of 2 loaded
2026-03-03 06:00:41,100 INFO  tariff.Main - stopping`,
  ],
  [
    "a cluster job that lost an executor and whose final status is success",
    "ok",
    `26/05/01 02:00:00 INFO Driver: Submitted application: tides-daily
26/05/01 02:00:09 INFO Stage: Finished task 1.0 in stage 0.0
26/05/01 02:00:12 ERROR Scheduler: Lost executor 4 on 10.9.0.6: container preempted
26/05/01 02:00:30 INFO Stage: Finished task 2.0 in stage 0.0
26/05/01 02:01:01 INFO Master: Final app status: SUCCEEDED, exitCode: 0
26/05/01 02:01:02 INFO Hook: Shutdown hook called`,
  ],
  [
    "a cluster job that lost an executor and whose final status is failure",
    "failed",
    `26/05/01 02:00:00 INFO Driver: Submitted application: tides-daily
26/05/01 02:00:09 INFO Stage: Finished task 1.0 in stage 0.0
26/05/01 02:00:12 ERROR Scheduler: Lost executor 4 on 10.9.0.6: container preempted
26/05/01 02:00:30 INFO Stage: Finished task 2.0 in stage 0.0
26/05/01 02:01:01 INFO Master: Final app status: FAILED, exitCode: 15
26/05/01 02:01:02 INFO Hook: Shutdown hook called`,
  ],
  [
    "a copy script that could not read one file and finished",
    "ok_with_side_failure",
    `Sun Aug 02 01:10:02 copy.sh: start
Sun Aug 02 01:10:06 A /data/plans/a1.pdf
Sun Aug 02 01:10:07 /data/plans/b7.pdf: open: [Errno 13] Permission denied: 'b7.pdf'
Sun Aug 02 01:10:07 E /data/plans/b7.pdf
Sun Aug 02 01:10:09 A /data/plans/c2.pdf
Sun Aug 02 01:10:31 copy.sh: finished, copy made`,
  ],
  [
    "a copy script that could not read one file and says nothing of its end",
    "failed",
    `Sun Aug 02 01:10:02 copy.sh: start
Sun Aug 02 01:10:06 A /data/plans/a1.pdf
Sun Aug 02 01:10:07 /data/plans/b7.pdf: open: [Errno 13] Permission denied: 'b7.pdf'
Sun Aug 02 01:10:07 E /data/plans/b7.pdf
Sun Aug 02 01:10:31 copy.sh: copy not made`,
  ],
  [
    "connections lost while a member restarts as planned",
    "ok",
    `${RESTART}
2026-04-02 13:00:40,100 INFO  store.Cluster - Newly joined members: 4
2026-04-02 13:00:50,100 INFO  store.Cluster - Pages to copy: 0`,
  ],
  [
    "connections lost while a member restarts as planned that does not come back",
    "failed",
    `${RESTART}
2026-04-02 13:00:40,100 INFO  store.Cluster - Newly joined members: 2
2026-04-02 13:00:50,100 INFO  store.Cluster - Pages to copy: 812`,
  ],
  [
    "connections that are lost on after a planned restart",
    "failed",
    `${RESTART}
2026-04-02 13:00:40,100 INFO  store.Cluster - Newly joined members: 4
2026-04-02 13:00:50,100 ERROR store.Copier - Connection to member 4 was closed by the other side: connection reset`,
  ],
  [
    "a file system that fills up during a planned restart",
    "failed",
    `${RESTART}
2026-04-02 13:00:20,100 ERROR store.Copier - Page 881 was not written: no space left on device
2026-04-02 13:00:40,100 INFO  store.Cluster - Newly joined members: 4
2026-04-02 13:00:50,100 INFO  store.Cluster - Pages to copy: 0`,
  ],
  [
    "a host on which another way was taken, in lines of no known format",
    "unknown",
    `${PLAY}
db02                       : ok=5    changed=1    unreachable=0    failed=0    skipped=0    rescued=1    ignored=0`,
  ],
  [
    "a host that is counted as failed, and one after it that is not",
    "failed",
    `${PLAY}
db02                       : ok=5    changed=1    unreachable=0    failed=1    skipped=0    rescued=0    ignored=0
db03                       : ok=5    changed=1    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0`,
  ],
  [
    "what tests that pass write to the console",
    "ok",
    `${TESTS}
2026-06-01T08:00:04.000Z Tests:       14 passed, 14 total`,
  ],
  [
    "what tests write to the console, of which one fails",
    "failed",
    `${TESTS}
2026-06-01T08:00:03.500Z FAIL src/cart/pay.test.ts
2026-06-01T08:00:03.600Z   ✕ keeps the card (9 ms)
2026-06-01T08:00:04.000Z Tests:       1 failed, 13 passed, 14 total`,
  ],
  [
    "a step that exits with 0 before the run fails",
    "failed",
    `2026-05-01 01:00:00 INFO  load - start
2026-05-01 01:00:05 INFO  load - unpack exited with code 0
2026-05-01 01:00:06 INFO  load - reading the list
2026-05-01 01:00:07 ERROR load - could not write the table: no space left on device
2026-05-01 01:00:08 INFO  load - stopping`,
  ],
];

describe("logs in which something went wrong on the way", () => {
  it.each(CASES)("%s", (_name, outcome, text) => {
    expect(outcomeOf(text)).toBe(outcome);
  });
});
