SELECT label(thing, $lang) AS place, claims, metrics, documents, thing.iri AS place_iri
FROM (
  SELECT place, count(DISTINCT claims.id) AS claims, count(DISTINCT metric) AS metrics, count(DISTINCT document) AS documents
  FROM credits JOIN claims ON claims.id = credits.claim WHERE asked(programme, $programme) GROUP BY place)
JOIN things thing ON thing.id = place
ORDER BY claims DESC, 1, place_iri
