package dev.tributary.ingest.http;

import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a request has beside its head.
 *
 * @param body opens the body, once
 * @param peer tells the address that the connection comes from
 * @param memory what the request may take of the heap
 * @param lastReadNanos tells when the newest of its bytes came, as {@link System#nanoTime}
 */
public record RequestContext(
    Supplier<InputStream> body,
    Supplier<String> peer,
    BodyMemory.Lease memory,
    LongSupplier lastReadNanos) {}
