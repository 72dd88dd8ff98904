/**
 * What an audit gathers, as data: sets of offsets, digests and roots of contents, and the
 * differences that it found. It uses the ledger's package {@code proof} and nothing else. The
 * package {@code audit} calls it, and commands print its findings.
 */
package dev.tributary.pipeline.audit.found;
