package dev.tributary.ingest.observe;

import dev.tributary.ingest.gate.RequestHead;

/**
 * One answer, for the access log.
 *
 * @param nanos how long it took
 * @param atMillis when it was answered, milliseconds since the epoch
 */
record AccessEntry(
    RequestHead head, String peer, int status, int bytes, long nanos, long atMillis) {}
