"""Taking out: a reading that another model's is to replace, and refusals that no longer hold.

Like :mod:`~sayso.ledger.store`, in the caller's transaction.  What is taken out is taken off all
counts as well; corrections by hand are never touched.
"""

from __future__ import annotations

import sqlite3

from sayso.ledger import about, count, verdicts


def reading(db: sqlite3.Connection, number: int) -> None:
    """Take out all that was read from the article with this number; its row and bytes stay."""
    run, outlet, text = db.execute(
        "SELECT run, outlet, text FROM articles WHERE number = ?", (number,)
    ).fetchone()
    claims = db.execute(
        "SELECT number, sentence_start, sentence_end FROM claims WHERE article = ?", (number,)
    ).fetchall()
    # An index without a text of its own has to be told which words to forget.
    db.executemany(
        "INSERT INTO claims_fts (claims_fts, rowid, sentence) VALUES ('delete', ?, ?)",
        [(claim, text[start:end]) for claim, start, end in claims],
    )
    count.claims(db, number, -1)
    about.remove(db, number)
    verdicts.unbond(db, number)
    db.execute("DELETE FROM claims WHERE article = ?", (number,))
    db.execute(
        "DELETE FROM chain_hops WHERE attribution IN "
        "(SELECT number FROM attributions WHERE article = ?)",
        (number,),
    )
    gone = db.execute("DELETE FROM attributions WHERE article = ?", (number,)).rowcount
    db.execute("DELETE FROM credits WHERE article = ?", (number,))
    db.execute("DELETE FROM scare_quotes WHERE article = ?", (number,))
    db.execute("DELETE FROM dropped_cues WHERE article = ?", (number,))
    db.execute("UPDATE articles SET outlet = NULL, titled = NULL WHERE number = ?", (number,))
    # An outlet without articles goes.
    db.execute("UPDATE outlets SET articles = articles - 1 WHERE number = ?", (outlet,))
    db.execute("DELETE FROM outlets WHERE number = ? AND articles = 0", (outlet,))
    db.execute(
        "UPDATE runs SET articles = articles - 1, attributions = attributions - ? WHERE number = ?",
        (gone, run),
    )


def refusals(db: sqlite3.Connection, run: int, key: str, input_id: str) -> None:
    """Take out what this run's outcome of an input makes untrue.

    That is a refusal of this very input, and those of its namesake in an earlier run over the
    same source which came to its end (so the input has changed since) or used another model.
    What comes on stdin has no name to know it by.
    """
    found = db.execute(
        "SELECT number, run, reason FROM refused WHERE input_key = ? UNION "
        "SELECT f.number, f.run, f.reason FROM refused AS f "
        "JOIN runs AS past ON past.number = f.run JOIN runs AS present ON present.number = ? "
        "WHERE f.input_id = ? AND past.number < present.number "
        "AND past.source = present.source AND present.source <> '-' "
        "AND (past.status = 'done' OR past.model <> present.model)",
        (key, run, input_id),
    ).fetchall()
    for number, past, reason in found:
        db.execute("DELETE FROM refused WHERE number = ?", (number,))
        db.execute("UPDATE runs SET refused = refused - 1 WHERE number = ?", (past,))
        count.change_facets(db, [("refused", reason, -1, 0)])
