package dev.tributary.pipeline.parquet;

/** Who writes the Parquet of events. Rows and schema are the same. */
public enum ParquetWriting {
  /** Beam's ParquetIO sink (the default). */
  BEAM,
  /** A sink of our own over parquet-java: less CPU a row and a file. */
  FAST
}
