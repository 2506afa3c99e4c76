-- few things are terms: they are found first, and only claims about them are counted
WITH terms AS MATERIALIZED (
  SELECT t.id, t.iri, CASE $lang WHEN 'en' THEN v.en ELSE v.zh END AS vocabulary, CASE $lang WHEN 'en' THEN t.en ELSE t.zh END AS label
  FROM things t JOIN vocabularies v ON v.iri = t.scheme WHERE asked(v.id, $scheme))
SELECT vocabulary, label, sum(told)::BIGINT AS claims, iri AS term
FROM (
  SELECT metric AS thing, count(*) AS told FROM claims WHERE metric IN (SELECT id FROM terms) GROUP BY ALL
  UNION ALL SELECT programme, count(*) FROM credits GROUP BY ALL
  UNION ALL SELECT unit_thing, count(*) FROM claims WHERE unit_thing IS NOT NULL GROUP BY ALL)
JOIN terms ON terms.id = thing
GROUP BY ALL
ORDER BY vocabulary, claims DESC, label, term
