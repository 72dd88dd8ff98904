package dev.tributary.ledger.record;

/**
 * How big a file of the lake is.
 *
 * @param rows its rows
 * @param bytes its length
 */
public record FileSize(long rows, long bytes) {}
