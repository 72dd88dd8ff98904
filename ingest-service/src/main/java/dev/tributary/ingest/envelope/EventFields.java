package dev.tributary.ingest.envelope;

/**
 * What a client says about one event.
 *
 * @param timestamp as the client wrote it; empty when it sent none
 * @param data one JSON object as UTF-8; empty when there is none
 */
public record EventFields(String type, String id, String timestamp, byte[] data) {}
