package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.CurrentRequest;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * What the connection knows of a request, before its route is known.
 *
 * @param current the request as HTTP/1 reads it
 * @param body opens the body, once
 * @param peer tells the address that the connection comes from
 * @param memory what the request may take of the heap
 */
record RequestContext(
    CurrentRequest current,
    Supplier<InputStream> body,
    Supplier<String> peer,
    BodyMemory.Lease memory) {}
