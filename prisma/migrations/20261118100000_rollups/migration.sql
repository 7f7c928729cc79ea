-- CreateTable
CREATE TABLE "InteractionCount" (
    "engine" TEXT NOT NULL,
    "approach" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    PRIMARY KEY ("engine", "approach", "outcome")
);

-- CreateTable
CREATE TABLE "RatingCount" (
    "value" TEXT NOT NULL PRIMARY KEY,
    "count" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "ResponseTimeCount" (
    "ms" INTEGER NOT NULL PRIMARY KEY,
    "count" INTEGER NOT NULL
);

-- Rows of an older database are counted once, from then on the triggers count.
INSERT INTO "InteractionCount" ("engine", "approach", "outcome", "count")
SELECT coalesce("engine", ''), coalesce("approach", ''), "outcome", count(*) FROM "Interaction" GROUP BY 1, 2, 3;

INSERT INTO "RatingCount" ("value", "count")
SELECT "value", count(*) FROM "Rating" GROUP BY 1;

INSERT INTO "ResponseTimeCount" ("ms", "count")
SELECT CAST(round("totalMs") AS INTEGER), count(*)
FROM "Interaction" WHERE "outcome" <> 'unfinished' AND "totalMs" IS NOT NULL GROUP BY 1;

-- CreateTrigger
CREATE TRIGGER "Interaction_counted_insert" AFTER INSERT ON "Interaction" BEGIN
    INSERT INTO "InteractionCount" VALUES (coalesce(NEW."engine", ''), coalesce(NEW."approach", ''), NEW."outcome", 1)
    ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;

CREATE TRIGGER "Interaction_counted_update" AFTER UPDATE OF "engine", "approach", "outcome" ON "Interaction" BEGIN
    UPDATE "InteractionCount" SET "count" = "count" - 1
    WHERE "engine" = coalesce(OLD."engine", '') AND "approach" = coalesce(OLD."approach", '') AND "outcome" = OLD."outcome";
    INSERT INTO "InteractionCount" VALUES (coalesce(NEW."engine", ''), coalesce(NEW."approach", ''), NEW."outcome", 1)
    ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;

CREATE TRIGGER "Interaction_counted_delete" AFTER DELETE ON "Interaction" BEGIN
    UPDATE "InteractionCount" SET "count" = "count" - 1
    WHERE "engine" = coalesce(OLD."engine", '') AND "approach" = coalesce(OLD."approach", '') AND "outcome" = OLD."outcome";
END;

CREATE TRIGGER "Interaction_timed_insert" AFTER INSERT ON "Interaction"
WHEN NEW."outcome" <> 'unfinished' AND NEW."totalMs" IS NOT NULL BEGIN
    INSERT INTO "ResponseTimeCount" VALUES (CAST(round(NEW."totalMs") AS INTEGER), 1)
    ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;

CREATE TRIGGER "Interaction_timed_update_old" AFTER UPDATE OF "outcome", "totalMs" ON "Interaction"
WHEN OLD."outcome" <> 'unfinished' AND OLD."totalMs" IS NOT NULL BEGIN
    UPDATE "ResponseTimeCount" SET "count" = "count" - 1
    WHERE "ms" = CAST(round(OLD."totalMs") AS INTEGER);
END;

CREATE TRIGGER "Interaction_timed_update_new" AFTER UPDATE OF "outcome", "totalMs" ON "Interaction"
WHEN NEW."outcome" <> 'unfinished' AND NEW."totalMs" IS NOT NULL BEGIN
    INSERT INTO "ResponseTimeCount" VALUES (CAST(round(NEW."totalMs") AS INTEGER), 1)
    ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;

CREATE TRIGGER "Interaction_timed_delete" AFTER DELETE ON "Interaction"
WHEN OLD."outcome" <> 'unfinished' AND OLD."totalMs" IS NOT NULL BEGIN
    UPDATE "ResponseTimeCount" SET "count" = "count" - 1
    WHERE "ms" = CAST(round(OLD."totalMs") AS INTEGER);
END;

CREATE TRIGGER "Rating_counted_insert" AFTER INSERT ON "Rating" BEGIN
    INSERT INTO "RatingCount" VALUES (NEW."value", 1) ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;

CREATE TRIGGER "Rating_counted_update" AFTER UPDATE OF "value" ON "Rating" BEGIN
    UPDATE "RatingCount" SET "count" = "count" - 1 WHERE "value" = OLD."value";
    INSERT INTO "RatingCount" VALUES (NEW."value", 1) ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;

CREATE TRIGGER "Rating_counted_delete" AFTER DELETE ON "Rating" BEGIN
    UPDATE "RatingCount" SET "count" = "count" - 1 WHERE "value" = OLD."value";
END;
