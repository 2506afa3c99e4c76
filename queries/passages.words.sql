WITH asked AS (
  SELECT id, first, last FROM documents WHERE $document IS NULL OR document IN (SELECT value FROM json_each($document)))
SELECT p.what, p.speaker, d.title, d.publisher, d.date, p.quote, d.document, p.start, p."end", p.thing, p.confidence
FROM words CROSS JOIN passages p ON p.id = words.rowid CROSS JOIN documents d ON d.id = p.document
WHERE words MATCH phrase($phrase) AND words.rowid >= (SELECT min(first) FROM asked) AND words.rowid <= (SELECT max(last) FROM asked)
  AND ($document IS NULL OR d.id IN (SELECT id FROM asked))
ORDER BY words.rowid
