SELECT c.claim, s.source AS speaker_iri, s.type AS speaker_type, s.name AS speaker, label(b, $lang) AS body,
  m.iri AS metric_iri, label(m, $lang) AS metric, label(p, $lang) AS place,
  c.voice, c.value, c.unit, c.bound, c.measure, c.kind, c.base, c.period_start, c.period_end,
  d.title, d.date, c.quote, d.document, c.start, c."end", c.confidence
FROM claims c JOIN documents d ON d.id = c.document LEFT JOIN sources s ON s.id = c.source
LEFT JOIN bodies ON bodies.source = c.source LEFT JOIN things b ON b.id = bodies.body
LEFT JOIN things m ON m.id = c.metric LEFT JOIN things p ON p.id = c.place
WHERE asked_source(c.source, $person) AND asked(c.place, $place) AND asked_document(c.document, $document)
  AND ($published_start IS NULL OR until(d.date) BETWEEN $published_start AND $published_end)
ORDER BY c.id, 5
