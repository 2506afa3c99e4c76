SELECT label(thing, $lang) AS programme, claims, metrics, documents, thing.iri AS programme_iri
FROM (
  SELECT programme, count(*) AS claims, count(DISTINCT metric) AS metrics, count(DISTINCT document) AS documents
  FROM credits WHERE asked(place, $place) GROUP BY programme)
JOIN things thing ON thing.id = programme
ORDER BY claims DESC, 1, programme_iri
