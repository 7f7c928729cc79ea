-- The newest that are in use, from the index alone.
CREATE INDEX "VerifiedAnswer_source_shopId_staleReason_createdAt_id_engine_idx" ON "VerifiedAnswer"("source", "shopId", "staleReason", "createdAt", "id", "engine");
