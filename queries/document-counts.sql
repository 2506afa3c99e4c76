SELECT d.title, publisher.zh AS publisher, d.date, claims, direct, indirect, own, report, targets, speakers, d.document
FROM (
  SELECT document, count(*) AS claims, count(*) FILTER (voice = 'direct') AS direct, count(*) FILTER (voice = 'indirect') AS indirect,
    count(*) FILTER (voice = 'own') AS own, count(*) FILTER (voice = 'report') AS report, count(*) FILTER (kind = 'target') AS targets,
    count(DISTINCT source) AS speakers
  FROM claims WHERE asked_document(document, $document) GROUP BY document) counted
JOIN documents d ON d.id = counted.document LEFT JOIN things publisher ON publisher.id = d.publisher
ORDER BY d.date, d.document
