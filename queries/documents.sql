SELECT d.title, publisher.zh AS publisher, d.date, coalesce(told, 0) AS claims, coalesce(said, 0) AS statements, d.document
FROM documents d LEFT JOIN things publisher ON publisher.id = d.publisher
LEFT JOIN (SELECT document, count(*) AS told FROM claims GROUP BY document) counted ON counted.document = d.id
LEFT JOIN (SELECT document, count(*) AS said FROM statements GROUP BY document) spoken ON spoken.document = d.id
ORDER BY d.date, d.document
