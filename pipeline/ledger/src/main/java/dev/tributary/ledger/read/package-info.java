/**
 * Reads the commit log: where it is, and the state that its records add up to. It uses {@code
 * record} and {@code kafka}. The pipeline calls it as the owner, tools and other programs as
 * readers.
 */
package dev.tributary.ledger.read;
