-- A time belongs to the bar whose first two digits it has: rounded, 197 ms would count among those from 200 ms.
DROP VIEW "InteractionBar";
CREATE VIEW "InteractionBar" AS
WITH "placed" AS NOT MATERIALIZED (SELECT "id", "localHour" / 24 AS "day", "localHour" % 24 AS "hour", coalesce("engine", '') AS "engine", coalesce("approach", '') AS "approach", coalesce("source", '') AS "source", coalesce("shopId", -1) AS "shopId", "outcome", "confidence", "totalMs", "tool", "intent", "errorCode"
  FROM "Interaction" WHERE "localHour" IS NOT NULL)
SELECT "id", 'hour' AS "kind", "day", "engine", "approach", "source", "shopId", "outcome", CAST("hour" AS TEXT) AS "bar" FROM "placed"
UNION ALL SELECT "id", 'ms', "day", "engine", "approach", "source", "shopId", "outcome", CAST(CASE WHEN "totalMs" < 100 THEN CAST("totalMs" AS INTEGER) WHEN "totalMs" < 1000 THEN CAST("totalMs" / 10 AS INTEGER) * 10 WHEN "totalMs" < 10000 THEN CAST("totalMs" / 100 AS INTEGER) * 100 WHEN "totalMs" < 100000 THEN CAST("totalMs" / 1000 AS INTEGER) * 1000 ELSE CAST("totalMs" / 10000 AS INTEGER) * 10000 END AS TEXT) FROM "placed" WHERE "totalMs" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'confidence', "day", "engine", "approach", "source", "shopId", "outcome", CAST(min(19, CAST("confidence" * 20 AS INTEGER)) AS TEXT) FROM "placed" WHERE "confidence" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'tool', "day", "engine", "approach", "source", "shopId", "outcome", "tool" FROM "placed" WHERE "tool" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'intent', "day", "engine", "approach", "source", "shopId", "outcome", "intent" FROM "placed" WHERE "intent" IS NOT NULL AND "outcome" <> 'unfinished'
UNION ALL SELECT "id", 'error', "day", "engine", "approach", "source", "shopId", "outcome", "errorCode" FROM "placed" WHERE "errorCode" IS NOT NULL AND "outcome" <> 'unfinished';

-- What was counted until now is counted anew; the triggers of DayBar carry it on to BlockBar.
DELETE FROM "DayBar" WHERE "kind" = 'ms';
INSERT INTO "DayBar" ("kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", "count")
SELECT "kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar", count(*) FROM "InteractionBar" WHERE "kind" = 'ms' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
