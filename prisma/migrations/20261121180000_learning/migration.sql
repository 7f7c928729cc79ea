-- CreateTable
CREATE TABLE "TrainingRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "model" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "trigger" TEXT NOT NULL,
    "withFeedback" BOOLEAN NOT NULL,
    "seed" INTEGER NOT NULL,
    "parameters" JSONB NOT NULL,
    "dataCard" JSONB,
    "metrics" JSONB,
    "progress" REAL NOT NULL DEFAULT 0,
    "step" TEXT NOT NULL DEFAULT '',
    "log" TEXT NOT NULL DEFAULT '',
    "codeVersion" TEXT NOT NULL,
    "pid" INTEGER,
    "beatAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" DATETIME,
    "finishedAt" DATETIME,
    "error" TEXT
);

-- CreateTable
CREATE TABLE "ModelVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "model" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "runId" TEXT NOT NULL,
    "metrics" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ModelVersion_runId_fkey" FOREIGN KEY ("runId") REFERENCES "TrainingRun" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VersionExample" (
    "versionId" TEXT NOT NULL,
    "interactionId" TEXT NOT NULL,

    PRIMARY KEY ("versionId", "interactionId"),
    CONSTRAINT "VersionExample_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ModelVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ModelServing" (
    "model" TEXT NOT NULL PRIMARY KEY,
    "championId" TEXT,
    "challengerId" TEXT,
    "since" DATETIME NOT NULL,
    CONSTRAINT "ModelServing_championId_fkey" FOREIGN KEY ("championId") REFERENCES "ModelVersion" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ModelServing_challengerId_fkey" FOREIGN KEY ("challengerId") REFERENCES "ModelVersion" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ModelDecision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "model" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "versionId" TEXT,
    "fromVersionId" TEXT,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "userId" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "TrainingRun_createdAt_idx" ON "TrainingRun"("createdAt");

-- CreateIndex
CREATE INDEX "TrainingRun_state_idx" ON "TrainingRun"("state");

-- CreateIndex
CREATE UNIQUE INDEX "ModelVersion_runId_key" ON "ModelVersion"("runId");

-- CreateIndex
CREATE UNIQUE INDEX "ModelVersion_model_number_key" ON "ModelVersion"("model", "number");

-- CreateIndex
CREATE INDEX "VersionExample_interactionId_idx" ON "VersionExample"("interactionId");

-- CreateIndex
CREATE INDEX "ModelDecision_model_at_idx" ON "ModelDecision"("model", "at");

-- A decision is a record: lines are added, never changed or taken away.
CREATE TRIGGER "ModelDecision_no_update" BEFORE UPDATE ON "ModelDecision" BEGIN
    SELECT RAISE(ABORT, 'decisions are only added');
END;

CREATE TRIGGER "ModelDecision_no_delete" BEFORE DELETE ON "ModelDecision" BEGIN
    SELECT RAISE(ABORT, 'decisions are only added');
END;
