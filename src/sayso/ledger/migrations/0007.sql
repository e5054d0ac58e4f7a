-- Schema 7.  Verdicts of a person over claims, articles and sources, found quickly.

CREATE INDEX claims_rejected ON claims (number) WHERE rejected;
CREATE INDEX corrections_by_kind ON corrections (target_kind) WHERE undone_at IS NULL;
