WITH local AS MATERIALIZED (SELECT id, zh FROM things WHERE scheme IS NULL AND id IN (SELECT programme FROM credits)),
forms AS (
  SELECT t.id AS programme, 'itself' AS relation FROM things t WHERE asked(t.id, $programme)
  UNION SELECT below, 'narrower' FROM above WHERE asked(above, $programme)
  UNION SELECT t.id, 'named after it' FROM local t JOIN spellings s ON contains(t.zh, s.spelling) AND s.thing != t.id
  WHERE asked(s.thing, $programme))
SELECT label(p, $lang) AS programme, relation, label(a, $lang) AS place, count(DISTINCT c.claim) AS claims, count(DISTINCT c.document) AS documents,
  p.iri AS programme_iri, a.iri AS place_iri
FROM forms JOIN credits c ON c.programme = forms.programme
JOIN things p ON p.id = forms.programme LEFT JOIN things a ON a.id = c.place
GROUP BY ALL
ORDER BY relation, 1, claims DESC, 3, place_iri
