-- Schema 9.  The firmness and the root of one claim, as a person has them.

-- What was read, where a person put another firmness in its place; else NULL.
ALTER TABLE claims ADD COLUMN told_firmness TEXT;
-- 1 where a person said on whose word it rests; told_root is then the root that was read, where that
-- is another one.
ALTER TABLE claims ADD COLUMN rooted INTEGER NOT NULL DEFAULT 0 CHECK (rooted IN (0, 1));
CREATE INDEX claims_by_hand ON claims (number) WHERE told_firmness IS NOT NULL OR rooted;
