WITH told AS (
  SELECT place, count(*) AS claims
  FROM claims c JOIN documents d ON d.id = c.document
  WHERE place IS NOT NULL AND lies_in(place, $place) AND asked_source(source, $person) AND asked_document(c.document, $document)
    AND ($published_start IS NULL OR until(d.date) BETWEEN $published_start AND $published_end)
  GROUP BY place),
nodes AS (
  SELECT place AS node, claims FROM told
  UNION ALL SELECT a.above, 0 FROM told JOIN above a ON a.below = place WHERE lies_in(a.above, $place))
SELECT t.iri AS place_iri, label(t, $lang) AS place, t.code, within.iri AS within_iri, sum(claims)::BIGINT AS claims
FROM nodes JOIN things t ON t.id = node
LEFT JOIN above a ON a.below = node AND a.levels = 1 LEFT JOIN things within ON within.id = a.above
GROUP BY ALL
ORDER BY place_iri
