-- The newest migration that each process knows: one that some process may not write beside is not applied while that
-- process lives. Programs of before do not name the column; they know the migrations up to the fifth.
ALTER TABLE processes ADD COLUMN knows bigint NOT NULL DEFAULT 5;
