"""Le titre d'un appel est la première phrase du commentaire de son RPC."""

from __future__ import annotations

import pytest

from gateway import openapi


@pytest.mark.parametrize(
    ("commentaire", "titre"),
    [
        ("Signe le bail : la demande sera radiée.", "Signe le bail"),
        ("Enregistre une attestation (loi 89-462 art. 7 g).", "Enregistre une attestation (loi 89-462 art. 7 g)"),
        (
            "Enregistre un paiement et l'impute (C. civ. 1342-10). Suite.",
            "Enregistre un paiement et l'impute (C. civ. 1342-10)",
        ),
        ("Une phrase. Une autre.", "Une phrase"),
        ("Sans point", "Sans point"),
        ("", "Signer bail"),
    ],
)
def test_le_titre_s_arrete_a_la_premiere_phrase(monkeypatch: pytest.MonkeyPatch, commentaire: str, titre: str) -> None:
    monkeypatch.setattr(openapi, "commentaire", lambda _nom: commentaire)
    assert openapi.titre("logis.baux.v1.BauxService/SignerBail") == titre


@pytest.mark.parametrize(
    ("methode", "titre"), [("BauxService/GetBail", "Lire : bail"), ("BauxService/ListBaux", "Lister : baux")]
)
def test_une_lecture_sans_commentaire_se_dit_en_francais(
    monkeypatch: pytest.MonkeyPatch, methode: str, titre: str
) -> None:
    monkeypatch.setattr(openapi, "commentaire", lambda _nom: "")
    assert openapi.titre(f"logis.baux.v1.{methode}") == titre
