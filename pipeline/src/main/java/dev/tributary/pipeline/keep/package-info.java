/**
 * Keeps the lake good: which files to rewrite (the plan), the swap of a partition's files for
 * better ones, the files that are too old, the end of what was replaced or expired, and the way
 * back. It may use the module {@code ledger}, {@code lake}, {@code retain} and {@code rewrite}. The
 * commands {@code compact} and {@code retain} call it; ADR 16 and ADR 21 say why there are these
 * steps.
 */
package dev.tributary.pipeline.keep;
