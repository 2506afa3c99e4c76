SELECT label(thing, $lang) AS metric, claims, places, speakers, documents, thing.iri AS metric_iri
FROM (
  SELECT metric, count(*) AS claims, count(DISTINCT place) AS places, count(DISTINCT source) AS speakers, count(DISTINCT document) AS documents
  FROM claims WHERE asked(place, $place) GROUP BY metric)
JOIN things thing ON thing.id = metric
ORDER BY claims DESC, 1, thing.id
