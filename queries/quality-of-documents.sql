SELECT d.title, publisher.zh AS publisher, d.date, claims, without_place, without_period, without_known_metric, doubtful, d.document
FROM (
  SELECT document, count(*) AS claims, count(*) FILTER (place IS NULL) AS without_place,
    count(*) FILTER (period_start IS NULL AND period_end IS NULL) AS without_period, count(*) FILTER (thing.scheme IS NULL) AS without_known_metric,
    count(*) FILTER (confidence = 'doubtful') AS doubtful
  FROM claims JOIN things thing ON thing.id = metric
  WHERE asked_document(document, $document) GROUP BY document) counted
JOIN documents d ON d.id = counted.document LEFT JOIN things publisher ON publisher.id = d.publisher
ORDER BY d.date, d.document
