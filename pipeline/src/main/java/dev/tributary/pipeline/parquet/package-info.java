/**
 * Parquet files of rows and of dead letters: columns, both writers (Beam's ParquetIO and our own),
 * compression. The package knows no batch, no window and no commit; it may use {@code lane} for
 * positions and {@code lake.files} for names. The package {@code write} calls it, and so does
 * whatever rewrites files.
 */
package dev.tributary.pipeline.parquet;
