"""The tables are what they say they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.events import tables


def test_plover_has_sixteen_types_and_the_manual_s_figures() -> None:
    assert len(tables.plover()) == 16
    assert tables.plover()["ASSAULT"].quad == 4
    assert tables.plover()["ACCUSE"].scores["allege"] == -3.5
    assert tables.plover()["CONSULT"].scores["visit"] == 4


def test_cameo_has_the_goldstein_figures() -> None:
    assert tables.cameo()["042"].goldstein == 1.9
    assert tables.cameo()["190"].goldstein == -10.0
    assert tables.cameo()["190"].contexts == ("military",)


def test_triggers_are_in_order_of_their_conditions() -> None:
    for group in tables.triggers().values():
        lengths = [len(t.when) for t in group]
        assert lengths == sorted(lengths, reverse=True)
    assert {t.type for group in tables.triggers().values() for t in group} == set(tables.plover())
    assert sum(len(group) for group in tables.triggers().values()) > 900


def test_every_type_s_acts_and_cues_load() -> None:
    assert tables.acts()["urge"].type == "REQUEST"
    assert tables.cues()["could", "aux"].status == "possible"
    assert "diplomatic" in tables.contexts()["ambassador"]
    assert len({c for group in tables.contexts().values() for c in group}) == 37


@pytest.mark.parametrize(
    "row",
    [
        "praise,VERB,,PRAISE,,051,one,std",
        "visit,VERB,,CONSULT,drone,042,one,std",
        "visit,VERB,,CONSULT,visit,999,one,std",
        "visit,VERB,,CONSULT,visit,042,three,std",
        "visit,VERB,,CONSULT,visit,042,one,nowhere",
        "visit,VERB,colour:red,CONSULT,visit,042,one,std",
        "visit,VERB,obj:@planets,CONSULT,visit,042,one,std",
        "visit,VERB,obj:%planet,CONSULT,visit,042,one,std",
    ],
)
def test_a_wrong_row_is_an_error(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("plover.csv", "cameo.csv", "classes.csv", "roles.csv"):
        (tmp_path / name).write_text((tables.ROOM / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "triggers.csv").write_text(f"lemma,pos,when,type,mode,cameo,need,roles\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(tables, "ROOM", tmp_path)
    tables.triggers.cache_clear()
    try:
        with pytest.raises(tables.TableError):
            tables.triggers()
    finally:
        tables.triggers.cache_clear()
