SELECT label(thing, $lang) AS metric, claims, documents, thing.iri AS metric_iri
FROM (
  SELECT metric, count(*) AS claims, count(DISTINCT document) AS documents
  FROM claims WHERE asked_document(document, $document) GROUP BY metric)
JOIN things thing ON thing.id = metric AND thing.scheme IS NULL
ORDER BY claims DESC, 1, metric_iri
