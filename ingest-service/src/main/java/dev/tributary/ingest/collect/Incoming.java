package dev.tributary.ingest.collect;

import dev.tributary.ingest.gate.RequestHead;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A request that has reached its endpoint.
 *
 * @param head its head
 * @param body opens its body, once
 * @param receivedMillis time of receipt, milliseconds since the epoch
 */
public record Incoming(RequestHead head, Supplier<InputStream> body, long receivedMillis) {}
