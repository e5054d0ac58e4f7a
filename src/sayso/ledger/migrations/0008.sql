-- Schema 8.  Which articles are still to be compared: few, so that to ask costs the same in a ledger
-- of any size.

CREATE TABLE waiting (
    article INTEGER PRIMARY KEY REFERENCES articles (number)
) STRICT;
INSERT INTO waiting SELECT number FROM articles WHERE number NOT IN (SELECT article FROM compared);
DROP TABLE compared;
