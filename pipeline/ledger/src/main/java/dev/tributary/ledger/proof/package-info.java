/**
 * A root over the records of a commit, and the proof that one record is under it. It uses {@code
 * record}, {@code read}, {@code lookup} and {@code kafka}. The pipeline calls it for roots, and the
 * commands {@code audit} and {@code proof} to compare them.
 */
package dev.tributary.ledger.proof;
