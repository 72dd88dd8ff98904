/**
 * What is stored is what was sent. The oracle of contents: {@code json}, {@code make}, {@code rule}
 * and {@code form} make events from a seed and say what must become of each, without any class of
 * the product; {@code system} sends them and compares the lake. Beside it the digests of fault
 * tests and benchmarks: {@code EventDigest} puts one into each event, {@code RowContents} has
 * DuckDB compute it again from the rows.
 */
package dev.tributary.it.contents;
