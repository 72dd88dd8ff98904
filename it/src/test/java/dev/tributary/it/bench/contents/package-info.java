/** The contents oracle as a benchmark: a million events compared with the lake. */
package dev.tributary.it.bench.contents;
