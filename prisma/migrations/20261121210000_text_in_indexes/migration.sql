-- A text is looked for in each entry of an index: it stands early, and the index of the slowest has it too.
DROP INDEX "Interaction_filtered_idx";
CREATE INDEX "Interaction_filtered_idx" ON "Interaction"("localHour", "askedAt", "question", "engine", "approach", "source", "shopId", "role", "module", "outcome", "ratedUp", "ratedDown", "comments", "confidence", "totalMs", "errorCode", "tool", "planKey");

DROP INDEX "Interaction_slow_idx";
CREATE INDEX "Interaction_slow_idx" ON "Interaction"("totalMs", "localHour", "question", "engine", "approach", "source", "shopId", "role", "module", "outcome", "ratedUp", "ratedDown", "comments", "errorCode");

-- The figures of a text come out of an index alone where it knows them: what a filter asks for can be told of the view itself.
DROP VIEW "InteractionFigure";
CREATE VIEW "InteractionFigure" AS SELECT
    "id",
    "localHour" / 24 AS "day", coalesce("engine", '') AS "engine", coalesce("approach", '') AS "approach", coalesce("source", '') AS "source", coalesce("shopId", -1) AS "shopId",
    coalesce("role", '') AS "role", coalesce("module", '') AS "module", "outcome",
    CASE WHEN "ratedUp" > 0 AND "ratedDown" > 0 THEN 'both' WHEN "ratedUp" > 0 THEN 'up' WHEN "ratedDown" > 0 THEN 'down' ELSE '' END AS "rating",
    "comments" > 0 AS "commented", coalesce("modelVersion", '') AS "modelVersion", coalesce("promptVersion", '') AS "promptVersion",
    1 AS "count", "ratedUp" AS "up", "ratedDown" AS "down",
    ("tool" IS NOT NULL AND coalesce("approach", '') IN ('tools', 'pattern', 'rules')) AS "matched",
    "confidence" IS NOT NULL AS "confidenceCount", coalesce(CAST(round("confidence" * 1000000) AS INTEGER), 0) AS "confidenceMillionths",
    coalesce(CAST(round("confidence" * "confidence" * 1000000000) AS INTEGER), 0) AS "confidenceSquare",
    "totalMs" IS NOT NULL AS "timedCount", coalesce(CAST(round("totalMs" * 1000) AS INTEGER), 0) AS "totalUs", coalesce(CAST(round("totalMs" * "totalMs") AS INTEGER), 0) AS "totalSquareMs",
    "routeMs" IS NOT NULL AS "routeCount", coalesce(CAST(round("routeMs" * 1000) AS INTEGER), 0) AS "routeUs",
    "planMs" IS NOT NULL AS "planCount", coalesce(CAST(round("planMs" * 1000) AS INTEGER), 0) AS "planUs",
    "executeMs" IS NOT NULL AS "executeCount", coalesce(CAST(round("executeMs" * 1000) AS INTEGER), 0) AS "executeUs",
    "answerMs" IS NOT NULL AS "answerCount", coalesce(CAST(round("answerMs" * 1000) AS INTEGER), 0) AS "answerUs",
    "localHour", "question", "planKey", "errorCode", "ratedUp", "ratedDown", "comments"
FROM "Interaction" WHERE "localHour" IS NOT NULL;
