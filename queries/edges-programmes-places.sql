SELECT c.claim, g.iri AS programme_iri, label(g, $lang) AS programme, p.iri AS place_iri, label(p, $lang) AS place, label(m, $lang) AS metric, s.name AS speaker,
  c.voice, c.value, c.unit, c.bound, c.measure, c.kind, c.base, c.period_start, c.period_end,
  d.title, d.date, c.quote, d.document, c.start, c."end", c.confidence
FROM credits JOIN claims c ON c.id = credits.claim JOIN things g ON g.id = credits.programme JOIN things p ON p.id = c.place
JOIN documents d ON d.id = c.document LEFT JOIN sources s ON s.id = c.source LEFT JOIN things m ON m.id = c.metric
WHERE asked_source(c.source, $person) AND asked(c.place, $place) AND asked_document(c.document, $document)
  AND ($published_start IS NULL OR until(d.date) BETWEEN $published_start AND $published_end)
ORDER BY c.id, credits.programme
