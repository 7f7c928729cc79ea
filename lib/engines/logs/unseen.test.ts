import { describe, expect, it } from "vitest";
import type { LogReport } from "@/lib/answers/log-report";
import type { FailureCategory } from "@/lib/answers/failure-category";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

/**
 * Small logs of many kinds of system, written for this test. The mark before each line is its label: `!` is the root cause,
 * `~` may be shown as a failure, `.` must not be.
 */
type Case = {
  readonly name: string;
  readonly outcome: LogReport["verdict"]["outcome"];
  readonly category?: FailureCategory;
  readonly component?: string;
  readonly operation?: string;
  readonly transaction?: string;
  readonly text: string;
};

const CASES: readonly Case[] = [
  {
    name: "a .NET console logger whose inner exception names the cause",
    outcome: "failed",
    category: "database",
    component: "InvoiceWriter",
    operation: "SaveAsync",
    text: `
.info: Ledger.Startup[0]
.      Application started. Press Ctrl+C to shut down.
!fail: Ledger.InvoiceController[12]
~      Could not save invoice 88213
~      System.InvalidOperationException: An error occurred while saving the entity changes.
~       ---> Npgsql.PostgresException (0x80004005): 23505: duplicate key value violates unique constraint "ux_invoice_no"
~         at Npgsql.Internal.NpgsqlConnector.ReadMessage(Boolean async)
~         --- End of inner exception stack trace ---
~         at Ledger.Data.InvoiceWriter.SaveAsync(Invoice invoice) in /src/Ledger/Data/InvoiceWriter.cs:line 71
.info: Ledger.Heartbeat[0]
.      0 errors since start`,
  },
  {
    name: "a Go service that panics",
    outcome: "failed",
    category: "script",
    text: `
.2026/08/02 11:20:01 listening on :8080
.2026/08/02 11:20:04 GET /rates 200 1.2ms
!panic: runtime error: index out of range [3] with length 3
~
~goroutine 41 [running]:
~main.(*Table).Row(0xc000122000, 0x3)
~	/app/table.go:58 +0x1d
~main.serveRates(...)
~	/app/main.go:112
~exit status 2`,
  },
  {
    name: "a Node worker with an unhandled rejection",
    outcome: "failed",
    category: "connection",
    text: `
.[2026-03-08T07:11:00.120Z] INFO  (worker/31 on box-4): queue resumed, failed=0
.[2026-03-08T07:11:02.440Z] DEBUG (worker/31 on box-4): error handler registered
!(node:31) UnhandledPromiseRejectionWarning: Error: connect ECONNREFUSED 10.4.0.9:6379
~    at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1144:16)
~    at async CacheClient.open (/srv/worker/cache-client.js:33:5)
.[2026-03-08T07:11:07.001Z] INFO  (worker/31 on box-4): heartbeat`,
  },
  {
    name: "a job that retries and then succeeds",
    outcome: "ok",
    text: `
.2026-04-11 02:00:00,001 INFO  nightly.export - start, retries=3
~2026-04-11 02:00:31,004 WARN  nightly.export - upload attempt 1 of 3 failed: connection reset by peer, retrying in 5 s
~2026-04-11 02:01:02,010 WARN  nightly.export - upload attempt 2 of 3 failed: connection reset by peer, retrying in 10 s
.2026-04-11 02:01:14,222 INFO  nightly.export - upload succeeded on attempt 3
.2026-04-11 02:01:14,300 INFO  nightly.export - done, 0 failures`,
  },
  {
    name: "a job that retries and gives up",
    outcome: "failed",
    category: "connection",
    component: "nightly.export",
    text: `
.2026-04-11 02:00:00,001 INFO  nightly.export - start, retries=2
!2026-04-11 02:00:31,004 WARN  nightly.export - upload attempt 1 of 2 failed: no route to host vault.example:22, retrying in 5 s
~2026-04-11 02:01:02,010 WARN  nightly.export - upload attempt 2 of 2 failed: no route to host vault.example:22
~2026-04-11 02:01:02,014 ERROR nightly.export - giving up after 2 attempts`,
  },
  {
    name: "look-alikes only: counters, names and settings with error words",
    outcome: "ok",
    text: `
.2026-01-19T08:00:00Z INFO  app.Boot errorHandler=default failOnEmpty=false timeout=30s
.2026-01-19T08:00:01Z INFO  app.Boot loaded 18 error messages from errors_en.properties
.2026-01-19T08:00:02Z INFO  app.Sync finished: 0 errors, 0 failed, 412 ok
.2026-01-19T08:00:03Z INFO  app.Http Status Code: 200 for POST /errors/report
.2026-01-19T08:00:04Z DEBUG app.Cache cache miss for key user:failure_policy, loading
.2026-01-19T08:00:05Z INFO  app.Mail sent mail "Your payment failed - what now?" to 3 people
.2026-01-19T08:00:06Z INFO  app.Db no rows found in optional table feature_override, using defaults
.2026-01-19T08:00:07Z INFO  app.Test expected exception raised as expected in self test
.2026-01-19T08:00:08Z WARN  app.Dep method failFast() is deprecated`,
  },
  {
    name: "interleaved requests with an id in brackets, one of which fails",
    outcome: "failed",
    category: "authentication",
    transaction: "req-7f31ab",
    text: `
.10:00:00.100 [req-5510aa] INFO  gateway  GET /me started
.10:00:00.110 [req-7f31ab] INFO  gateway  POST /transfer started
.10:00:00.140 [req-5510aa] INFO  profile  loaded in 20 ms
!10:00:00.151 [req-7f31ab] ERROR tokens   signature of the access token is not valid: key kid-4 revoked
.10:00:00.160 [req-5510aa] INFO  gateway  answered 200
~10:00:00.171 [req-7f31ab] WARN  gateway  answered 401`,
  },
  {
    name: "JSON lines with nested fields, failing dependency logged after the consequence by its own service",
    outcome: "failed",
    category: "timeout",
    transaction: "c0ffee1234567890",
    component: "pricing",
    text: `
.{"@timestamp":"2026-05-05T12:00:00.000Z","log":{"level":"info"},"service":{"name":"web"},"trace":{"id":"c0ffee1234567890"},"message":"GET /quote"}
.{"@timestamp":"2026-05-05T12:00:00.010Z","log":{"level":"info"},"service":{"name":"web"},"trace":{"id":"aaaabbbbccccdddd"},"message":"GET /quote"}
.{"@timestamp":"2026-05-05T12:00:00.300Z","log":{"level":"info"},"service":{"name":"web"},"trace":{"id":"aaaabbbbccccdddd"},"message":"answered 200","http":{"response":{"status_code":200}}}
!{"@timestamp":"2026-05-05T12:00:05.010Z","log":{"level":"error"},"service":{"name":"pricing"},"trace":{"id":"c0ffee1234567890"},"message":"rate table did not answer","error":{"type":"TimeoutError","message":"deadline exceeded after 5000 ms"}}
~{"@timestamp":"2026-05-05T12:00:05.020Z","log":{"level":"error"},"service":{"name":"web"},"trace":{"id":"c0ffee1234567890"},"message":"answered 504","http":{"response":{"status_code":504}}}`,
  },
  {
    name: "logfmt with a fault inside a 200 body",
    outcome: "failed",
    category: "http",
    transaction: "9d1e77",
    text: `
.time=2026-02-01T10:00:00Z level=info svc=till req_id=9d1e77 msg="charge card"
!time=2026-02-01T10:00:01Z level=info svc=till req_id=9d1e77 msg="processor returned status 200 body {\\"approved\\":false,\\"reason\\":\\"limit\\"}"
~time=2026-02-01T10:00:01Z level=error svc=till req_id=9d1e77 msg="order not paid, answered 402"
.time=2026-02-01T10:00:05Z level=info svc=till req_id=9d1e88 msg="charge card"
.time=2026-02-01T10:00:06Z level=info svc=till req_id=9d1e88 msg="processor returned status 200 body {\\"approved\\":true,\\"error\\":null}"`,
  },
  {
    name: "a SOAP fault inside a 200",
    outcome: "failed",
    transaction: "SHP-20931",
    text: `
.2026-07-07 09:00:00 INFO  CarrierClient - shipment SHP-20930 request <soap:Envelope><soap:Body><book><id>SHP-20930</id></book></soap:Body></soap:Envelope>
.2026-07-07 09:00:01 INFO  CarrierClient - shipment SHP-20930 response 200 <soap:Envelope><soap:Body><bookResponse><result>OK</result><errorCode>0</errorCode></bookResponse></soap:Body></soap:Envelope>
.2026-07-07 09:00:02 INFO  CarrierClient - shipment SHP-20931 request <soap:Envelope><soap:Body><book><id>SHP-20931</id></book></soap:Body></soap:Envelope>
!2026-07-07 09:00:03 INFO  CarrierClient - shipment SHP-20931 response 200 <soap:Envelope><soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>Depot unknown</faultstring></soap:Fault></soap:Body></soap:Envelope>
~2026-07-07 09:00:03 ERROR ShipmentFlow - shipment SHP-20931 could not be booked`,
  },
  {
    name: "systemd unit that exits with a code",
    outcome: "failed",
    component: "backup",
    text: `
.Mar  3 04:00:01 vault systemd[1]: Starting backup.service - Nightly backup...
.Mar  3 04:00:02 vault backup[5521]: using /etc/backup.conf, on-error=stop
!Mar  3 04:00:44 vault backup[5521]: rsync: write failed on "/mnt/tape/a.img": No space left on device (28)
~Mar  3 04:00:44 vault systemd[1]: backup.service: Main process exited, code=exited, status=11/n/a
~Mar  3 04:00:44 vault systemd[1]: backup.service: Failed with result 'exit-code'.
.Mar  3 04:05:01 vault CRON[5580]: (root) CMD (run-parts /etc/cron.hourly)`,
    category: "resource",
  },
  {
    name: "a syslog of the 5424 kind with structured data",
    outcome: "failed",
    category: "authentication",
    text: `
.<134>1 2026-10-11T22:14:15.003Z edge1 vpnd 811 CONN [meta seq="1"] client 10.0.0.5 connected
!<131>1 2026-10-11T22:14:18.003Z edge1 vpnd 811 AUTH [meta seq="2"] certificate of peer hub-2 has expired, tunnel not started
.<134>1 2026-10-11T22:14:19.003Z edge1 vpnd 811 STAT [meta seq="3"] errors=0 dropped=0`,
  },
  {
    name: "CSV with semicolons and a quoted line break",
    outcome: "failed",
    category: "validation",
    component: "importer",
    text: `
.timestamp;level;service;job_id;message
.2026-06-01 00:00:00;INFO;importer;J-10021;"file prices.csv opened"
!2026-06-01 00:00:02;ERROR;importer;J-10021;"row 17 is not valid:
~price must be a number"
.2026-06-01 00:00:02;INFO;importer;J-10022;"file stock.csv imported, 0 rows rejected"`,
    transaction: "J-10021",
  },
  {
    name: "an access log with client errors and one server error",
    outcome: "failed",
    category: "http",
    operation: "POST /api/pay",
    text: `
.198.51.100.7 - - [12/Sep/2026:10:00:00 +0000] "GET /favicon.ico HTTP/1.1" 404 153 "-" "Mozilla/5.0"
.198.51.100.7 - - [12/Sep/2026:10:00:01 +0000] "GET /errors/500.html HTTP/1.1" 200 512 "-" "Mozilla/5.0"
.198.51.100.9 - - [12/Sep/2026:10:00:02 +0000] "GET /admin HTTP/1.1" 403 0 "-" "scanner"
!198.51.100.8 - - [12/Sep/2026:10:00:03 +0000] "POST /api/pay HTTP/1.1" 500 88 "-" "app/3"
.198.51.100.8 - - [12/Sep/2026:10:00:04 +0000] "GET /basket HTTP/1.1" 200 900 "-" "app/3"`,
  },
  {
    name: "Kubernetes events and probes that come right",
    outcome: "ok",
    text: `
.2026-09-01T06:00:00.000000000Z stdout F I0901 06:00:00.000000       1 main.go:20] starting, errors will be sent to stderr
~2026-09-01T06:00:02.000000000Z stderr F W0901 06:00:02.000000       1 probe.go:44] readiness probe failed: connection refused, will retry
.2026-09-01T06:00:04.000000000Z stdout F I0901 06:00:04.000000       1 probe.go:50] readiness probe ok after 2 attempts`,
  },
  {
    name: "Kubernetes controller that cannot pull an image",
    outcome: "failed",
    text: `
.I0714 10:21:00.100000    2211 kubelet.go:190] syncing pod shop/cart-7d9f
!E0714 10:21:03.200000    2211 kuberuntime.go:801] failed to pull image "hub.example/cart:9.1": manifest unknown
~E0714 10:21:03.210000    2211 pod_workers.go:99] error syncing pod shop/cart-7d9f, skipping: ErrImagePull
.I0714 10:21:10.100000    2211 kubelet.go:190] syncing pod shop/mail-11aa`,
  },
  {
    name: "a Python service with a chained traceback",
    outcome: "failed",
    category: "database",
    operation: "load",
    text: `
.2026-08-15 13:00:00,000 INFO shop.api: request 4410021 started
!2026-08-15 13:00:00,400 ERROR shop.api: request 4410021 broke
~Traceback (most recent call last):
~  File "/srv/shop/repo.py", line 20, in load
~    cur.execute(sql)
~psycopg2.errors.UndefinedTable: relation "basket_v2" does not exist
~
~During handling of the above exception, another exception occurred:
~
~Traceback (most recent call last):
~  File "/srv/shop/api.py", line 91, in handle
~    basket = repo.load(id)
~RuntimeError: basket not loaded
.2026-08-15 13:00:01,000 INFO shop.api: request 4410022 started
.2026-08-15 13:00:01,100 INFO shop.api: request 4410022 answered 200`,
  },
  {
    name: "a Rust service with tracing spans",
    outcome: "failed",
    category: "connection",
    text: `
.2026-02-02T10:00:00.000001Z  INFO request{id=51b2c3d4}: edge::proxy: new request path="/a"
!2026-02-02T10:00:00.020001Z ERROR request{id=51b2c3d4}: edge::upstream: connect failed err=Connection refused (os error 111) addr=10.1.1.4:9000
~2026-02-02T10:00:00.020101Z  WARN request{id=51b2c3d4}: edge::proxy: responded status=502
.2026-02-02T10:00:00.030001Z  INFO request{id=99aabbcc}: edge::proxy: new request path="/b"
.2026-02-02T10:00:00.040001Z  INFO request{id=99aabbcc}: edge::proxy: responded status=200`,
  },
  {
    name: "a build log with a failing step",
    outcome: "failed",
    text: `
.[10:11:12] Step 1/4: install dependencies
.[10:11:30] added 412 packages, found 0 vulnerabilities
.[10:11:31] Step 2/4: compile
!src/cart.ts(14,7): error TS2322: Type 'string' is not assignable to type 'number'.
~[10:11:40] Step 2/4 failed with exit code 2
~npm ERR! code ELIFECYCLE
~[10:11:41] Build FAILED`,
  },
  {
    name: "a build log that passes with tests named after failures",
    outcome: "ok",
    text: `
.[10:11:12] Step 1/2: test
.[10:11:13] ok 1 - rejects an invalid e-mail address
.[10:11:13] ok 2 - throws an error when the card is declined
.[10:11:14] ok 3 - retries after a timeout
.[10:11:14] Tests: 3 passed, 0 failed
.[10:11:15] Step 2/2: package
.[10:11:16] Build succeeded, 0 warnings, 0 errors`,
  },
  {
    name: "PostgreSQL server log with a deadlock",
    outcome: "failed",
    category: "database",
    text: `
.2026-05-16 03:02:14.123 UTC [1234] LOG:  checkpoint starting: time
.2026-05-16 03:02:15.100 UTC [1301] shop@orders LOG:  duration: 12.1 ms  statement: SELECT * FROM error_log
!2026-05-16 03:02:16.200 UTC [1301] shop@orders ERROR:  deadlock detected
~2026-05-16 03:02:16.200 UTC [1301] shop@orders DETAIL:  Process 1301 waits for ShareLock on transaction 9912; blocked by process 1302.
~2026-05-16 03:02:16.200 UTC [1301] shop@orders STATEMENT:  UPDATE stock SET n = n - 1 WHERE sku = 'A1'
.2026-05-16 03:02:44.500 UTC [1234] LOG:  checkpoint complete: wrote 12 buffers`,
  },
  {
    name: "MySQL error log with warnings that mean nothing",
    outcome: "ok",
    text: `
.2026-06-17T03:02:10.000000Z 0 [System] [MY-010116] [Server] mysqld (mysqld 8.0.36) starting as process 1
.2026-06-17T03:02:11.000000Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.
.2026-06-17T03:02:12.000000Z 0 [Note] [MY-012487] [InnoDB] crash recovery not needed
.2026-06-17T03:02:13.000000Z 0 [System] [MY-010931] [Server] ready for connections`,
  },
  {
    name: "a message broker that drops a consumer",
    outcome: "failed",
    category: "messaging",
    text: `
.[2026-01-30 12:00:00,000] INFO [GroupCoordinator 1]: Member c-1 joined group billing (kafka.coordinator.group.GroupCoordinator)
!2026-01-30 12:00:40.000 [error] <0.811.0> Channel error on connection <0.790.0>: message to queue 'invoice.in' not delivered, no consumer
.2026-01-30 12:00:41.000 [info] <0.812.0> accepting AMQP connection <0.812.0>`,
  },
  {
    name: "an out-of-memory kill before the requests that miss the service",
    outcome: "failed",
    category: "resource",
    text: `
.Aug 20 18:00:00 n3 app[900]: order ORD-55120 received
!Aug 20 18:00:03 n3 kernel: [99123.1] Memory cgroup out of memory: Killed process 931 (pdf-render)
~Aug 20 18:00:09 n3 app[900]: order ORD-55120 failed: pdf-render: connection refused
.Aug 20 18:00:20 n3 systemd[1]: pdf-render.service: Scheduled restart job, restart counter is at 1.
.Aug 20 18:00:25 n3 app[900]: order ORD-55121 received
.Aug 20 18:00:27 n3 app[900]: order ORD-55121 done`,
  },
  {
    name: "a queue time-out where the innermost step is logged last",
    outcome: "failed",
    category: "timeout",
    operation: "Ask press",
    transaction: "77D0A1B2C3D4E5F6",
    text: `
.TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG
.2026-05-20 11:10:00,100|2|Take job|JMS|success|Print|77D0A1B2C3D4E5F6|
.2026-05-20 11:10:01,100|2|Ask planner|JMS|pre|Print|77D0A1B2C3D4E5F6|put on 'PLAN.IN'
.2026-05-20 11:10:02,100|2|Ask press|JMS|pre|Print|77D0A1B2C3D4E5F6|put on 'PRESS.IN'
.2026-05-20 11:10:02,100|2|Look for logo in cache|CACHE|failure|Print|77D0A1B2C3D4E5F6|
~2026-05-20 11:11:01,100|60000|Ask planner|JMS|failure|Print|77D0A1B2C3D4E5F6|
!2026-05-20 11:11:02,100|60000|Ask press|JMS|failure|Print|77D0A1B2C3D4E5F6|
~2026-05-20 11:11:03,100|2|Set code 504|UA|success|Print|77D0A1B2C3D4E5F6|`,
  },
  {
    name: "a Windows event export as CSV",
    outcome: "failed",
    component: "Spooler",
    text: `
.Level,Date and Time,Source,Event ID,Task Category
.Information,10/03/2026 09:00:00,Service Control Manager,7036,None
!Error,10/03/2026 09:00:10,Spooler,7031,The Print Spooler service terminated unexpectedly
.Information,10/03/2026 09:01:10,Service Control Manager,7036,None`,
  },
  {
    name: "an embedded device without dates",
    outcome: "failed",
    text: `
.[    0.000000] Booting kernel
.[    1.200000] usb 1-1: new high-speed device
![   12.500000] EXT4-fs error (device sda1): ext4_find_entry: reading directory lblock 0
~[   12.600000] EXT4-fs (sda1): Remounting filesystem read-only
.[   20.000000] eth0: link up`,
  },
  {
    name: "an HAProxy log with one server going away",
    outcome: "failed",
    text: `
.Sep  9 10:00:00 lb haproxy[22]: 198.51.100.7:5001 [09/Sep/2026:10:00:00.100] web app/app1 0/0/1/12/13 200 512 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
!Sep  9 10:00:04 lb haproxy[22]: Server app/app1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.
~Sep  9 10:00:05 lb haproxy[22]: backend app has no server available!
~Sep  9 10:00:06 lb haproxy[22]: 198.51.100.7:5002 [09/Sep/2026:10:00:06.100] web app/<NOSRV> 0/-1/-1/-1/0 503 212 - - SC-- 1/1/0/0/0 0/0 "GET /cart HTTP/1.1"`,
  },
  {
    name: "a database migration that fails half-way",
    outcome: "failed",
    category: "database",
    text: `
.INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.
.INFO  [alembic.runtime.migration] Running upgrade 1a2b -> 3c4d, add error_code column
!sqlalchemy.exc.ProgrammingError: (psycopg2.errors.DuplicateColumn) column "error_code" of relation "orders" already exists
~[SQL: ALTER TABLE orders ADD COLUMN error_code VARCHAR]
~Migration failed`,
  },
  {
    name: "a cron mailer with one refused recipient beside a good run",
    outcome: "ok_with_side_failure",
    category: "messaging",
    text: `
.ts=2026-03-01T05:00:00Z level=info job=newsletter run=nl-20260301a msg="start"
.ts=2026-03-01T05:00:01Z level=info job=newsletter run=nl-20260228a msg="done"
.ts=2026-03-01T05:00:09Z level=info job=newsletter run=nl-20260227a msg="done"
!ts=2026-03-01T05:00:10Z level=error job=newsletter run=nl-20260301a msg="mail to recipient 17 rejected: mailbox unavailable"
.ts=2026-03-01T05:01:00Z level=info job=newsletter run=nl-20260301a msg="done"`,
  },
  {
    name: "a client that goes away",
    outcome: "ok",
    text: `
.2026/06/17 03:02:10 [info] 31#31: *9 client 10.0.0.4 closed keepalive connection
.2026/06/17 03:02:14 [warn] 31#31: *4 upstream response is buffered to a temporary file
~2026/06/17 03:02:15 [error] 31#31: *5 recv() failed (104: Connection reset by peer) while sending to client, client: 10.0.0.9, request: "GET /big.zip HTTP/1.1"
.10.0.0.9 - - [17/Jun/2026:03:02:15 +0000] "GET /big.zip HTTP/1.1" 200 8812 "-" "curl/8"`,
  },
  {
    name: "a Spring service where the pool runs dry",
    outcome: "failed",
    category: "resource",
    component: "OrderService",
    text: `
.2026-09-09 08:00:00.000  INFO 1 --- [nio-1] c.m.web.OrderController : order 771001 received
!2026-09-09 08:00:30.000 ERROR 1 --- [nio-1] c.m.order.OrderService : order 771001 not stored
~org.springframework.jdbc.CannotGetJdbcConnectionException: Failed to obtain JDBC Connection
~	at org.springframework.jdbc.datasource.DataSourceUtils.getConnection(DataSourceUtils.java:82)
~	at c.m.order.OrderService.store(OrderService.java:51)
~Caused by: java.sql.SQLTransientConnectionException: main - Connection is not available, request timed out after 30000ms (total=10, active=10, idle=0, waiting=4)
~	... 61 more
.2026-09-09 08:00:31.000  INFO 1 --- [nio-2] c.m.web.OrderController : order 771002 received
.2026-09-09 08:00:31.200  INFO 1 --- [nio-2] c.m.web.OrderController : order 771002 answered 201`,
  },
  {
    name: "a payload full of error words that is ordinary data",
    outcome: "ok",
    text: `
.2026-04-04 10:00:00 INFO Import - row {"title":"Fatal error","status":"published","tags":["exception","failure"],"errors":[]}
.2026-04-04 10:00:01 INFO Import - row {"title":"How to fix a timeout","status":"published","code":0}
.2026-04-04 10:00:02 INFO Import - comment: "it failed for me with error 500, please help"
.2026-04-04 10:00:03 INFO Import - 2 rows stored`,
  },
  {
    name: "key=value trace with a business id only in the text",
    outcome: "failed",
    transaction: "INV-2026-0091",
    category: "validation",
    text: `
.2026-10-01 09:00:00 | INFO  | billing.Run | invoice INV-2026-0090 created
.2026-10-01 09:00:01 | INFO  | billing.Run | invoice INV-2026-0090 sent
!2026-10-01 09:00:02 | ERROR | billing.Tax | invoice INV-2026-0091: VAT number is not valid
~2026-10-01 09:00:02 | WARN  | billing.Run | invoice INV-2026-0091 not created
.2026-10-01 09:00:03 | INFO  | billing.Run | invoice INV-2026-0092 created
.2026-10-01 09:00:04 | INFO  | billing.Run | invoice INV-2026-0092 sent`,
  },
  {
    name: "a Docker JSON log of a Ruby app",
    outcome: "failed",
    category: "script",
    text: `
.{"log":"I, [2026-07-01T10:00:00.000000 #1]  INFO -- : Started GET \\"/orders\\" for 10.0.0.1\\n","stream":"stdout","time":"2026-07-01T10:00:00.1Z"}
!{"log":"E, [2026-07-01T10:00:00.200000 #1] ERROR -- : NoMethodError (undefined method 'total' for nil:NilClass):\\n","stream":"stderr","time":"2026-07-01T10:00:00.2Z"}
~{"log":"app/models/order.rb:12:in 'sum'\\n","stream":"stderr","time":"2026-07-01T10:00:00.2Z"}
.{"log":"I, [2026-07-01T10:00:01.000000 #1]  INFO -- : Completed 200 OK in 4ms\\n","stream":"stdout","time":"2026-07-01T10:00:01.1Z"}`,
  },
  {
    name: "a PHP-FPM and Laravel log",
    outcome: "failed",
    category: "connection",
    text: `
.[2026-03-03 10:00:00] production.INFO: basket opened {"user":12}
![2026-03-03 10:00:02] production.ERROR: SQLSTATE[HY000] [2002] Connection refused {"exception":"[object] (PDOException(code: 2002): SQLSTATE[HY000] [2002] Connection refused at /srv/app/Db.php:31)
~[stacktrace]
~#0 /srv/app/Db.php(31): PDO->__construct()
~#1 {main}
~"}
.[2026-03-03 10:00:09] production.INFO: basket opened {"user":13}`,
  },
  {
    name: "free text without any known format, with a failure word",
    outcome: "failed",
    text: `
.Robot arm A ready
.Picking part 12 from bin 4
!Arm A could not grip part 12
~Aborting cycle 8
.Robot arm B ready`,
  },
  {
    name: "free text without any known format and nothing wrong",
    outcome: "unknown",
    text: `
.Robot arm A ready
.Picking part 12 from bin 4
.Part 12 placed
.Robot arm B ready`,
  },
  {
    name: "a certificate renewal that works the second time",
    outcome: "ok",
    text: `
.2026-11-01 01:00:00,100:INFO:renew: checking cert for a.example
~2026-11-01 01:00:05,100:ERROR:renew: challenge for a.example failed, trying again
.2026-11-01 01:01:05,100:INFO:renew: challenge for a.example succeeded
.2026-11-01 01:01:06,100:INFO:renew: certificate for a.example renewed`,
  },
  {
    name: "a batch whose summary counts failures",
    outcome: "failed",
    transaction: "batch-88120",
    text: `
.2026-02-12 22:00:00 INFO  Settler : batch batch-88119 finished: 120 ok, 0 failed
.2026-02-12 22:10:00 INFO  Settler : batch batch-88120 started
!2026-02-12 22:10:04 ERROR Settler : batch batch-88120 line 44: account closed, payment refused
~2026-02-12 22:10:09 WARN  Settler : batch batch-88120 finished: 119 ok, 1 failed`,
  },
  {
    name: "a message in another language with levels",
    outcome: "failed",
    text: `
.2026-05-09 10:00:00 INFO  Kasse : Bon 118 gedruckt
!2026-05-09 10:00:05 ERROR Kasse : Bon 119 nicht gedruckt, Drucker antwortet nicht
.2026-05-09 10:00:20 INFO  Kasse : Bon 120 gedruckt`,
  },
  {
    name: "an ANSI-coloured log of a game server",
    outcome: "failed",
    category: "resource",
    text: `
.\u001b[32m[12:00:01] [main/INFO]:\u001b[0m Loading world
.\u001b[33m[12:00:05] [main/WARN]:\u001b[0m Can't keep up! Running 2034ms behind, skipping 40 ticks
!\u001b[31m[12:00:09] [main/ERROR]:\u001b[0m Encountered an unexpected exception
~java.lang.OutOfMemoryError: Java heap space
~	at world.Chunk.alloc(Chunk.java:77)
.\u001b[32m[12:00:12] [main/INFO]:\u001b[0m Saving world`,
  },
  {
    name: "a gRPC service with status codes as words",
    outcome: "failed",
    category: "timeout",
    transaction: "0af7651916cd43dd",
    text: `
.2026-01-01T00:00:00.000Z INFO  grpc.access trace_id=0af7651916cd43dc method=/cart.Cart/Get code=OK duration=3ms
!2026-01-01T00:00:05.000Z ERROR grpc.access trace_id=0af7651916cd43dd method=/cart.Cart/Put code=DeadlineExceeded duration=5000ms
.2026-01-01T00:00:06.000Z INFO  grpc.access trace_id=0af7651916cd43de method=/cart.Cart/Get code=NotFound duration=2ms`,
  },
  {
    name: "Terraform style output with a refused plan",
    outcome: "failed",
    text: `
.aws_instance.web: Creating...
.aws_instance.web: Still creating... [10s elapsed]
!Error: creating EC2 Instance: UnauthorizedOperation: You are not authorized to perform this operation.
~	status code: 403, request id: 1f0a2b3c-0000-4000-8000-aabbccddeeff`,
  },
  {
    name: "sign-in noise on a public host",
    outcome: "ok",
    text: `
.Oct  2 01:00:00 gate sshd[100]: Failed password for invalid user admin from 203.0.113.9 port 4021 ssh2
.Oct  2 01:00:01 gate sshd[100]: Connection closed by invalid user admin 203.0.113.9 port 4021 [preauth]
.Oct  2 01:00:05 gate sshd[101]: Accepted publickey for deploy from 10.0.0.4 port 5000 ssh2
.Oct  2 01:00:09 gate sshd[101]: pam_unix(sshd:session): session opened for user deploy`,
  },
  {
    name: "a scheduler with two failing jobs of three",
    outcome: "failed",
    text: `
.2026-06-06 06:00:00 [scheduler] INFO job=prices run=p-60601 started
.2026-06-06 06:00:00 [scheduler] INFO job=stock run=s-60601 started
.2026-06-06 06:00:01 [scheduler] INFO job=mail run=m-60601 started
!2026-06-06 06:00:02 [scheduler] ERROR job=prices run=p-60601 failed: FileNotFoundError: /in/prices.csv
.2026-06-06 06:00:03 [scheduler] INFO job=mail run=m-60601 finished
~2026-06-06 06:00:04 [scheduler] ERROR job=stock run=s-60601 failed: FileNotFoundError: /in/stock.csv`,
  },
  {
    name: "a flow trace with full processor types, a cache miss called failure and a refused connection",
    outcome: "failed",
    category: "connection",
    component: "InvokeHTTP",
    operation: "Query inventory",
    transaction: "A1B2C3D4E5F60718",
    text: `
.TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG
.2026-05-20 11:10:00,100|2|Receive request|ListenHTTP|success|Main|A1B2C3D4E5F60718|
.2026-05-20 11:10:00,200|2|Token lookup|FetchDistributedMapCache|failure|Main|A1B2C3D4E5F60718|
.2026-05-20 11:10:00,300|2|Is premium|RouteOnAttribute|unmatched|Main|A1B2C3D4E5F60718|
.2026-05-20 11:10:00,350|2|Session drop|RemoveDistributedMapCache|failure|Main|A1B2C3D4E5F60718|
.2026-05-20 11:10:00,400|2|Query inventory|InvokeHTTP|pre|Main|A1B2C3D4E5F60718|GET http://inv.example:8080/v1/items
!2026-05-20 11:10:01,400|2|Query inventory|InvokeHTTP|Failure|Main|A1B2C3D4E5F60718|java.net.ConnectException: Connection refused: inv.example/10.2.3.4:8080
~2026-05-20 11:10:01,500|2|Build fault reply|UpdateAttribute|success|Main|A1B2C3D4E5F60718|
~2026-05-20 11:10:01,600|2|Set status 503|UpdateAttribute|success|Main|A1B2C3D4E5F60718|`,
  },
  {
    name: "a flow trace with other column names whose error is inside a SOAP reply",
    outcome: "failed",
    operation: "Activate line",
    transaction: "TX-99120031",
    text: `
.time|processor|type|outcome|group|correlation_id|text
.2026-05-20T11:10:00.100Z|Read order|ConsumeKafka|success|Provisioning|TX-99120031|{"line":"L-1","errors":[]}
.2026-05-20T11:10:00.200Z|Activate line|InvokeHTTP|pre|Provisioning|TX-99120031|POST https://switch.example/soap
!2026-05-20T11:10:00.900Z|Activate line|InvokeHTTP|Response|Provisioning|TX-99120031|POST https://switch.example/soap Status Code: 200 returns <s:Envelope><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>Line is barred</faultstring></s:Fault></s:Body></s:Envelope>
.2026-05-20T11:10:00.910Z|Activate line|InvokeHTTP|Original|Provisioning|TX-99120031|POST https://switch.example/soap Status Code: 200 had sent <s:Envelope/>
~2026-05-20T11:10:01.000Z|Publish result|PublishKafka|success|Provisioning|TX-99120031|replied {"resultCode":"ERR-17"}`,
  },
  {
    name: "a good flow trace with optional look-ups, tidying and an error word in a payload",
    outcome: "ok",
    text: `
.TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG
.2026-05-20 11:10:00,100|2|Receive request|ListenHTTP|success|Main|B1B2C3D4E5F60718|{"note":"last payment failed, error 17"}
.2026-05-20 11:10:00,200|2|Lookup discount override|ExecuteSQLRecord|No Record Found|Main|B1B2C3D4E5F60718|
.2026-05-20 11:10:00,300|2|Check blacklist|ExecuteSQLRecord|No Record Found|Main|B1B2C3D4E5F60718|
.2026-05-20 11:10:00,350|2|Clear draft|RemoveDistributedMapCache|failure|Main|B1B2C3D4E5F60718|
.2026-05-20 11:10:00,400|2|Price basket|InvokeHTTP|Response|Main|B1B2C3D4E5F60718|POST https://price.example/v1 Status Code: 200 returns {"total":12,"errorCode":null,"failedItems":[]}
.2026-05-20 11:10:00,500|2|Error check|RouteOnAttribute|unmatched|Main|B1B2C3D4E5F60718|
.2026-05-20 11:10:01,600|2|Set status 200|UpdateAttribute|success|Main|B1B2C3D4E5F60718|
.2026-05-20 11:10:01,700|2|Answer caller|HandleHttpResponse|success|Main|B1B2C3D4E5F60718|`,
  },
  {
    name: "a flow trace in which a script fails and the undo works",
    outcome: "failed",
    category: "script",
    operation: "Compute tariff",
    text: `
.TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG
.2026-05-20 11:10:00,100|2|Receive request|ListenHTTP|success|Main|C1B2C3D4E5F60718|
.2026-05-20 11:10:00,200|2|Reserve number|InvokeHTTP|Response|Main|C1B2C3D4E5F60718|POST https://num.example Status Code: 201 returns {"reserved":true}
!2026-05-20 11:10:00,300|2|Compute tariff|ExecuteGroovyScript|failure|Main|C1B2C3D4E5F60718|groovy.lang.MissingPropertyException: No such property: zone for class: Script7
~2026-05-20 11:10:00,400|2|Release number|InvokeHTTP|Response|Main|C1B2C3D4E5F60718|DELETE https://num.example Status Code: 204 returns
~2026-05-20 11:10:00,500|2|Set status 500|UpdateAttribute|success|Main|C1B2C3D4E5F60718|`,
  },
  {
    name: "two interleaved flow transactions of which one is retried into success and one fails",
    outcome: "failed",
    operation: "Store order",
    transaction: "D2B2C3D4E5F60718",
    text: `
.TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG
.2026-05-20 11:10:00,100|2|Call courier|InvokeHTTP|pre|Ship|D1B2C3D4E5F60718|POST https://c.example
.2026-05-20 11:10:00,110|2|Store order|PutSQL|pre|Ship|D2B2C3D4E5F60718|
~2026-05-20 11:10:00,200|2|Call courier|InvokeHTTP|Response|Ship|D1B2C3D4E5F60718|POST https://c.example Status Code: 503 returns {}
!2026-05-20 11:10:00,210|2|Store order|PutSQL|failure|Ship|D2B2C3D4E5F60718|ORA-00001: unique constraint (SHOP.ORDERS_PK) violated
~2026-05-20 11:10:00,220|2|Retry courier|RetryFlowFile|retry|Ship|D1B2C3D4E5F60718|
~2026-05-20 11:10:00,260|2|Set status 409|UpdateAttribute|success|Ship|D2B2C3D4E5F60718|
.2026-05-20 11:10:00,300|2|Call courier|InvokeHTTP|pre|Ship|D1B2C3D4E5F60718|POST https://c.example
.2026-05-20 11:10:00,400|2|Call courier|InvokeHTTP|Response|Ship|D1B2C3D4E5F60718|POST https://c.example Status Code: 201 returns {"ok":true}
.2026-05-20 11:10:00,500|2|Set status 200|UpdateAttribute|success|Ship|D1B2C3D4E5F60718|`,
    category: "database",
  },
  {
    name: "a flow trace whose needed row is missing before a bad answer",
    outcome: "failed",
    category: "database",
    operation: "Load customer",
    text: `
.TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG
.2026-05-20 11:10:00,100|2|Receive request|ListenHTTP|success|Main|E1B2C3D4E5F60718|
.2026-05-20 11:10:00,150|2|Search promo|ExecuteSQLRecord|No Record Found|Main|E1B2C3D4E5F60718|
!2026-05-20 11:10:00,200|2|Load customer|ExecuteSQLRecord|No Record Found|Main|E1B2C3D4E5F60718|
~2026-05-20 11:10:00,300|2|Error attributes|UpdateAttribute|success|Main|E1B2C3D4E5F60718|
~2026-05-20 11:10:00,400|2|Send answer|PublishJMS|pre|Main|E1B2C3D4E5F60718|answered on 'Q.OUT': {"status":"SUCCESS","payload":{"responseCode":404,"text":"customer unknown"}}`,
  },
  {
    name: "a log of a Java batch with SLF4J MDC and a wrapped cause two lines before the summary",
    outcome: "failed",
    category: "timeout",
    transaction: "run-20260101",
    text: `
.01-01-2026 00:00:01.000 [batch-1] [runId=run-20260101] INFO  c.a.b.Runner - step load started
!01-01-2026 00:00:31.000 [batch-1] [runId=run-20260101] ERROR c.a.b.Loader - step load failed
~java.util.concurrent.TimeoutException: null
~	at java.base/java.util.concurrent.FutureTask.get(FutureTask.java:204)
~	at c.a.b.Loader.load(Loader.java:55)
~01-01-2026 00:00:31.010 [batch-1] [runId=run-20260101] ERROR c.a.b.Runner - run ended with status FAILED
.01-01-2026 00:10:01.000 [batch-1] [runId=run-20260102] INFO  c.a.b.Runner - step load started`,
  },
  {
    name: "a Celery worker whose task is retried and succeeds, and one that does not",
    outcome: "failed",
    category: "validation",
    text: `
.[2026-03-03 10:00:00,000: INFO/MainProcess] Task mail.send[11aa22bb-0000-4000-8000-000000000001] received
.[2026-03-03 10:00:00,100: INFO/MainProcess] Task bill.make[11aa22bb-0000-4000-8000-000000000002] received
~[2026-03-03 10:00:01,000: WARNING/ForkPoolWorker-1] Task mail.send[11aa22bb-0000-4000-8000-000000000001] retry: Retry in 10s: SMTPServerDisconnected
![2026-03-03 10:00:02,000: ERROR/ForkPoolWorker-2] Task bill.make[11aa22bb-0000-4000-8000-000000000002] raised unexpected: ValueError('amount must be positive')
~Traceback (most recent call last):
~  File "/srv/tasks/bill.py", line 31, in make
~    raise ValueError("amount must be positive")
~ValueError: amount must be positive
.[2026-03-03 10:00:12,000: INFO/ForkPoolWorker-1] Task mail.send[11aa22bb-0000-4000-8000-000000000001] succeeded in 0.5s: None`,
  },
  {
    name: "an Elastic-style JSON log with ERROR levels only in a numeric severity",
    outcome: "failed",
    text: `
.{"severity":"INFO","timestamp":"2026-01-01T00:00:00Z","logging.googleapis.com/trace":"projects/x/traces/aa11bb22cc33dd44","message":"start"}
!{"severity":"ERROR","timestamp":"2026-01-01T00:00:01Z","logging.googleapis.com/trace":"projects/x/traces/aa11bb22cc33dd44","message":"cannot decode voucher: unexpected end of JSON input"}
.{"severity":"INFO","timestamp":"2026-01-01T00:00:02Z","message":"idle"}`,
  },
  {
    name: "an IIS access log with a directive header",
    outcome: "failed",
    category: "http",
    text: `
.#Software: Microsoft Internet Information Services 10.0
.#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip sc-status sc-substatus time-taken
.2026-05-05 10:00:00 10.0.0.1 GET /index.html - 443 198.51.100.2 200 0 12
.2026-05-05 10:00:01 10.0.0.1 GET /nope.html - 443 198.51.100.2 404 0 3
!2026-05-05 10:00:02 10.0.0.1 POST /order - 443 198.51.100.3 500 0 2200`,
  },
  {
    name: "a Redis log with a failing background save",
    outcome: "failed",
    text: `
.1:M 03 Mar 2026 10:00:00.000 * Ready to accept connections
.1:M 03 Mar 2026 10:05:00.000 * 100 changes in 300 seconds. Saving...
!1:C 03 Mar 2026 10:05:00.100 # Write error saving DB on disk: No space left on device
~1:M 03 Mar 2026 10:05:00.200 # Background saving error
.1:M 03 Mar 2026 10:06:00.000 * DB loaded from append only file: 0.001 seconds`,
    category: "resource",
  },
  {
    name: "a MongoDB structured log",
    outcome: "failed",
    category: "connection",
    text: `
.{"t":{"$date":"2026-01-01T00:00:00.000+00:00"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"connectionCount":1}}
!{"t":{"$date":"2026-01-01T00:00:05.000+00:00"},"s":"E","c":"REPL","id":21310,"ctx":"ReplCoord-1","msg":"Heartbeat to member failed","attr":{"error":"HostUnreachable: Connection refused"}}
.{"t":{"$date":"2026-01-01T00:00:06.000+00:00"},"s":"I","c":"INDEX","id":20438,"ctx":"conn7","msg":"Index build completed","attr":{"errors":0}}`,
  },
  {
    name: "an nginx ingress log whose upstream is gone",
    outcome: "failed",
    text: `
.10.1.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /a HTTP/2.0" 200 12 "-" "k6" 60 0.004 [shop-cart-80] [] 10.1.2.3:80 12 0.004 200 aaa111
!2026/01/01 00:00:05 [error] 44#44: *812 no live upstreams while connecting to upstream, client: 10.1.0.2, server: shop.example, request: "GET /b HTTP/2.0", upstream: "http://shop-cart-80/b", host: "shop.example"
~10.1.0.2 - - [01/Jan/2026:00:00:05 +0000] "GET /b HTTP/2.0" 502 150 "-" "k6" 60 0.001 [shop-cart-80] [] 10.1.2.3:80 0 0.001 502 bbb222`,
  },
  {
    name: "an Oracle alert log with multi-line entries",
    outcome: "failed",
    category: "database",
    text: `
.2026-02-02T10:00:00.000000+00:00
.Thread 1 advanced to log sequence 812
.2026-02-02T10:05:00.000000+00:00
!ORA-01653: unable to extend table SHOP.ORDERS by 128 in tablespace DATA
.2026-02-02T10:06:00.000000+00:00
.Completed checkpoint up to RBA`,
  },
  {
    name: "an ETL log with a warning about skipped rows and a good end",
    outcome: "ok",
    text: `
.2026-04-01 01:00:00 INFO  etl.load: 10000 rows read
.2026-04-01 01:00:05 WARNING etl.load: 3 duplicate rows skipped
.2026-04-01 01:00:06 INFO  etl.load: 9997 rows written, 0 errors
.2026-04-01 01:00:07 INFO  etl.load: finished successfully`,
  },
  {
    name: "a circuit breaker that opens and closes again",
    outcome: "ok",
    text: `
.2026-04-01 01:00:00.000 INFO  rates.Client - quote ok
~2026-04-01 01:00:01.000 WARN  rates.Client - call failed: Read timed out, attempt 1, retrying
~2026-04-01 01:00:02.000 WARN  rates.Client - circuit breaker opened after failures
.2026-04-01 01:00:32.000 INFO  rates.Client - circuit breaker closed, service is back to normal
.2026-04-01 01:00:33.000 INFO  rates.Client - quote ok`,
  },
  {
    name: "an Angular and Node mix without times where one call is refused",
    outcome: "failed",
    text: `
.> shop@2.1.0 start
.Server listening at http://localhost:3000
.GET /api/items 200 4.1 ms - 812
~GET /api/quote 500 31.2 ms - 54
!Error: quote engine not reachable
~    at Quote.load (/srv/shop/quote.js:21:11)
.GET /api/items 304 2.0 ms - -`,
  },
  {
    name: "a Flink job that restarts and goes on",
    outcome: "ok",
    text: `
.2026-02-01 08:00:00,000 INFO  org.acme.flow.Runtime [] - Job orders (a1b2c3d4) switched from state CREATED to RUNNING.
~2026-02-01 08:10:00,000 WARN  org.acme.flow.Task [] - Source (1/4) switched from RUNNING to FAILED: connection reset, will retry
.2026-02-01 08:10:10,000 INFO  org.acme.flow.Runtime [] - Job orders (a1b2c3d4) switched from state RESTARTING to RUNNING.
.2026-02-01 08:10:11,000 INFO  org.acme.flow.Task [] - Source (1/4) recovered from checkpoint 17`,
  },
  {
    name: "a payment service whose request id is a field in the text and whose audit line comes late",
    outcome: "failed",
    category: "authentication",
    transaction: "9f8e7d6c-1111-4222-8333-444455556666",
    text: `
.2026-06-06T10:00:00.000Z [INFO] gateway: correlationId=1a2b3c4d-1111-4222-8333-444455556666 POST /pay accepted
.2026-06-06T10:00:00.010Z [INFO] gateway: correlationId=9f8e7d6c-1111-4222-8333-444455556666 POST /pay accepted
.2026-06-06T10:00:00.200Z [INFO] bank: correlationId=1a2b3c4d-1111-4222-8333-444455556666 transfer booked
!2026-06-06T10:00:00.220Z [ERROR] bank: correlationId=9f8e7d6c-1111-4222-8333-444455556666 login failed: credentials for acquirer expired
~2026-06-06T10:00:00.230Z [ERROR] gateway: correlationId=9f8e7d6c-1111-4222-8333-444455556666 answered 502
.2026-06-06T10:00:00.240Z [INFO] gateway: correlationId=1a2b3c4d-1111-4222-8333-444455556666 answered 200
.2026-06-06T10:00:00.900Z [INFO] audit: correlationId=9f8e7d6c-1111-4222-8333-444455556666 trail written`,
  },
  {
    name: "a mail server with greylisting, which is no failure",
    outcome: "ok",
    text: `
.Feb  2 10:00:00 mx postfix/smtpd[901]: connect from mail.example[198.51.100.4]
~Feb  2 10:00:01 mx postfix/smtp[902]: 4ABC12: to=<jo@post.example>, relay=mx.other.example[203.0.113.4]:25, delay=1, status=deferred (450 greylisted, try again later)
.Feb  2 10:05:01 mx postfix/smtp[903]: 4ABC12: to=<jo@post.example>, relay=mx.other.example[203.0.113.4]:25, delay=300, status=sent (250 ok)
.Feb  2 10:05:01 mx postfix/qmgr[700]: 4ABC12: removed`,
  },
  {
    name: "a backup that ends with a non-zero code in the text",
    outcome: "failed",
    text: `
.== backup 2026-03-01 ==
.copying /srv/data to /mnt/b
!tar: /srv/data/x.bin: Cannot stat: Input/output error
~tar: Exiting with failure status due to previous errors
~backup.sh: exit code 2`,
  },
  {
    name: "a JVM service whose health check complains harmlessly at ERROR",
    outcome: "ok",
    text: `
.2026-10-10 10:00:00.000 [main] INFO  c.e.App - started in 4.1 s
.2026-10-10 10:00:05.000 [hc-1] ERROR c.e.Health - first probe came before the cache was warm (expected at start)
.2026-10-10 10:00:10.000 [hc-1] INFO  c.e.Health - healthy
.2026-10-10 10:00:11.000 [w-1] INFO  c.e.Orders - order 10017 done, errors: none`,
  },
  {
    name: "a warehouse robot log with columns between tabs",
    outcome: "failed",
    component: "lift",
    transaction: "TASK-77120",
    text: `
.timestamp	level	component	task_id	message
.2026-01-01 10:00:00	INFO	lift	TASK-77119	tray 4 delivered
!2026-01-01 10:00:05	ERROR	lift	TASK-77120	motor 2 blocked, tray 5 not delivered
.2026-01-01 10:00:09	INFO	lift	TASK-77121	tray 6 delivered`,
  },
  {
    name: "an API log where validation errors of callers are answered 400 and are no failure of ours",
    outcome: "ok",
    text: `
.{"time":"2026-01-01T00:00:00Z","level":"info","msg":"request","method":"POST","path":"/orders","status":201,"request_id":"r-10001"}
.{"time":"2026-01-01T00:00:01Z","level":"info","msg":"request","method":"POST","path":"/orders","status":400,"request_id":"r-10002"}
.{"time":"2026-01-01T00:00:02Z","level":"info","msg":"request","method":"GET","path":"/orders/9","status":404,"request_id":"r-10003"}`,
  },
  {
    name: "a PostgreSQL log with an error that comes back all along and one that happened",
    outcome: "failed",
    category: "resource",
    component: "nightly@books",
    transaction: "RUN-20250302",
    text: `
~2025-03-02 01:01:36.833 CET [18191] monitor@postgres([unknown]) FATAL:  database "monitor" does not exist
.2025-03-02 01:02:10.000 CET [812] LOG:  checkpoint complete: wrote 8401 buffers (2.5%)
~2025-03-02 01:04:36.833 CET [18193] monitor@postgres([unknown]) FATAL:  database "monitor" does not exist
!2025-03-02 01:05:10.320 CET [18233] nightly@books(batch-02) ERROR:  could not extend file "base/16402/98231.11": No space left on device, RUN-20250302
.2025-03-02 01:05:10.320 CET [18233] nightly@books(batch-02) HINT:  Check free disk space.
~2025-03-02 01:06:36.833 CET [18195] monitor@postgres([unknown]) FATAL:  database "monitor" does not exist
.2025-03-02 01:07:10.000 CET [812] LOG:  checkpoint complete: wrote 3299 buffers (1.1%)`,
  },
  {
    name: "a Rails log whose stack has a header on each line",
    outcome: "failed",
    category: "script",
    component: "RenewalNote",
    operation: "holder_line",
    text: `
.I, [2025-06-10T09:12:01.201 #411]  INFO -- : [aa0c977e-65af-43e5-a317-5b0b0ab72696] Started GET "/notes?q=failed+letters" for 10.0.0.4
.I, [2025-06-10T09:12:01.290 #411]  INFO -- : [aa0c977e-65af-43e5-a317-5b0b0ab72696] Completed 200 OK in 80ms
~F, [2025-06-10T09:12:02.100 #411] FATAL -- : [bb9e0f72-bc8c-4f82-8d49-1bf183d224c2]
!F, [2025-06-10T09:12:02.100 #411] FATAL -- : [bb9e0f72-bc8c-4f82-8d49-1bf183d224c2] NoMethodError (undefined method 'name' for nil:NilClass):
~F, [2025-06-10T09:12:02.100 #411] FATAL -- : [bb9e0f72-bc8c-4f82-8d49-1bf183d224c2]
~F, [2025-06-10T09:12:02.100 #411] FATAL -- : [bb9e0f72-bc8c-4f82-8d49-1bf183d224c2] app/models/renewal_note.rb:41:in 'holder_line'`,
  },
  {
    name: "a kubelet line inside a syslog has a level of its own",
    outcome: "ok",
    text: `
.May 04 02:06:03 node-12 kubelet[1187]: I0504 02:06:03.918724    1187 kubelet.go:2438] "Restart policy on failure" pod="shop/cart-6d9f"
.May 04 02:06:44 node-12 containerd[934]: time="2025-05-04T02:06:44.970138777Z" level=info msg="last exit was failed, now running" id=1d35bd2dc70e`,
  },
  {
    name: "an export that says at its end that it was done, though a message beside it was lost",
    outcome: "ok_with_side_failure",
    category: "timeout",
    text: `
.[2025-07-01 06:00:01] production.INFO: Export EXP-20250701 started
.[2025-07-01 06:00:44] production.INFO: 412 invoices of EXP-20250701 written
!01 Jul 06:02:07 - ERROR: chat post timed out after 5 s
.[2025-07-01 06:02:07] production.INFO: Export EXP-20250701 finished {"invoices":412,"failed":0}`,
  },
  {
    name: "another job's good end does not speak for the one that failed",
    outcome: "failed",
    text: `
.2026-06-06 06:00:00 [scheduler] INFO job PRC-60601 started
.2026-06-06 06:00:00 [scheduler] INFO job STK-60601 started
!2026-06-06 06:00:04 [scheduler] ERROR job STK-60601 failed: no such file /in/stock.csv
.2026-06-06 06:00:09 [scheduler] INFO job PRC-60601 finished`,
  },
  {
    name: "an upload that is tried again, answered 507 each time, and given up under a calm level",
    outcome: "failed",
    transaction: "SUB-30417",
    text: `
.ts=2025-02-02T10:00:00Z level=info svc=keeper msg="upload begun" item=SUB-30417
!ts=2025-02-02T10:00:01Z level=info svc=keeper msg="upload not acknowledged" item=SUB-30417 attempt=1 reason="i/o timeout"
~ts=2025-02-02T10:00:04Z level=info svc=keeper msg="upload not acknowledged" item=SUB-30417 attempt=2 reason="i/o timeout"
~ts=2025-02-02T10:00:05Z level=warn svc=keeper msg="gave up on item" item=SUB-30417
.ts=2025-02-02T10:00:07Z level=info svc=keeper msg="idle"`,
  },
  {
    name: "a proxy whose error lines have no zone, and whose access lines have one",
    outcome: "ok",
    text: `
.2024/07/21 14:10:37 [error] 31#31: *81584 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.88, server: shop.example, request: "GET /times HTTP/1.1", upstream: "http://10.3.0.22:8080/times", host: "shop.example"
.192.0.2.88 - - [21/Jul/2024:14:10:37 +0200] "GET /times HTTP/1.1" 200 10309 "-" "Mozilla/5.0" rt=0.156`,
  },
  {
    name: "a Node program that ends itself, after lines of its own logger",
    outcome: "failed",
    category: "script",
    component: "seats.js",
    operation: "assign",
    text: `
.> node --unhandled-rejections=throw src/index.js
.[20:15:40] lobby open
!/srv/lobby/src/seats.js:48
~  const max = layout.seats.length;
~                     ^
~
~TypeError: Cannot read properties of undefined (reading 'seats')
~    at assign (/srv/lobby/src/seats.js:48:28)
~    at start (/srv/lobby/src/lobby.js:12:3)`,
  },
  {
    name: "an answer that says no in a template that said yes before",
    outcome: "failed",
    transaction: "PAY-10002",
    text: `
.ts=2025-02-02T10:00:00Z level=info svc=till msg="card check received" payment=PAY-10001 authorized=true
!ts=2025-02-02T10:00:04Z level=info svc=till msg="card check received" payment=PAY-10002 authorized=false
.ts=2025-02-02T10:00:09Z level=info svc=till msg="card check received" payment=PAY-10003 authorized=true`,
  },
  {
    name: "a reader that repeats its error all day beside the one loan that was not booked",
    outcome: "failed",
    component: "loans",
    text: `
.2025-06-06 09:00:00 INFO  desk     reader R-1 opened
.2025-06-06 09:01:00 ERROR gate     antenna 3 no tag read
.2025-06-06 09:11:00 ERROR gate     antenna 3 no tag read
.2025-06-06 09:12:00 INFO  loans    loan K-40117 booked
.2025-06-06 09:21:00 ERROR gate     antenna 3 no tag read
!2025-06-06 09:22:00 ERROR loans    loan K-40118 not booked: member card unreadable
.2025-06-06 09:31:00 ERROR gate     antenna 3 no tag read
.2025-06-06 09:41:00 ERROR gate     antenna 3 no tag read`,
  },
  {
    name: "a mailer whose every letter is turned away by the relay",
    outcome: "failed",
    text: `
.2025-06-06 09:00:00 INFO  mailer  started
!2025-06-06 09:01:00 ERROR mailer  letter 1 not sent: relay answered 554 relay denied
~2025-06-06 09:11:00 ERROR mailer  letter 2 not sent: relay answered 554 relay denied
~2025-06-06 09:21:00 ERROR mailer  letter 3 not sent: relay answered 554 relay denied
.2025-06-06 09:32:00 INFO  mailer  3 letters in the queue`,
  },
  {
    name: "a batch that was accepted at first and refused later, told at a calm level",
    outcome: "failed",
    transaction: "STB-2291-NOK",
    text: `
.time="2026-03-02T23:31:02Z" level=info msg="batch submitted" batch=STB-2290-SEK attempt=1 status=202 component=clearing
.time="2026-03-02T23:31:31Z" level=info msg="verdict received" batch=STB-2290-SEK component=clearing verdict=ACCEPTED rejected=0
.time="2026-03-02T23:32:50Z" level=info msg="batch submitted" batch=STB-2291-NOK attempt=1 status=202 component=clearing
!time="2026-03-02T23:33:22Z" level=info msg="verdict received" batch=STB-2291-NOK component=clearing verdict=REJECTED record=118
.time="2026-03-02T23:33:22Z" level=info msg="batch left open" batch=STB-2291-NOK component=settle settled=0 of=412`,
  },
  {
    name: "levels and sentences in German",
    outcome: "failed",
    component: "Versand",
    text: `
.12.03.2025 08:00:00 INFO    Versand   Lieferschein LS-40112 angelegt
.12.03.2025 08:00:01 HINWEIS Lager     Bestand geprüft, 0 Fehler
!12.03.2025 08:00:04 FEHLER  Versand   Etikett für LS-40112 konnte nicht gedruckt werden: Drucker antwortet nicht
~12.03.2025 08:00:05 WARNUNG Versand   LS-40112 nicht versendet
.12.03.2025 08:00:09 INFO    Versand   Lieferschein LS-40113 versendet`,
  },
  {
    name: "a mainframe job that abends, with ERROR in sentences of its dump and its control cards",
    outcome: "failed",
    text: `
.03.10.01 JOB07712  IEF403I PAYRUN12 - STARTED - TIME=03.10.01
.03.10.09 JOB07712  -PAYRUN12 EXTRACT              00    871    .01    .00    .13
~03.11.02 JOB07712  IEA995I SYMPTOM DUMP OUTPUT
~  SYSTEM COMPLETION CODE=0C7  REASON CODE=00000007
.   PSW AT TIME OF ERROR  078D1000   9FA00C20  ILC 6  INTC 07
!03.11.03 JOB07712  IEF450I PAYRUN12 CALCNET - ABEND=S0C7 U0000 REASON=00000007
~03.11.04 JOB07712  $HASP395 PAYRUN12 ENDED - ABEND=S0C7
.        2 //* ON ERROR CALL BATCH DESK, RESTART=CALCNET`,
  },
  {
    name: "a mainframe job that ends with a warning code and a summary of no errors",
    outcome: "ok",
    text: `
.22.00.00 JOB07801  IEF403I STKCLS01 - STARTED - TIME=22.00.00
.22.02.02 JOB07801  $HASP395 STKCLS01 ENDED - RC=0004
. IEF142I STKCLS01 UNLOAD - STEP WAS EXECUTED - COND CODE 0000
. IEF142I STKCLS01 MATCH - STEP WAS EXECUTED - COND CODE 0004
. ERROR LINES                   0
. RECORDS REJECTED        0000000`,
  },
  {
    name: "a script whose second error only says that the first ended its transaction",
    outcome: "failed",
    text: `
.$ psql -v ON_ERROR_STOP=1 -d fares -f load.sql
.BEGIN
.psql:load.sql:3: NOTICE:  table "fare_tmp" does not exist, skipping
!psql:load.sql:31: ERROR:  value too long for type character varying(8)
~psql:load.sql:32: ERROR:  current transaction is aborted, commands ignored until end of transaction block
.ROLLBACK`,
  },
  {
    name: "a crash after an error that everybody logs at start",
    outcome: "failed",
    text: `
.08-02 10:11:00.120  1811  1830 I ActivityTaskManager: START u0 {cmp=com.pollhaven.rides/.MainActivity}
~08-02 10:11:00.410  5512  5512 E LoadedApk: Unable to instantiate appComponentFactory
.08-02 10:11:04.100  5512  5512 D FareAdapter: bind 11 rows
!08-02 10:11:04.131  5512  5512 E AndroidRuntime: FATAL EXCEPTION: main
~08-02 10:11:04.131  5512  5512 E AndroidRuntime: java.lang.IndexOutOfBoundsException: Index: 11, Size: 11`,
  },
  {
    name: "a print server with a letter for the level before the time",
    outcome: "failed",
    text: `
.I [10/Mar/2025:07:00:00 +0100] [Job 4411] Queued on "slip-2" by "desk".
.D [10/Mar/2025:07:00:00 +0100] [Job 4411] argv[5]="finishings=3 error-policy=retry-job"
!E [10/Mar/2025:07:00:02 +0100] [Job 4411] Unable to open print file - /var/spool/cups/d04411-001: Permission denied
~E [10/Mar/2025:07:00:02 +0100] [Job 4411] Job stopped due to filter errors; please consult the error_log file for details.`,
  },
  {
    name: "a scheduler that tries a task again and says so on a line of its own",
    outcome: "ok",
    text: `
.[2025-06-01T04:00:00.201+0000] {taskinstance.py:1359} INFO - Starting attempt 1 of 3
~[2025-06-01T04:00:31.001+0000] {taskinstance.py:1824} ERROR - Task failed with exception
.[2025-06-01T04:00:31.101+0000] {taskinstance.py:1345} INFO - Marking task as UP_FOR_RETRY. dag_id=fleet, task_id=pull
.[2025-06-01T04:05:31.201+0000] {taskinstance.py:1359} INFO - Starting attempt 2 of 3
.[2025-06-01T04:05:41.201+0000] {taskinstance.py:1345} INFO - Marking task as SUCCESS. dag_id=fleet, task_id=pull`,
  },
  {
    name: "a build without names that ends well after its tests logged errors",
    outcome: "ok_with_side_failure",
    text: `
.[INFO] Building ferry-core 3.1.5
!10:04:01.002 [main] ERROR example.ferry.Deck - lane 9 does not exist
.[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.8 s -- in example.ferry.DeckTest
.[INFO] BUILD SUCCESS
.[INFO] Total time:  01:12 min`,
  },
  {
    name: "names that begin with a word of failing, and a file that need not be there",
    outcome: "unknown",
    text: `
.aws_sqs_queue.dead_letter: Modifying... [id=failed-orders]
.aws_sqs_queue.dead_letter: Modifications complete after 2s [id=failed-orders]
.rm: cannot remove '/opt/pricefeed/old.csv': No such file or directory
.Apply complete! Resources: 0 added, 1 changed, 0 destroyed.`,
  },
  {
    name: "a run that its log names at the begin and at the end, where nothing of it is a transaction",
    outcome: "failed",
    transaction: "DAY-20250611",
    text: `
.D:\\batch> sqlcmd -S LEDG01 -d ledger -i close_day.sql -v day="DAY-20250611"
.Changed database context to 'ledger'.
.--- close_day.sql  DAY-20250611
.(1842 rows affected)
!Msg 2627, Level 14, State 1, Server LEDG01, Line 44
~Violation of PRIMARY KEY constraint 'PK_balance'.
.D:\\batch> echo %ERRORLEVEL%
.1`,
  },
  {
    name: "a failing request whose id is a hash, of an order with a number of its firm",
    outcome: "failed",
    transaction: "FB-58120",
    text: `
.{"level":"info","ts":1754731840.38,"msg":"request started","service":"gateway","trace_id":"d46473a93fe5449d","path":"/v1/bookings","booking_ref":"FB-58120"}
.{"level":"info","ts":1754731840.50,"msg":"request started","service":"gateway","trace_id":"a16473a93fe544aa","path":"/v1/bookings","booking_ref":"FB-58121"}
!{"level":"error","ts":1754731842.41,"msg":"tariff table not loaded: deadline exceeded","service":"pricing","trace_id":"d46473a93fe5449d"}
.{"level":"info","ts":1754731842.50,"msg":"request done","service":"gateway","trace_id":"a16473a93fe544aa","status":200}`,
  },
  {
    name: "an error of a database server whose statement, on a line of its own, names what it was about",
    outcome: "failed",
    transaction: "STMT-2025-02",
    text: `
.2025-03-02 01:10:06.000 CET [18233] nightly@ledger LOG:  checkpoint complete: wrote 1003 buffers
!2025-03-02 01:12:27.604 CET [18233] nightly@ledger ERROR:  could not extend file "base/16401/88120": No space left on device
~2025-03-02 01:12:27.604 CET [18233] nightly@ledger HINT:  Check free disk space.
~2025-03-02 01:12:27.604 CET [18233] nightly@ledger STATEMENT:  /* STMT-2025-02 step 4 */ INSERT INTO statement_line SELECT 1
.2025-03-02 01:13:00.100 CET [18400] app@ledger LOG:  duration: 404.5 ms`,
  },
  {
    name: "a mail that its server could not hand over, by the id that its lines begin with",
    outcome: "failed",
    transaction: "4T9QZ14Kpqz2xRv",
    component: "postfix/smtp",
    text: `
.Mar  3 08:00:00 mx1 postfix/qmgr[20]: 4T9QZ14Kpqz2xRv: from=<statements@larkbank.example>, size=21877, nrcpt=1 (queue active)
!Mar  3 08:00:02 mx1 postfix/smtp[315]: 4T9QZ14Kpqz2xRv: to=<t.orr@pinemail.example>, dsn=5.1.1, status=bounced (host mx.pinemail.example said: 550 User unknown)
.Mar  3 08:00:02 mx1 postfix/qmgr[20]: 4T9QZ14Kpqz2xRv: removed`,
  },
  {
    name: "a mail that is put off once and handed over then",
    outcome: "ok",
    text: `
.Mar  3 09:00:00 mx1 postfix/qmgr[20]: 5AB01C29D3: from=<statements@larkbank.example>, size=21877, nrcpt=1 (queue active)
~Mar  3 09:00:31 mx1 postfix/smtp[315]: connect to mx.pinemail.example[192.0.2.9]:25: Connection timed out
~Mar  3 09:00:31 mx1 postfix/smtp[315]: 5AB01C29D3: to=<k.lowe@pinemail.example>, dsn=4.4.1, status=deferred (connect to mx.pinemail.example[192.0.2.9]:25: Connection timed out)
.Mar  3 09:05:31 mx1 postfix/smtp[340]: 5AB01C29D3: to=<k.lowe@pinemail.example>, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 99812)
.Mar  3 09:05:31 mx1 postfix/qmgr[20]: 5AB01C29D3: removed`,
  },
  {
    name: "something that went wrong once, hours before a disk broke and others followed",
    outcome: "failed",
    component: "kernel",
    text: `
~Apr 16 22:34:54 edge sensord[733]: read of lift3 failed: no such sensor
.Apr 16 23:34:54 edge sensord[733]: lift1 12 bar
!Apr 17 02:49:31 edge kernel: I/O error, dev mmcblk1, sector 5523112 op 0x1:(WRITE)
~Apr 17 02:49:32 edge nightsend[811]: could not take lock: Read-only file system
~Apr 17 02:49:33 edge nightsend[811]: day sheets not sent`,
  },
  {
    name: "a trace that marks no transactions, whose caller got an answer after a message beside it was refused",
    outcome: "ok_with_side_failure",
    text: `
.2026-04-09 17:02:25.100|0|1|b057f48d|Receive Call|HttpIn|success|98ffc918|Front Door|POST /v3/invoices HTTP/1.1 from 10.44.3.42
.2026-04-09 17:02:25.110|1|4|8a6eca4e|Attach Trace Key|AttributeSet|success|98ffc918|Front Door|traceKey=285969f6c73df842
.2026-04-09 17:02:28.717|1|0|54ff3ad3|Push To Sender|HttpCall|pre|7c90e9fe|Notify|POST https://send.quill.example/v1/sms message=MS-88120
!2026-04-09 17:02:28.857|0|140|54ff3ad3|Push To Sender|HttpCall|no_retry|7c90e9fe|Notify|Status Code: 422 | {"queued":false,"reason":"sender name suspended"} message=MS-88120
.2026-04-09 17:02:28.918|0|4|cd993510|Send Reply|HttpOut|success|98ffc918|Front Door|HTTP 200 OK after 3304 ms`,
  },
  {
    name: "a trace in which a partner's own code says no inside a good answer, and a look-up and a peek found nothing",
    outcome: "failed",
    operation: "Read Cover Answer",
    text: `
.2026-02-26 15:33:07.300|0|1|b057f48d|Take Claim|JmsIn|success|57306bc3|Cover Claims|txId=WC-884-20917
.2026-02-26 15:33:07.340|0|1|9a5c495e|Peek Last Digest|CacheRead|failure|57306bc3|Cover Claims|no entry for key digest:MTH
.2026-02-26 15:33:07.385|0|3|00555da1|Load Earlier Claims|SqlQuery|not_found|57306bc3|Cover Claims|0 rows
.2026-02-26 15:33:09.601|0|2207|4f3c1e31|Ask Cover|HttpCall|response|57306bc3|Cover Claims|Status Code: 200 | Status Message: OK | bytes=611
!2026-02-26 15:33:09.605|3|1|6b92e9ae|Read Cover Answer|XmlRead|success|57306bc3|Cover Claims|CoverAnswer{policy=SG-5510983, respCode=612, respText=NO DECISION MADE, decision=null}
.2026-02-26 15:33:09.639|1|14|a95fd8d4|Close Without Claim|SqlWrite|success|57306bc3|Cover Claims|update claim_wish set state = 'NOT_OPENED'`,
  },
  {
    name: "Windows events over several lines each, the refused sign-in before what could not start",
    outcome: "failed",
    component: "Service Control Manager",
    operation: "Event 7038",
    text: `
.Log Name:      System
.Source:        Service Control Manager
.Date:          5/19/2025 5:58:02 AM
.Event ID:      7036
.Level:         Information
.Description:
.The Windows Error Reporting Service entered the stopped state.
.
!Log Name:      System
~Source:        Service Control Manager
~Date:          5/19/2025 6:00:01 AM
~Event ID:      7038
~Level:         Error
~Description:
~The Archive service was unable to log on as CORP\\svc with the currently configured password:
~The password of this account has expired.
~
~Log Name:      System
~Source:        Service Control Manager
~Date:          5/19/2025 6:00:02 AM
~Event ID:      7000
~Level:         Error
~Description:
~The Archive service failed to start due to a logon failure.`,
  },
  {
    name: "noise of a device all along, where the work of its app is done",
    outcome: "ok",
    text: `
.08-02 12:00:01.007   611   702 E audit_log: label missing for comm="rides"
.08-02 12:00:02.120  5612  5640 I RideSync: 12 rides loaded
.08-02 12:00:03.350   611   702 E audit_log: label missing for comm="rides"
.08-02 12:00:04.100  5612  5612 D FareAdapter: bind 11 rows
.08-02 12:00:08.000  5612  5640 I RideSync: sync finished, 3 receipts sent, 0 failed
.08-02 12:00:09.350   611   702 E audit_log: label missing for comm="rides"`,
  },
  {
    name: "a wait in vain whose cause is logged after it by the one that was asked",
    outcome: "failed",
    transaction: "ORD-77120",
    text: `
.2025-05-05T10:00:00.000Z INFO  cart     order ORD-77120 received
~2025-05-05T10:00:30.010Z ERROR cart     order ORD-77120: no answer from payments within 30 s
~2025-05-05T10:00:30.050Z WARN  gateway  answered 504 for order ORD-77120
!2025-05-05T10:00:30.400Z ERROR payments order ORD-77120: vault did not hand out a key: lease expired
.2025-05-05T10:00:31.000Z INFO  cart     order ORD-77121 received`,
  },
  {
    name: "a task that a tool was told to pass over, before one that it was not",
    outcome: "failed",
    text: `
.TASK [probe old agent] ********************************************
.fatal: [till-03]: FAILED! => {"changed": false, "msg": "[Errno 2] No such file or directory", "rc": 2}
....ignoring
.TASK [install agent] **********************************************
!fatal: [till-04]: FAILED! => {"changed": false, "msg": "No package matching 'till-agent' found", "rc": 126}
~till-04                    : ok=2    changed=0    unreachable=0    failed=1    skipped=0`,
  },
  {
    name: "a batch of a SQL Server that a lock held up once, before the statement that failed",
    outcome: "failed",
    text: `
.2025-04-30 22:03:02  step 02 freeze_booking
~Msg 1222, Level 16, State 51, Server DB-FIN2, Line 12
~Lock request time out period exceeded.
.freeze: attempt 2 of 5
.2025-04-30 22:04:18  step 02 freeze_booking  end  rc=0
.2025-04-30 22:12:56  step 07 post_interest
!Msg 547, Level 16, State 0, Server DB-FIN2, Procedure dbo.usp_post_interest, Line 41
~The INSERT statement conflicted with the FOREIGN KEY constraint "FK_posting_gl".
.2025-04-30 22:13:50  step 07 post_interest  end`,
  },
  {
    name: "a database server that runs out of disk although it tries to write again",
    outcome: "failed",
    category: "resource",
    text: `
.2025-05-20T01:00:00.101112Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.
!2025-05-20T01:11:02.771000Z 9 [ERROR] [MY-012814] [InnoDB] preallocating 65536 bytes for file ./crm/letter.ibd failed: No space left on device
~2025-05-20T01:11:02.771400Z 9 [Warning] [MY-012637] [InnoDB] Only 0 bytes written. Retrying again to write the remaining bytes.
~2025-05-20T01:11:02.773000Z 9 [ERROR] [MY-010207] [Server] /usr/sbin/mysqld: The table 'letter' is full`,
  },
  {
    name: "a check of a build that names lines of a file, after a cache that was not there",
    outcome: "failed",
    text: `
.$ npm ci
~WARNING: cache.zip: not found
~Failed to extract cache
.added 902 packages in 22s
.$ npm run lint
.src/till/rounding.ts
!  41:7   error  'sum' is assigned a value but never used  no-unused-vars
~  88:12  error  Unexpected var, use let or const instead  no-var
~✖ 2 problems (2 errors, 0 warnings)
.Cleaning up
~ERROR: Job failed: exit code 1`,
  },
];

type Marked = { readonly text: string; readonly root: number | null; readonly quiet: ReadonlySet<number> };

function unmark(marked: string): Marked {
  const lines = marked.split("\n").slice(1);
  const root = lines.findIndex((line) => line.startsWith("!"));
  return {
    text: lines.map((line) => line.slice(1)).join("\n"),
    root: root < 0 ? null : root + 1,
    quiet: new Set(lines.flatMap((line, index) => (line.startsWith(".") ? [index + 1] : []))),
  };
}

function analyze(text: string): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(new TextEncoder().encode(text));
  return analyzer.finish(0).report;
}

describe("logs of systems that the rules were not written for", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_name, { text: marked, ...expected }) => {
    const { text, root, quiet } = unmark(marked);
    const report = analyze(text);
    const shown = report.failures.filter((failure) => failure.role !== "recovered");
    const cause = report.rootCause?.failure ?? shown.find((failure) => failure.role === "side") ?? null;
    const names = {
      category: cause?.category,
      component: cause?.component,
      operation: cause?.operation,
      transaction: cause?.transactionId,
    };
    const wanted = Object.fromEntries(
      Object.keys(names).flatMap((key) => (key in expected ? [[key, expected[key as keyof typeof names]]] : [])),
    );
    expect({
      outcome: report.verdict.outcome,
      root: cause?.line ?? null,
      falseAlarms: shown.filter((failure) => quiet.has(failure.line)).map((failure) => failure.line),
      ...names,
    }).toMatchObject({ outcome: expected.outcome, root, falseAlarms: [], ...wanted });
  });
});
