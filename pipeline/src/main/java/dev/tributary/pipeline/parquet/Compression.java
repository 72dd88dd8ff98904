package dev.tributary.pipeline.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How Parquet pages are compressed. */
public enum Compression {
  /** Smaller files (the default). At level 1: {@link EventFile#SETTINGS}. */
  ZSTD(CompressionCodecName.ZSTD),
  /** For readers that know no zstd. */
  SNAPPY(CompressionCodecName.SNAPPY);

  private final CompressionCodecName codec;

  Compression(CompressionCodecName codec) {
    this.codec = codec;
  }

  CompressionCodecName codec() {
    return codec;
  }
}
