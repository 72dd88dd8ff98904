package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.QueryParameters;
import dev.tributary.ingest.gate.RequestHead;

/**
 * A request that has reached its endpoint.
 *
 * @param head its head
 * @param query its query, without the write key
 * @param exchange its body, peer and memory
 * @param receivedMillis time of receipt, milliseconds since the epoch
 * @param caller who sends it
 */
public record Incoming(
    RequestHead head,
    QueryParameters query,
    Exchange exchange,
    long receivedMillis,
    Caller caller) {}
