-- Schema 10.  What the title of an article tells, where it stands nowhere in its text.

-- JSON: voice, source, cue and content (spans of the title), firmness, name, kind and named of the
-- root, why.  NULL where the title tells nothing, or stands in the text.
ALTER TABLE articles ADD COLUMN titled TEXT;
