/**
 * Rewrites the files of one partition into few big ones, sorted by event time: schemas of several
 * files as one, sorted runs and their merge, a digest of rows, and the Beam pipeline around it. It
 * may use the module {@code ledger}, {@code lake.files} and {@code parquet}, and knows neither the
 * commit log nor a metastore. {@code keep} calls it.
 */
package dev.tributary.pipeline.rewrite;
