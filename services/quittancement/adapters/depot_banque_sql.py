"""Les requêtes du dépôt des paiements bancaires."""

from __future__ import annotations

from sqlalchemy import text

from quittancement.adapters.candidats import GEL

_UTILE = "left(regexp_replace(upper(reference), '[^0-9A-Z]', '', 'g'), 21)"

VERROU = text("SELECT pg_advisory_xact_lock(hashtextextended(:nom, 0))")
CANDIDATS = text(
    f"""SELECT q.id AS quittance_id, q.bail_id, c.reference, q.mois, q.exigible_le, l.valide_le, q.reste,
               m.id AS mandat_id, m.statut, m.rum, m.ics, m.iban, m.bic, coalesce(m.derniere_presentation, m.signe_le) AS signe_de_vie,
               m.preavis_jours, coalesce(p.essais, 0) AS essais, coalesce(p.dernier, 0) AS dernier_essai,
               coalesce(p.en_cours, false) AS en_cours, p.representer_le, b.blocages,
               {GEL} AS protections
          FROM quittance q
          JOIN compte c ON c.id = q.bail_id
          JOIN lot l ON l.id = q.lot_id
          JOIN (SELECT DISTINCT ON (bail_id) * FROM banque_mandat
                 WHERE statut IN ('SIGNE', 'ACTIF', 'SUSPENDU', 'CADUC')
                 ORDER BY bail_id, statut = 'CADUC', signe_le DESC, id) m ON m.bail_id = q.bail_id
          LEFT JOIN (SELECT quittance_id, count(*) FILTER (WHERE statut <> 'ANNULE') AS essais, max(essai) AS dernier,
                            bool_or(statut IN ('PREPARE', 'REMIS', 'ACCEPTE', 'REGLE')) AS en_cours,
                            (array_agg(representer_le ORDER BY essai DESC))[1] AS representer_le
                       FROM banque_prelevement GROUP BY quittance_id) p ON p.quittance_id = q.id
          LEFT JOIN (SELECT bail_id, jsonb_agg(jsonb_build_object('code', code, 'depuis', depuis)) AS blocages
                       FROM banque_blocage GROUP BY bail_id) b ON b.bail_id = q.bail_id
         WHERE q.mois = :mois AND q.statut = 'VALIDEE' AND q.reste > 0
         ORDER BY m.sequence_type DESC, c.reference"""
)
COPIER_PRELEVEMENTS = """COPY banque_prelevement (end_to_end_id, remise_id, lot, bail_id, quittance_id, mandat_id, essai,
                              montant, rum, iban, bic, statut, retour) FROM STDIN"""
AVANCER = text("UPDATE banque_prelevement SET statut = :vers WHERE remise_id = :id AND statut = :de")
PRESENTER = text(
    """UPDATE banque_mandat SET derniere_presentation = greatest(derniere_presentation, CAST(:le AS date)),
              version = version + 1
        WHERE id IN (SELECT mandat_id FROM banque_prelevement WHERE remise_id = :id)"""
)
DEJA = text(
    """SELECT compte, reference, rang, montant FROM banque_entree
        WHERE compte = ANY(:comptes) AND reference = ANY(:references)"""
)
RUMS = text(
    """SELECT rum, bail_id FROM banque_mandat WHERE rum = ANY(:rums) AND statut IN ('SIGNE', 'ACTIF', 'SUSPENDU')"""
)
IBANS = text(
    """SELECT iban, bail_id, genre FROM banque_compte_connu WHERE iban = ANY(:ibans)
       UNION ALL
       SELECT iban, bail_id, 'EMETTEUR' FROM banque_mandat
        WHERE iban = ANY(:ibans) AND statut IN ('SIGNE', 'ACTIF', 'SUSPENDU')"""
)
# Une recherche d'index par valeur, quelles que soient les statistiques : deux comptes suffisent à dire l'ambiguïté.
UTILES = text(
    f"""SELECT c.id, u.utile FROM unnest(CAST(:utiles AS text[])) AS u (utile)
         CROSS JOIN LATERAL (SELECT id FROM compte WHERE {_UTILE} = u.utile LIMIT 2) c"""
)
COPIER_ENTREES = """COPY banque_entree (id, compte, reference, rang, msg_id, le, montant, end_to_end_id, iban_emetteur,
                         emetteur, libelle, statut, regle, motif, bail_id, paiement_id, suggestion, decide_par)
                    FROM STDIN"""
APPRENDRE = text(
    """INSERT INTO banque_compte_connu (iban, bail_id, genre)
       SELECT iban, bail_id, 'EMETTEUR' FROM unnest(CAST(:ibans AS text[]), CAST(:baux AS uuid[])) AS t (iban, bail_id)
       ON CONFLICT DO NOTHING"""
)
NOTER_PRELEVEMENTS = text(
    """UPDATE banque_prelevement p SET statut = t.statut, paiement_id = t.paiement_id, retour = t.retour,
              retourne_le = t.retourne_le, representer_le = t.representer_le
         FROM unnest(CAST(:end_to_end_id AS text[]), CAST(:statut AS text[]), CAST(:paiement_id AS uuid[]),
                     CAST(:retour AS text[]), CAST(:retourne_le AS date[]), CAST(:representer_le AS date[]))
              AS t (end_to_end_id, statut, paiement_id, retour, retourne_le, representer_le)
        WHERE p.end_to_end_id = t.end_to_end_id"""
)
RETOURS = text(
    """SELECT count(*) FROM banque_prelevement
        WHERE mandat_id = :id AND retour = ANY(:codes) AND retourne_le >= :depuis"""
)
RUM_CONNUE = text(
    """SELECT EXISTS (SELECT 1 FROM banque_mandat WHERE rum = :rum AND id IS DISTINCT FROM :sauf)
            OR EXISTS (SELECT 1 FROM banque_amendement WHERE rum_avant = :rum AND mandat_id IS DISTINCT FROM :sauf)"""
)
PORTER_AMENDEMENTS = text(
    """UPDATE banque_amendement SET remise_id = :id
        WHERE remise_id IS NULL AND mandat_id IN (SELECT mandat_id FROM banque_prelevement WHERE remise_id = :id)"""
)
RENDRE_AMENDEMENTS = text(
    """UPDATE banque_amendement SET remise_id = NULL
        WHERE remise_id = :id AND (CAST(:mandat AS uuid) IS NULL OR mandat_id = :mandat)"""
)
SUSPECTS = text(
    f"""SELECT m.statut, (m.rum, m.iban, m.bic) IS DISTINCT FROM (p.rum, p.iban, p.bic) AS change, p.montant, q.exigible_le,
              CASE q.statut WHEN 'VALIDEE' THEN q.reste ELSE 0 END AS reste, b.blocages,
              {GEL} AS protections
         FROM banque_prelevement p
         JOIN compte c ON c.id = p.bail_id
         JOIN banque_mandat m ON m.id = p.mandat_id
         JOIN quittance q ON q.id = p.quittance_id
         LEFT JOIN (SELECT bail_id, jsonb_agg(jsonb_build_object('code', code, 'depuis', depuis)) AS blocages
                      FROM banque_blocage GROUP BY bail_id) b ON b.bail_id = p.bail_id
        WHERE p.remise_id = :id AND p.statut = 'PREPARE'
          AND (m.statut <> 'ACTIF' OR (m.rum, m.iban, m.bic) IS DISTINCT FROM (p.rum, p.iban, p.bic)
               OR q.statut <> 'VALIDEE' OR q.reste < p.montant OR b.blocages IS NOT NULL OR {GEL} IS NOT NULL)"""
)
SUGGESTIONS = text(
    """SELECT e.id, e.emetteur, m.titulaire, m.bail_id
          FROM (SELECT * FROM banque_entree WHERE statut = 'EN_ATTENTE' AND suggestion IS NULL AND emetteur <> ''
                   AND montant > 0) e
          JOIN (SELECT q.bail_id, q.reste FROM quittance q WHERE q.statut = 'VALIDEE') d
            ON d.reste = e.montant
          JOIN banque_mandat m ON m.bail_id = d.bail_id"""
)
SUGGERER = text(
    """UPDATE banque_entree e SET suggestion = t.bail_id
         FROM unnest(CAST(:ids AS uuid[]), CAST(:baux AS uuid[])) AS t (id, bail_id) WHERE e.id = t.id"""
)
RETENIR = text(
    """SELECT count(*) FROM (SELECT 1 FROM banque_prelevement WHERE remise_id = :id
                              ORDER BY end_to_end_id FOR UPDATE) AS retenus"""
)
ACCEPTER = text(
    """UPDATE banque_prelevement SET statut = 'ACCEPTE'
        WHERE remise_id = :id AND statut = 'REMIS' AND (CAST(:lot AS int) IS NULL OR lot = :lot AND EXISTS (
              SELECT 1 FROM banque_mandat m WHERE m.id = mandat_id AND (m.sequence_type = 'OOFF') = :unique))"""
)
