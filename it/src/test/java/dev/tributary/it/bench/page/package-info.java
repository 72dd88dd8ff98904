/**
 * The page of benchmarks, made from the figures that benchmarks have written. It uses JSON and the
 * files of {@code docs} alone. {@code Bench} calls it to write the page, a test to compare it.
 */
package dev.tributary.it.bench.page;
