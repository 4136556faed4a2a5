"""Roles beside names: titles, appositions, predicates."""

from __future__ import annotations

import pytest

from communique.actors.roles import Role, roles_of
from communique.actors.spots import read_scene
from tests.trees import tree

NAMES = [("Karla Holm", "PER"), ("Danish", "MISC"), ("Denmark", "LOC")]
CASES = {
    "title": (
        """Danish ADJ 3 amod
           Prime ADJ 3 amod
           Minister PROPN 4 nmod:desc
           Karla PROPN 6 nsubj
           Holm PROPN 4 flat
           resigned VERB 0 root""",
        ("prime minister", "DNK", False, "title"),
    ),
    "title with of": (
        """Secretary PROPN 4 nmod:desc
           of ADP 3 case
           State PROPN 1 nmod
           Karla PROPN 6 nsubj
           Holm PROPN 4 flat
           resigned VERB 0 root""",
        ("secretary of state", None, False, "title"),
    ),
    "title that the tree hangs elsewhere": (
        """Danish ADJ 2 amod
           envoy NOUN 5 nsubj
           Karla PROPN 5 nsubj
           Holm PROPN 3 flat
           resigned VERB 0 root""",
        ("envoy", "DNK", False, "title"),
    ),
    "apposition after": (
        """Karla PROPN 9 nsubj
           Holm PROPN 1 flat
           , PUNCT 6 punct
           a DET 6 det
           former ADJ 6 amod
           ambassador NOUN 1 appos
           to ADP 8 case
           Denmark PROPN 6 nmod
           resigned VERB 0 root""",
        ("ambassador to denmark", None, True, "apposition"),
    ),
    "apposition before": (
        """Denmark PROPN 3 nmod:poss
           's PART 1 case
           chancellor NOUN 7 nsubj
           , PUNCT 5 punct
           Karla PROPN 3 appos
           Holm PROPN 5 flat
           resigned VERB 0 root""",
        ("chancellor", "DNK", False, "apposition"),
    ),
    "predicate": (
        """Karla PROPN 5 nsubj
           Holm PROPN 1 flat
           is AUX 5 cop
           the DET 5 det
           president NOUN 0 root
           of ADP 7 case
           Denmark PROPN 5 nmod""",
        ("president", "DNK", False, "predicate"),
    ),
    "not a plural": (
        """Karla PROPN 5 nsubj
           Holm PROPN 1 flat
           is AUX 5 cop
           no DET 5 det
           ministers NOUN 0 root""",
        None,
    ),
    "denied": (
        """Karla PROPN 6 nsubj
           Holm PROPN 1 flat
           is AUX 6 cop
           not PART 6 advmod
           a DET 6 det
           minister NOUN 0 root""",
        None,
    ),
    "whose lawyers is no title": (
        """lawyers NOUN 5 nsubj
           for ADP 3 case
           Karla PROPN 1 nmod
           Holm PROPN 3 flat
           resigned VERB 0 root""",
        None,
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES.keys())
def test_roles(rows: str, expected: tuple[str, str | None, bool, str] | None) -> None:
    words = {row.split()[0] for row in rows.splitlines()}
    names = [(name, type_) for name, type_ in NAMES if name.split()[0] in words]
    parse = tree(rows, names=names)
    scene = read_scene(parse)
    spot = next(s for s in scene.spots if s.type == "PER")
    roles: list[Role] = list(roles_of(scene, spot))
    found = (roles[0].text, roles[0].country, roles[0].former, roles[0].source) if roles else None
    assert found == expected


def test_an_official_of_states_has_the_mark() -> None:
    parse = tree(
        """U.N. PROPN 2 compound
           envoy NOUN 3 nmod:desc
           Karla PROPN 4 nsubj
           left VERB 0 root""",
        names=[("U.N.", "ORG"), ("Karla", "PER")],
    )
    scene = read_scene(parse)
    (role,) = roles_of(scene, scene.spots[1])
    assert (role.text, role.country, role.igo) == ("u.n. envoy", None, True)


def test_the_official_behind_a_comma_who_speaks_is_another() -> None:
    rows = """
        Maria    PROPN 2 nsubj
        left     VERB  7 ccomp
        Vale     PROPN 2 obj
        ,        PUNCT 2 punct
        the      DET   6 det
        official NOUN  7 nsubj
        said     VERB  0 root say
    """
    parse = tree(rows, names=[("Maria", "PER"), ("Vale", "PER")])
    scene = read_scene(parse)
    assert [r.text for s in scene.spots for r in roles_of(scene, s)] == []
