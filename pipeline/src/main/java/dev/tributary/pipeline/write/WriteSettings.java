package dev.tributary.pipeline.write;

import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.io.Serializable;

/**
 * How files are written.
 *
 * @param lake where to
 * @param parquet who writes the Parquet of events
 * @param compression how pages are compressed
 * @param maxOpenFiles how many files of a table one batch keeps open
 * @param proofs whether commits have roots over their records
 * @param launch whose files they are, until they are committed
 */
public record WriteSettings(
    Lake lake,
    ParquetWriting parquet,
    Compression compression,
    int maxOpenFiles,
    Proofs proofs,
    String launch)
    implements Serializable {
  /** The same for a launch. */
  public WriteSettings of(String owner) {
    return new WriteSettings(lake, parquet, compression, maxOpenFiles, proofs, owner);
  }
}
