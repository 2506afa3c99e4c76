SELECT label(thing, $lang) AS metric, claims, documents, thing.iri AS metric_iri
FROM (
  SELECT metric, sum(told)::BIGINT AS claims, count(*) AS documents
  FROM (SELECT metric, document, count(*) AS told FROM claims WHERE asked_document(document, $document) GROUP BY ALL) GROUP BY metric)
JOIN things thing ON thing.id = metric AND thing.scheme IS NULL
ORDER BY claims DESC, 1, thing.id
