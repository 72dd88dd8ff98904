/**
 * Receipts of the running service: where each event is, from its answer to its row, as a client
 * sees it. It may use the parts of {@code support} and {@code faults}. The build's integration
 * tests run it.
 */
package dev.tributary.it.receipts;
