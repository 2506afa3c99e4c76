SELECT s.name AS speaker, s.post, s.body, targets, d.title, publisher.zh AS publisher, d.date, d.document, s.source
FROM (
  SELECT source, document, count(*) AS targets
  FROM claims
  WHERE kind = 'target' AND asked_document(document, $document) AND asked(metric, $metric) GROUP BY ALL) counted
JOIN sources s ON s.id = counted.source
JOIN documents d ON d.id = counted.document LEFT JOIN things publisher ON publisher.id = d.publisher
ORDER BY targets DESC, d.document, speaker, s.source
