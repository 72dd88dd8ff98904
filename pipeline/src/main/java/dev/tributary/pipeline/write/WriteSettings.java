package dev.tributary.pipeline.write;

import dev.tributary.pipeline.lake.Lake;
import java.io.Serializable;

/**
 * How files are written.
 *
 * @param lake where to
 * @param parquet who writes the Parquet of events
 * @param compression how pages are compressed
 * @param maxOpenFiles how many files of a table one batch keeps open
 */
public record WriteSettings(
    Lake lake, ParquetWriting parquet, Compression compression, int maxOpenFiles)
    implements Serializable {}
