"""The check that a text is English."""

from __future__ import annotations

import pytest

from communique.sources.english import other_language


@pytest.mark.parametrize(
    "text",
    [
        "Truce holds.",
        "Moscow denies invasion plan",
        "Lula says no to Macron",
        "Macron, Scholz und Meloni met in Rome",
        "Putin, Lavrov, Shoigu, Gerasimov, Peskov, Zakharova, Medvedev",
        "“Nous n’avons pas peur,” the minister of the interior said in French on Monday.",
        "He said: «Слава Украине» was on every wall of the town when they came back to it.",
    ],
)
def test_english_passes(text: str) -> None:
    assert other_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Kanzler sagte am Montag, dass die Gespräche nicht zu Ende sind.", "German"),
        ("Le ministre a dit que les négociations ne sont pas dans une impasse.", "French"),
        ("El presidente dijo que las negociaciones con la oposición no han terminado.", "Spanish"),
        ("O presidente disse que não vai aceitar uma proposta dos Estados Unidos.", "Portuguese"),
        ("Il presidente ha detto che la guerra non è una soluzione per il paese.", "Italian"),
        ("De minister zei dat het overleg niet voor het einde van het jaar wordt hervat.", "Dutch"),
        ("Minister powiedział, że to nie jest koniec rozmów i że wróci do stolicy.", "Polish"),
        ("Bakan, bu anlaşma için daha çok zaman gerektiğini ve bir heyet olduğu söyledi.", "Turkish"),
        (
            "Menteri mengatakan bahwa pembicaraan akan dimulai pada hari Senin dan tidak ada yang batal.",
            "Indonesian or Malay",
        ),
        ("外交部长星期一表示,谈判将继续进行。", "the CJK script"),
        ("أعلن الوزير يوم الاثنين أن المفاوضات ستستمر", "the Arabic script"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert other_language(text) == language


def test_long_text_without_english_words() -> None:
    assert other_language("lorem ipsum dolor sit amet consectetur adipiscing elit " * 8) == "an unknown language"
