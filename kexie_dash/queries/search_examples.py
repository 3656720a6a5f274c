"""What could be looked for? Words, a phrase and figures that the reports themselves hold."""

from __future__ import annotations

from kexie_dash.store.database import Database, View

_SQL = """
SELECT o.label, count(DISTINCT r.body_code) AS bodies, count(*) AS times
FROM kexie.observation o JOIN kexie.report r ON r.id = o.report
WHERE r.superseded_by IS NULL AND length(o.label) BETWEEN 3 AND 8 AND regexp_full_match(o.label, '[一-鿿]+')
GROUP BY o.label ORDER BY bodies DESC, times DESC, o.label LIMIT 3
"""
_LARGEST = """
SELECT o.value_text FROM kexie.observation o JOIN kexie.report r ON r.id = o.report
WHERE r.superseded_by IS NULL AND o.family = 'audience' AND o.value IS NOT NULL
  AND regexp_matches(o.value_text, '[0-9.]+万')
ORDER BY o.value DESC, o.seq LIMIT 1
"""


#: A label of so many characters is two words.
_TWO_WORDS = 4


def search_examples(database: Database | View) -> tuple[str, ...]:
    """Labels most bodies use, one of them as two words, the largest audience as printed."""
    view = database.view()
    return view.cached("search examples", lambda: _examples(view))


def _examples(view: View) -> tuple[str, ...]:
    labels = [str(row[0]) for row in view.rows(_SQL)]
    halves = [f"{label[:2]} {label[2:]}" for label in labels if len(label) == _TWO_WORDS][:1]
    numbers = [str(row[0]) for row in view.rows(_LARGEST)]
    return tuple(dict.fromkeys([*labels, *halves, *numbers]))
