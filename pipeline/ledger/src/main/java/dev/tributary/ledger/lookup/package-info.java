/**
 * Says what a commit log holds of one record: in memory for the newest commits, by a search in the
 * log for older ones. It uses {@code record}, {@code read} and {@code kafka}. The ingest-service
 * calls it for receipts.
 */
package dev.tributary.ledger.lookup;
