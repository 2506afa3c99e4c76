SELECT label(thing, $lang) AS place, claims, metrics, documents, thing.iri AS place_iri
FROM (
  SELECT place, count(DISTINCT claim) AS claims, count(DISTINCT metric) AS metrics, count(DISTINCT document) AS documents
  FROM credits WHERE asked(programme, $programme) GROUP BY place)
JOIN things thing ON thing.id = place
ORDER BY claims DESC, 1, place_iri
