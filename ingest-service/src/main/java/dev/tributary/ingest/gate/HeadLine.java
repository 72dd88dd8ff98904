package dev.tributary.ingest.gate;

/** The request line, taken apart. */
record HeadLine(String method, String path, String query, boolean http10) {}
