SELECT substr(date, 1, 4) AS year, count(*) AS documents, coalesce(sum(told), 0)::BIGINT AS claims, min(date) AS first, max(date) AS last
FROM documents LEFT JOIN (SELECT document AS id, count(*) AS told FROM claims GROUP BY document) USING (id)
GROUP BY year ORDER BY year
