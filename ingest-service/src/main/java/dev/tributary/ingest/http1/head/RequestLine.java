package dev.tributary.ingest.http1.head;

/**
 * The request line, taken apart.
 *
 * @param authority host and port of a target in absolute form, else empty
 */
record RequestLine(String method, String authority, String path, String query, boolean http10) {}
