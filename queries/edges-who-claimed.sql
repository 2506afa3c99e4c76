SELECT c.claim, s.source AS speaker_iri, s.type AS speaker_type, s.name AS speaker,
  h.iri AS post_iri, label(h, $lang) AS post, b.iri AS body_iri, label(b, $lang) AS body,
  c.voice, c.value, c.unit, c.bound, c.measure, c.kind, c.base, c.period_start, c.period_end,
  m.iri AS metric_iri, label(m, $lang) AS metric, p.iri AS place_iri, label(p, $lang) AS place, g.iri AS programme_iri, label(g, $lang) AS programme,
  d.title, d.date, c.quote, d.document, c.start, c."end", c.confidence
FROM claims c JOIN documents d ON d.id = c.document LEFT JOIN sources s ON s.id = c.source
LEFT JOIN capacities k ON k.source = c.source LEFT JOIN things h ON h.id = k.post LEFT JOIN things b ON b.id = k.body
LEFT JOIN credits ON credits.claim = c.id LEFT JOIN things g ON g.id = credits.programme
LEFT JOIN things m ON m.id = c.metric LEFT JOIN things p ON p.id = c.place
WHERE asked_source(c.source, $person) AND asked(c.place, $place) AND asked_document(c.document, $document)
  AND ($published_start IS NULL OR until(d.date) BETWEEN $published_start AND $published_end)
ORDER BY c.id, credits.programme, k.post, k.body
