import { describe, expect, it } from "vitest";
import type { LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

function analyze(text: string): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(new TextEncoder().encode(text));
  return analyzer.finish(0).report;
}

const at = (client: string, status: number): string =>
  `${client} - - [11/Mar/2026:09:58:01 +0000] "POST /api/stays HTTP/2.0" ${status} 512 "-" "Mozilla/5.0"`;
const REFUSED = `2026/03/11 09:58:01 [error] 31#31: *40 connect() failed (111: Connection refused) while connecting to upstream, client: 10.1.2.3, server: stay.example, request: "POST /api/stays HTTP/2.0", upstream: "http://10.8.0.12:8081/api/stays"`;
const event = (type: string, reason: string, object: string, text: string): string =>
  `2026-09-05T13:00:40Z   ${type}   ${reason}   ${object}   ${text}`;
const MAILS = `2026-07-15 09:00:01.101 INFO  1 --- [exec-1] com.glen.Mailer : ready
2026-07-15 09:00:02.101 ERROR 1 --- [exec-1] com.glen.Mailer : mail for LOT-50301 not sent, queued again
2026-07-15 09:00:03.101 INFO  1 --- [exec-1] com.glen.LotStore : bid on LOT-50302 stored`;

const GOOD: readonly (readonly [name: string, text: string])[] = [
  ["a request that a proxy served by its second server", `${REFUSED}\n${at("10.1.2.3", 201)}`],
  ["a request that a proxy served, whose client its two lines name differently", `${REFUSED}\n${at("192.0.2.9", 201)}`],
  [
    "a file that somebody asked for and that is not there",
    `2026/03/11 09:58:01 [error] 31#31: *41 open() "/srv/www/old.php" failed (2: No such file or directory), client: 10.1.2.3, server: stay.example, request: "GET /old.php HTTP/1.1"\n${at("10.1.2.3", 200)}`,
  ],
  [
    "a block that was written at a second attempt",
    `2026-05-05 03:00:01,100 - bills.store - INFO - block 44 stored
2026-05-05 03:00:02,100 - bills.store - ERROR - could not write block 45: deadlock detected, rolling back
2026-05-05 03:00:03,100 - bills.store - INFO - block 45: second attempt
2026-05-05 03:00:04,100 - bills.store - INFO - block 45 stored`,
  ],
  [
    "a mail that was queued again and sent later",
    `${MAILS}\n2026-07-15 09:00:09.101 INFO  1 --- [exec-1] com.glen.Mailer : 1 queued mail sent`,
  ],
  [
    "a pod that is not ready at first",
    `${event("Normal", "Started", "pod/rates-1", "Started container rates")}
${event("Warning", "Unhealthy", "pod/rates-1", "Readiness probe failed: dial tcp 10.2.3.4:80: connect: connection refused")}
${event("Normal", "Ready", "pod/rates-1", "Pod became ready")}`,
  ],
  [
    "a cache of a build that could not be kept, and nothing that was counted as failed",
    `2026-04-02T07:12:00.1Z 8 chart(s) linted, 0 chart(s) failed
2026-04-02T07:12:01.1Z Failed to save: Unable to reserve cache with key Linux-8d11, another job may be creating this cache.
2026-04-02T07:12:02.1Z Cleaning up`,
  ],
  [
    "a warning with a stack below it of what is tried again",
    `2026-07-15 09:00:01.101 WARN  1 --- [exec-1] com.glen.LotStore : bid on LOT-50301 met a newer version, trying again (1/3)
com.glen.StaleRow: Row was updated by another transaction
org.orm.StaleObjectException: Row was updated by another transaction
	at com.glen.LotStore.bid(LotStore.java:88)
2026-07-15 09:00:03.101 INFO  1 --- [exec-1] com.glen.LotStore : bid on LOT-50301 stored`,
  ],
  [
    "a tunnel whose program starts again",
    `Apr 11 23:07:46 edge-1 tunnel[2001]: TLS Error: key negotiation failed to occur within 60 seconds
Apr 11 23:07:47 edge-1 tunnel[2001]: soft error received, process restarting
Apr 11 23:08:10 edge-1 tunnel[2001]: sequence completed`,
  ],
  [
    "a bridge to another broker that is there again",
    `2026-09-02 10:24:34,017 ERROR [bridge] Network connection between mq-east and tcp://mq-west:61616 shut down due to a remote error: connection reset
2026-09-02 10:26:34,017 INFO  [bridge] Network connection between mq-east and tcp://mq-west:61616 has been established.`,
  ],
  [
    "a server of a pool that is served by another one and returns",
    `level=error ts=2026-07-02T10:00:58.938Z msg="backend unreachable" backend=10.4.0.7:8080 err="i/o timeout"
level=info ts=2026-07-02T10:00:59.138Z msg="request served" backend=10.4.0.8:8080 status=200
level=info ts=2026-07-02T10:01:58.938Z msg="backend returned to rotation" backend=10.4.0.7:8080`,
  ],
  [
    "a sign-in that a database server refused",
    `2026-10-05 00:08:58.92 Logon       Error: 18456, Severity: 14, State: 5.
2026-10-05 00:08:58.92 Logon       Login failed for user 'scan'. Reason: Could not find a login. [CLIENT: 10.16.208.2]
2026-10-05 00:09:58.92 Backup      Log was backed up. Database: Grain.`,
  ],
  [
    "a service that crashed and was started again",
    `Aug 04 12:22:03 barn kernel: milkd[2210]: segfault at 8 ip 00005590 error 4 in milkd[5590+2000]
Aug 04 12:22:04 barn systemd[1]: milkd.service: Failed with result 'core-dump'.
Aug 04 12:22:09 barn systemd[1]: Started milkd.service - Milk meter.
Aug 04 12:22:10 barn milkd[2299]: listening, 18 meters`,
  ],
  [
    "a position that was lost and found",
    `07-04 12:00:46.114  7120  7154 E GnssHal: position lost
07-04 12:00:56.114  7120  7154 I GnssHal: position fixed with 9 satellites`,
  ],
  [
    "a request that was answered all the same",
    `time=2026-09-11T10:00:48.737Z level=error app=pricing msg="rates lookup failed" rid=c55c8265 error="code = Unavailable"
time=2026-09-11T10:00:49.413Z level=info app=pricing msg="old rates used" rid=c55c8265
time=2026-09-11T10:00:50.197Z level=info app=pricing msg=answered rid=c55c8265 code=200`,
  ],
  [
    "what is closed once a program is told to end, and an error field that holds none",
    `time=2026-09-11T10:00:48.737Z level=error app=pricing msg="reload over" error=<nil> changed=3
time=2026-09-11T10:00:50.197Z level=info app=pricing msg="got SIGTERM" open=2
time=2026-09-11T10:00:51.197Z level=error app=pricing msg="accept stopped" error="use of closed connection"`,
  ],
  [
    "another program of the same computer, beside a run that ended well",
    `Level,Date and Time,Source,Event ID,Task Category,Description
Information,05/01/2026 06:16:20 PM,CashCopy,1,None,"Copy of 3 May started, 12 tills."
Information,05/01/2026 06:18:20 PM,CashCopy,9,None,"Copy of 3 May finished, 12 of 12 tills copied."
Error,05/01/2026 06:19:20 PM,Application Error,1000,None,"Faulting application name: reader_tray.exe, exception code: 0xc0000005"
Information,05/01/2026 06:20:20 PM,EventLog,6013,None,"The system uptime is 88122 seconds."
Information,05/01/2026 06:21:20 PM,EventLog,6013,None,"The system uptime is 88182 seconds."
Information,05/01/2026 06:22:20 PM,EventLog,6013,None,"The system uptime is 88242 seconds."`,
  ],
  [
    "what several programs complain of from the first line to the last",
    Array.from({ length: 12 }, (_, index) => {
      const time = `07-04 12:00:${String(index * 3 + 10)}.114  7120  7154`;
      return `${time} E libgroup: set_slack write failed: Operation not permitted\n${time} E Finsky: Could not refresh the list\n${time} I Sync: track ${index} uploaded`;
    }).join("\n"),
  ],
];

const BAD: readonly (readonly [name: string, text: string])[] = [
  ["a request that a proxy could not serve", `${REFUSED}\n${at("10.1.2.3", 502)}`],
  [
    "a block that is not written",
    "2026-05-05 03:00:02,100 - bills.store - ERROR - could not write block 45\n2026-05-05 03:00:04,100 - bills.store - INFO - block 46 stored",
  ],
  ["a mail that was queued again, and nothing of it later", MAILS],
  [
    "a server of a pool that is lost, and another one that returns",
    `level=error ts=2026-07-02T10:00:58.938Z msg="backend unreachable" backend=10.4.0.7:8080 err="i/o timeout"
level=info ts=2026-07-02T10:01:58.938Z msg="backend returned to rotation" backend=10.4.0.9:8080`,
  ],
  [
    "a service that crashed and was not started again",
    `Aug 04 12:22:03 barn kernel: milkd[2210]: segfault at 8 ip 00005590 error 4 in milkd[5590+2000]
Aug 04 12:22:04 barn systemd[1]: milkd.service: Failed with result 'core-dump'.
Aug 04 12:22:09 barn systemd[1]: Started cheesed.service - Cheese meter.`,
  ],
  [
    "what several programs complain of from the middle on",
    Array.from({ length: 32 }, (_, index) => {
      const time = `07-04 12:00:${String(index + 10)}.114  7120  7154`;
      const sent = `${time} I Sync: track ${index} uploaded`;
      return index < 20
        ? sent
        : `${time} E Store: page write failed: no space left on device\n${time} E Copier: could not copy the page\n${sent}`;
    }).join("\n"),
  ],
  [
    "a backup that a database server could not write",
    `2026-10-05 02:34:32.10 spid51      Error: 18204, Severity: 16, State: 1.
2026-10-05 02:34:32.10 spid51      RequestDurableMedia: failure on backup device 'F:\\bak\\Weigh.trn'. Operating system error 112(There is not enough space on the disk.).
2026-10-05 02:34:33.77 Backup      Log was backed up. Database: Grain.`,
  ],
  [
    "a message that came back until nobody wanted it any more",
    `11:00:00.100 INFO  Desk           delivery 1 of m-7c1f0e22
11:00:00.200 WARN  Handler        m-7c1f0e22 put back, no zone for country XI
11:00:01.100 INFO  Desk           delivery 2 of m-7c1f0e22
11:00:01.200 WARN  Handler        m-7c1f0e22 put back, no zone for country XI
11:00:02.100 INFO  Router         m-7c1f0e22 reached its delivery limit (2), moved to orders.dlq
11:00:03.100 INFO  Desk           delivery 1 of m-81aa0e22
11:00:03.200 INFO  Handler        order stored in 9 ms`,
  ],
];

describe("what failed at first", () => {
  it.each(GOOD)("is made good: %s", (_name, text) => {
    expect(analyze(text).verdict.outcome).not.toBe("failed");
  });
  it.each(BAD)("stays a failure: %s", (_name, text) => {
    expect(analyze(text).verdict.outcome).toBe("failed");
  });
  it("is not listed where several programs say it all along", () => {
    const text = GOOD.find(([name]) => name.startsWith("what several programs"))?.[1] ?? "";
    const report = analyze(text);
    expect([report.verdict.outcome, report.stats.failures]).toEqual(["ok", 0]);
    expect(report.notes.join(" ")).toContain("24 lines of 2 kinds look like failures but come back all through the log");
  });
});
