SELECT CASE $lang WHEN 'en' THEN s.en ELSE s.zh END AS vocabulary, CASE $lang WHEN 'en' THEN t.en ELSE t.zh END AS label, claims, t.iri AS term
FROM (
  SELECT thing, count(*) AS claims
  FROM (
    SELECT metric AS thing FROM claims UNION ALL SELECT programme FROM credits
    UNION ALL SELECT unit_thing FROM claims WHERE unit_thing IS NOT NULL)
  GROUP BY thing) used
JOIN things t ON t.id = used.thing JOIN things s ON s.iri = t.scheme
WHERE asked(s.id, $scheme)
ORDER BY vocabulary, claims DESC, 2, term
