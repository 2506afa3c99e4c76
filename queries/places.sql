SELECT label(thing, $lang) AS place, claims, metrics, documents, thing.iri AS place_iri
FROM (
  SELECT place, count(*) AS claims, count(DISTINCT metric) AS metrics, count(DISTINCT document) AS documents
  FROM claims WHERE asked(metric, $metric) GROUP BY place)
JOIN things thing ON thing.id = place
ORDER BY claims DESC, 1, place_iri
