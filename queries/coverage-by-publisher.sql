SELECT label(thing, $lang) AS publisher, count(*) AS documents, coalesce(sum(told), 0)::BIGINT AS claims, min(date) AS first, max(date) AS last, thing.iri AS publisher_iri
FROM documents LEFT JOIN (SELECT document AS id, count(*) AS told FROM claims GROUP BY document) USING (id)
LEFT JOIN things thing ON thing.id = documents.publisher
GROUP BY 1, publisher_iri ORDER BY documents DESC, 1, publisher_iri
