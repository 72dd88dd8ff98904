/**
 * How long rows stay in the lake, and which partitions are older than that. It may use the module
 * {@code ledger}. {@code keep} calls it, and the commands {@code retain} and {@code compact} give
 * it what a user wants.
 */
package dev.tributary.pipeline.retain;
