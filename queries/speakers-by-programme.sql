SELECT s.name AS speaker, s.post, s.body, label(thing, $lang) AS programme, claims, d.title, publisher.zh AS publisher, d.date, d.document, s.source
FROM (
  SELECT source, document, programme, count(*) AS claims
  FROM credits WHERE source IS NOT NULL AND asked(programme, $programme) GROUP BY ALL) counted
JOIN things thing ON thing.id = counted.programme JOIN sources s ON s.id = counted.source
JOIN documents d ON d.id = counted.document LEFT JOIN things publisher ON publisher.id = d.publisher
ORDER BY claims DESC, 4, d.id, speaker, s.id
