SELECT label(thing, $lang) AS programme, claims, metrics, places, speakers, documents, thing.iri AS programme_iri
FROM (
  SELECT programme, count(*) AS claims, count(DISTINCT metric) AS metrics, count(DISTINCT place) AS places, count(DISTINCT source) AS speakers,
    count(DISTINCT document) AS documents
  FROM credits WHERE asked_document(document, $document) GROUP BY programme)
JOIN things thing ON thing.id = programme
ORDER BY claims DESC, 1, thing.id
