package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.QueryParameters;
import dev.tributary.ingest.gate.RequestHead;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A request that has reached its endpoint.
 *
 * @param head its head
 * @param query its query, without the write key
 * @param body opens its body, once
 * @param receivedMillis time of receipt, milliseconds since the epoch
 * @param caller who sends it
 */
public record Incoming(
    RequestHead head,
    QueryParameters query,
    Supplier<InputStream> body,
    long receivedMillis,
    Caller caller) {}
