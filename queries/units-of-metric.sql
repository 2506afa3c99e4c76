SELECT label(thing, $lang) AS metric, unit, measure, claims, written, thing.iri AS metric_iri
FROM (
  SELECT metric, measure, unit, count(*) AS claims, min(written) AS written
  FROM claims WHERE asked(metric, $metric) GROUP BY ALL) counted
JOIN things thing ON thing.id = counted.metric
ORDER BY 1, metric_iri, claims DESC, unit, measure
