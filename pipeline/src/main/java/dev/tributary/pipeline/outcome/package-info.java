/**
 * What becomes of one record: a row, a dead letter or a duplicate, in the lane's order, under one
 * explicit coder. The package may use {@code lane} and {@code coding}. The package {@code decode}
 * makes outcomes, {@code write} stores them.
 */
package dev.tributary.pipeline.outcome;
