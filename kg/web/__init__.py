"""The graph over HTTP: SPARQL 1.1 Protocol, an address for each named query, and pages that work without JavaScript.

One process speaks HTTP and runs no query; processes of its own, one query at a time each, run them over a snapshot and are ended when their
time is up. Nothing here writes to the store, calls out, or opens a file whose name came with a request.

    limits         what a request may cost
    negotiation    media types, and the choice among them by ``Accept``
    problems       what went wrong, as status and one JSON shape
    frames         how the server and its workers talk
    worker         what runs in a worker process: named queries, SPARQL, the description of the service
    spool          what a worker has written and a client has not read yet
    workers        the pool: who is idle, whose time is up
    responses      an answer as HTTP: stream, tag, revalidation
    protocol       /sparql
    api, openapi   /api, /openapi.json
    pages          /, /queries/NAME; texts, fragments: their words and tables
    static         files that ship, read once at the start
    middleware     headers, CORS, the access log
    app, server    the routes; the process, its connections and its end
"""
