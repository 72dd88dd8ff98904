/**
 * Parquet files of rows and of dead letters: columns, both writers (Beam's ParquetIO and our own),
 * compression; and files of the small tables that are made of the log. It knows no batch, no window
 * and no commit; it may use {@code lane} for positions and {@code lake.files} for names. The
 * package {@code write} calls it, and so do whatever rewrites files, {@code history} and {@code
 * hours}.
 */
package dev.tributary.pipeline.parquet;
