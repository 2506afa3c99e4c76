SELECT label(m, $lang) AS metric, label(p, $lang) AS place, c.value, c.unit, c.measure, c.kind, c.base,
  c.period_start AS period_start, c.period_end AS period_end, c.claim AS claim, cs.source AS speaker_iri, cs.name AS speaker, c.bound AS bound,
  cd.title AS title, cd.date AS date, c.quote AS quote, cd.document AS document, c.start AS start, c."end" AS end,
  o.period_start AS other_period_start, o.period_end AS other_period_end, o.claim AS other_claim, os.source AS other_speaker_iri, os.name AS other_speaker, o.bound AS other_bound,
  od.title AS other_title, od.date AS other_date, o.quote AS other_quote, od.document AS other_document, o.start AS other_start, o."end" AS other_end
FROM claims c
JOIN claims o ON o.metric = c.metric AND o.place = c.place AND o.number = c.number AND o.measure = c.measure AND o.kind = c.kind
  AND coalesce(o.base, '') = coalesce(c.base, '') AND o.document != c.document
  AND (starts_with(c.period_end, o.period_end) OR starts_with(o.period_end, c.period_end))
  AND (c.period_start IS NULL OR o.period_start IS NULL OR starts_with(c.period_start, o.period_start) OR starts_with(o.period_start, c.period_start))
JOIN things m ON m.id = c.metric JOIN things p ON p.id = c.place
JOIN documents cd ON cd.id = c.document LEFT JOIN sources cs ON cs.id = c.source
JOIN documents od ON od.id = o.document LEFT JOIN sources os ON os.id = o.source
WHERE asked_source(c.source, $person) AND asked(c.place, $place) AND asked_document(c.document, $document)
  AND ($period_start IS NULL OR until(cd.date) BETWEEN $period_start AND $period_end)
ORDER BY cd.document, c.start, c.claim, od.document, o.start, o.claim
