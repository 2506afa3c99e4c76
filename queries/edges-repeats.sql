-- values that several documents give are few: they are found first, and what is said of each of their claims before two and two are put together
WITH repeated AS (
  SELECT metric, place, number, measure, kind, coalesce(base, '') AS base
  FROM claims WHERE place IS NOT NULL AND period_end IS NOT NULL AND number IS NOT NULL AND asked(place, $place)
  GROUP BY ALL HAVING min(document) <> max(document)),
claimed AS (
  SELECT c.id, c.document, c.source, c.metric, c.place, c.number, c.measure, c.kind, r.base, c.period_start, c.period_end
  FROM claims c JOIN repeated r ON r.metric = c.metric AND r.place = c.place AND r.number = c.number AND r.measure = c.measure AND r.kind = c.kind
    AND r.base = coalesce(c.base, '')
  WHERE c.period_end IS NOT NULL),
pairs AS (
  SELECT c.id, o.id AS other
  FROM claimed c JOIN claimed o ON o.metric = c.metric AND o.place = c.place AND o.number = c.number AND o.measure = c.measure AND o.kind = c.kind
    AND o.base = c.base AND o.document != c.document
    AND (starts_with(c.period_end, o.period_end) OR starts_with(o.period_end, c.period_end))
    AND (c.period_start IS NULL OR o.period_start IS NULL OR starts_with(c.period_start, o.period_start) OR starts_with(o.period_start, c.period_start))
  WHERE asked_source(c.source, $person) AND asked_document(c.document, $document)),
told AS MATERIALIZED (
  SELECT c.id, c.metric, c.place, c.value, c.unit, c.measure, c.kind, c.base, c.period_start, c.period_end, c.claim, s.source AS speaker_iri,
    s.name AS speaker, c.bound, d.title, d.date, c.quote, d.document, c.start, c."end", c.confidence
  FROM claims c JOIN documents d ON d.id = c.document LEFT JOIN sources s ON s.id = c.source
  WHERE c.id IN (SELECT id FROM pairs UNION SELECT other FROM pairs))
SELECT label(m, $lang) AS metric, label(p, $lang) AS place, c.value, c.unit, c.measure, c.kind, c.base,
  c.period_start, c.period_end, c.claim, c.speaker_iri, c.speaker, c.bound, c.title, c.date, c.quote, c.document, c.start, c."end", c.confidence,
  o.period_start AS other_period_start, o.period_end AS other_period_end, o.claim AS other_claim, o.speaker_iri AS other_speaker_iri,
  o.speaker AS other_speaker, o.bound AS other_bound, o.title AS other_title, o.date AS other_date, o.quote AS other_quote,
  o.document AS other_document, o.start AS other_start, o."end" AS other_end, o.confidence AS other_confidence
FROM pairs JOIN told c ON c.id = pairs.id JOIN told o ON o.id = other
JOIN things m ON m.id = c.metric JOIN things p ON p.id = c.place
WHERE $published_start IS NULL OR until(c.date) BETWEEN $published_start AND $published_end
ORDER BY pairs.id, other
