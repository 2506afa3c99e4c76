SELECT label(thing, $lang) AS place, count(*) AS documents, coalesce(sum(told), 0)::BIGINT AS claims, min(date) AS first, max(date) AS last, thing.iri AS place_iri
FROM documents LEFT JOIN (SELECT document AS id, count(*) AS told FROM claims GROUP BY document) USING (id)
LEFT JOIN things thing ON thing.id = home
GROUP BY 1, place_iri ORDER BY documents DESC, 1, place_iri
