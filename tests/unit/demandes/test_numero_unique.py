"""Le numéro unique : forme, cohérence avec le dépôt, fabrication fictive."""

from __future__ import annotations

import pytest
from constructeurs_demandes import le

from demandes.domain import numero_unique as numeros
from socle.domaine.refus import DonneeInvalide


def test_un_numero_bien_forme_du_bon_mois_est_admis() -> None:
    numeros.controler("1111023000123GDPUB", deposee_le=le("2023-10-01"))


@pytest.mark.parametrize(
    "numero",
    ["", "1111023000123GDPU", "11110230001234GDPUB", "1110023000123GDPUB", "1111023000123gdpub", "2A11023000123GDPUB"],
)
def test_un_numero_mal_forme_est_refuse(numero: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        numeros.controler(numero, deposee_le=le("2023-10-01"))
    assert (refus.value.code, refus.value.champ) == ("NUMERO_UNIQUE_MAL_FORME", "numero_unique")


@pytest.mark.parametrize("numero", ["1110923000123GDPUB", "1111022000123GDPUB"])
def test_le_mois_et_l_annee_du_numero_sont_ceux_du_depot(numero: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        numeros.controler(numero, deposee_le=le("2023-10-01"))
    assert refus.value.code == "NUMERO_UNIQUE_INCOHERENT"


def test_le_treizieme_mois_n_existe_pas() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        numeros.controler("1111323000123GDPUB", deposee_le=le("2023-12-01"))
    assert refus.value.code == "NUMERO_UNIQUE_MAL_FORME"


def test_un_numero_simule_se_reconnait_et_passe_le_controle() -> None:
    numero = numeros.fabriquer_simule(territoire="069", deposee_le=le("2026-01-15"), sequence=123)
    assert numero == "0690126000123ZZDEM"
    numeros.controler(numero, deposee_le=le("2026-01-31"))
    assert numeros.est_simule(numero)
    assert not numeros.est_simule("1111023000123GDPUB")
    assert numeros.afficher(numero) == "069-01-26-000123-ZZDEM"


@pytest.mark.parametrize("sequence", [0, 999_999])
def test_les_bornes_de_la_sequence_tiennent_en_six_chiffres(sequence: int) -> None:
    assert len(numeros.fabriquer_simule(territoire="111", deposee_le=le("2026-12-31"), sequence=sequence)) == 18


@pytest.mark.parametrize(("territoire", "sequence"), [("111", 1_000_000), ("111", -1), ("69", 1), ("2A0", 1)])
def test_on_ne_fabrique_pas_de_numero_hors_format(territoire: str, sequence: int) -> None:
    with pytest.raises(DonneeInvalide):
        numeros.fabriquer_simule(territoire=territoire, deposee_le=le("2026-01-15"), sequence=sequence)
