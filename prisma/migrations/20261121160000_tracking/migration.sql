-- CreateTable
CREATE TABLE "TrackingTarget" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "uri" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true
);

-- CreateTable
CREATE TABLE "TrackingOutbox" (
    "interactionId" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "TrackedRun" (
    "interactionId" TEXT NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "rated" BOOLEAN NOT NULL DEFAULT false,
    "complete" BOOLEAN NOT NULL DEFAULT false
);

-- CreateIndex
CREATE INDEX "TrackingOutbox_nextAt_createdAt_idx" ON "TrackingOutbox"("nextAt", "createdAt");

-- What changed is noted in the same transaction as the change, and only while there is somebody to tell. An entry says
-- that an interaction is to be told anew, not what: the state is read when it is told, so that order and repeats do no harm.
CREATE TRIGGER "Interaction_tracked_update" AFTER UPDATE OF "outcome", "answer", "ratedUp", "ratedDown", "comments" ON "Interaction"
WHEN NEW."outcome" <> 'unfinished' AND EXISTS (SELECT 1 FROM "TrackingTarget" WHERE "active") BEGIN
    INSERT INTO "TrackingOutbox" ("interactionId") VALUES (NEW."id")
    ON CONFLICT DO UPDATE SET "version" = "version" + 1;
END;

CREATE TRIGGER "Interaction_tracked_delete" AFTER DELETE ON "Interaction"
WHEN EXISTS (SELECT 1 FROM "TrackingTarget" WHERE "active") BEGIN
    INSERT INTO "TrackingOutbox" ("interactionId") VALUES (OLD."id")
    ON CONFLICT DO UPDATE SET "version" = "version" + 1;
END;
