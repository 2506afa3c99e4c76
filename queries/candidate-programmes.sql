SELECT label(thing, $lang) AS programme, claims, documents, thing.iri AS programme_iri
FROM (
  SELECT programme, count(*) AS claims, count(DISTINCT document) AS documents
  FROM credits WHERE asked_document(document, $document) GROUP BY programme)
JOIN things thing ON thing.id = programme AND thing.scheme IS NULL
ORDER BY claims DESC, 1, thing.id
