WITH differing AS (
  SELECT metric, place, period_start, period_end, measure, kind, unit, base, min(number) AS low, max(number) AS high
  FROM claims
  WHERE bound = '=' AND place IS NOT NULL AND period_end IS NOT NULL AND asked(metric, $metric) AND asked(place, $place)
    AND ($period_start IS NULL OR until(period_end) BETWEEN $period_start AND $period_end)
  GROUP BY ALL HAVING min(number) <> max(number)),
-- only the few that differ are counted value by value; of several claims with one value a sure one stands for it
found AS (
  SELECT count(DISTINCT number) AS "values", count(*) AS claims,
    arg_min(c.id, (c.confidence = 'doubtful', c.claim)) FILTER (number = d.low) AS low, arg_min(c.id, (c.confidence = 'doubtful', c.claim)) FILTER (number = d.high) AS high
  FROM claims c JOIN differing d
    ON c.bound = '=' AND c.metric = d.metric AND c.place = d.place AND c.period_end = d.period_end AND c.measure = d.measure AND c.kind = d.kind
    AND c.period_start IS NOT DISTINCT FROM d.period_start AND c.unit IS NOT DISTINCT FROM d.unit AND c.base IS NOT DISTINCT FROM d.base
  GROUP BY c.metric, c.place, c.period_start, c.period_end, c.measure, c.kind, c.unit, c.base)
SELECT label(m, $lang) AS metric, label(p, $lang) AS place, c.period_start, c.period_end, c.unit, c.measure, c.kind, c.base, "values", claims,
  c.value, cs.name AS speaker, cd.title, cd.date, c.quote, cd.document, c.start, c."end", c.claim, c.confidence,
  o.value AS other_value, os.name AS other_speaker, od.title AS other_title, od.date AS other_date, o.quote AS other_quote,
  od.document AS other_document, o.start AS other_start, o."end" AS other_end, o.claim AS other_claim, o.confidence AS other_confidence
FROM found JOIN claims c ON c.id = low JOIN claims o ON o.id = high
JOIN things m ON m.id = c.metric JOIN things p ON p.id = c.place
JOIN documents cd ON cd.id = c.document LEFT JOIN sources cs ON cs.id = c.source
JOIN documents od ON od.id = o.document LEFT JOIN sources os ON os.id = o.source
ORDER BY c.confidence = 'doubtful' OR o.confidence = 'doubtful', "values" DESC, claims DESC, 1, 2, c.period_end, c.period_start, c.claim
