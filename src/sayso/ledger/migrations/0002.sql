-- Schema 2.  Reading again: with another model, or after a fault of ours.

-- How many of the run's articles took the place of another model's reading.  All counts of a run
-- tell what stands of it today: what a later run replaces is taken off the earlier one.
ALTER TABLE runs ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;

-- 1 where the next run is to try the input again: the fault was ours, not the input's.
ALTER TABLE refused ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1));
CREATE INDEX refused_by_input ON refused (input_id);
CREATE INDEX refused_by_run ON refused (run);

-- A deleted attribution is looked for here: without an index that reads the whole table.
CREATE INDEX attributions_by_inside ON attributions (inside);

CREATE VIEW refused_view AS
SELECT
    f.number AS rowid,
    f.run AS run,
    r.source AS source,
    f.input_id AS input_id,
    f.reason AS reason,
    f.detail AS detail,
    f.url AS url,
    f.again AS again
FROM refused AS f
JOIN runs AS r ON r.number = f.run;
