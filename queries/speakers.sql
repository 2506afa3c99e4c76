SELECT s.name AS speaker, s.post, s.body, claims, statements, d.title, publisher.zh AS publisher, d.date, d.document, s.source
FROM (
  SELECT source, document, sum(claims)::BIGINT AS claims, sum(statements)::BIGINT AS statements
  FROM (
    SELECT source, document, count(*) AS claims, 0 AS statements FROM claims GROUP BY ALL
    UNION ALL SELECT source, document, 0, count(*) FROM statements GROUP BY ALL)
  WHERE source IS NOT NULL AND asked_source(source, $person) AND asked_document(document, $document)
  GROUP BY ALL) counted
JOIN sources s ON s.id = counted.source
JOIN documents d ON d.id = counted.document LEFT JOIN things publisher ON publisher.id = d.publisher
ORDER BY claims DESC, statements DESC, d.document, speaker, s.source
