"""The tables hold what their loaders promise, and countries agree with pycountry."""

from __future__ import annotations

from pathlib import Path

import pycountry
import pytest

from communique.actors import tables


def test_countries_are_those_of_iso_3166() -> None:
    codes = set(tables.country_names()) - {"XKX"}
    assert codes <= {country.alpha_3 for country in pycountry.countries}
    assert {"USA", "RUS", "CHN", "UKR", "PSE", "TWN", "SSD"} <= codes


@pytest.mark.parametrize("code", ["FRA", "DEU", "KEN", "PER", "JPN", "NOR", "EGY", "CAN", "LBN"])
def test_country_names_agree_with_pycountry(code: str) -> None:
    assert tables.country_names()[code] == pycountry.countries.get(alpha_3=code).name


def test_forms_of_countries() -> None:
    forms = tables.forms()
    assert (forms["U.S."].country, forms["U.S."].use, forms["U.S."].adjective) == ("USA", "name", "USA")
    assert (forms["Kremlin"].country, forms["Kremlin"].use) == ("RUS", "seat")
    assert (forms["Kyiv"].country, forms["Kiev"].country, forms["Kyiv"].use) == ("UKR", "UKR", "capital")
    assert (forms["Danish"].adjective, forms["Danes"].people) == ("DNK", "DNK")
    assert forms["North Korean"].adjective == "PRK"
    assert (forms["Burma"].country, forms["Zaire"].country) == ("MMR", "COD")


def test_forms_of_organisations() -> None:
    alliance = tables.forms()["North Atlantic Treaty Organization"].organisation
    assert alliance is not None
    assert (alliance.name, alliance.kind, alliance.country, alliance.code) == (
        "NATO",
        "organisation",
        None,
        "IGOWSTNAT",
    )
    assert "alliance" in alliance.nouns
    agency = tables.forms()["AFP"].organisation
    assert agency is not None
    assert (agency.name, agency.kind, agency.country, agency.code) == (
        "Agence France-Presse",
        "outlet",
        "FRA",
        "FRAMED",
    )


def test_every_organisation_has_a_known_country_or_none() -> None:
    countries = set(tables.country_names()) | {None}
    assert {organisation.country for organisation, _ in tables.organisations()} <= countries


def test_no_form_names_two_organisations_of_one_file() -> None:
    seen: dict[tuple[str, bool], str] = {}
    clashes = []
    for organisation, texts in tables.organisations():
        for text in texts:
            owner = seen.setdefault((text, organisation.kind == "outlet"), organisation.name)
            if owner != organisation.name:
                clashes.append((text, owner, organisation.name))
    # parties of two countries that share their letters: the first row is taken where the text does not tell
    assert {text for text, _, _ in clashes} == {"NDP", "RSF"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("foreign", "minister"), "minister"),
        (("vice", "president"), "vice president"),
        (("senate", "majority", "leader"), "majority leader"),
        (("teapot",), None),
    ],
)
def test_office_of_takes_the_longest_row(words: tuple[str, ...], found: str | None) -> None:
    office = tables.office_of(words)
    assert (office.words if office else None) == found


def test_word_groups_are_there() -> None:
    assert "flee" in tables.words("place")
    assert "urge" in tables.words("address")
    with pytest.raises(KeyError):
        tables.words("nonsense")


def test_a_bad_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "offices.csv").write_text(
        "words,kind,sector,person,country\nminister,office,XYZ,1,\n", encoding="utf-8"
    )
    monkeypatch.setattr(tables, "_ROOM", tmp_path)
    with pytest.raises(tables.TableError, match=r"offices\.csv: unknown kind or sector"):
        tables.offices.__wrapped__()


@pytest.mark.parametrize(
    ("text", "name"),
    [("ITAR-Tass", "TASS"), ("REUTERS", "Reuters"), ("reuters", None), ("Economist", "The Economist"), ("ECO", None)],
)
def test_an_organisation_is_known_whichever_letters_are_large(text: str, name: str | None) -> None:
    form = tables.form_of(text)
    assert (form and form.organisation and form.organisation.name) == name
