SELECT label(thing, $lang) AS place, claims, metrics, documents, thing.code, thing.iri AS place_iri
FROM (
  SELECT place, count(*) AS claims, count(DISTINCT metric) AS metrics, count(DISTINCT document) AS documents
  FROM claims
  WHERE asked(metric, $metric) AND lies_in(place, $place)
  GROUP BY place)
JOIN things thing ON thing.id = place
ORDER BY code, 1, place_iri
