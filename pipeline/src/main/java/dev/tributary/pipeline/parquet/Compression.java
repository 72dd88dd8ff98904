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

  /** That of a file; of one that is compressed in another way, the default. */
  public static Compression of(CompressionCodecName codec) {
    return codec == SNAPPY.codec ? SNAPPY : ZSTD;
  }

  CompressionCodecName codec() {
    return codec;
  }
}
