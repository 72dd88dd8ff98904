/**
 * How fast receipts are looked up in a year of commits. It may use {@code bench} and {@code
 * support}. {@code Bench} calls it.
 */
package dev.tributary.it.bench.receipts;
