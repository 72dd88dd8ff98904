/**
 * Keeps the lake good: which files to rewrite (the plan), the swap of a partition's files for
 * better ones, the end of what was replaced, and the way back. It may use the module {@code
 * ledger}, {@code lake} and {@code rewrite}. The command {@code compact} calls it; ADR 16 says why
 * a swap has these steps.
 */
package dev.tributary.pipeline.keep;
