package dev.tributary.pipeline.read;

import dev.tributary.pipeline.lane.LaneSlice;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * KafkaIO's reader of slices, seen as one of {@link LaneSlice}. Positions, time, watermark and
 * waits are KafkaIO's. Two things are not: a checkpoint keeps our source, not KafkaIO's, and the
 * backlog in bytes.
 */
final class SliceReader extends UnboundedReader<LaneSlice> {
  /** How many slices the mean is of: as many as KafkaIO's mean size of a slice. */
  private static final int MEAN_OF = 1000;

  private final SliceSource source;
  private final UnboundedReader<KafkaRecord<String, byte[]>> kafkaIO;
  private LaneSlice current;
  private int slices;
  private volatile double offsetsASlice = 1;

  SliceReader(SliceSource source, UnboundedReader<KafkaRecord<String, byte[]>> kafkaIO) {
    this.source = source;
    this.kafkaIO = kafkaIO;
  }

  @Override
  public boolean start() throws IOException {
    return take(kafkaIO.start());
  }

  @Override
  public boolean advance() throws IOException {
    return take(kafkaIO.advance());
  }

  private boolean take(boolean has) {
    if (has) {
      KafkaRecord<String, byte[]> slice = kafkaIO.getCurrent();
      KV<String, byte[]> keyed = slice.getKV();
      current = LaneSlice.of(keyed.getKey(), keyed.getValue());
      long offsets = slice.getOffset() + 1 - current.firstOffset();
      slices = Math.min(slices + 1, MEAN_OF);
      offsetsASlice += (offsets - offsetsASlice) / slices;
    }
    return has;
  }

  @Override
  public LaneSlice getCurrent() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return current;
  }

  /**
   * KafkaIO multiplies the offsets that are left by the mean size of what it takes for a record,
   * and that is a slice. Runners ask from other threads.
   */
  @Override
  public long getSplitBacklogBytes() {
    long bytes = kafkaIO.getSplitBacklogBytes();
    return bytes == BACKLOG_UNKNOWN ? bytes : Math.round(bytes / offsetsASlice);
  }

  @Override
  public UnboundedSource<LaneSlice, ?> getCurrentSource() {
    return source;
  }

  @Override
  public CheckpointMark getCheckpointMark() {
    return kafkaIO.getCheckpointMark();
  }

  @Override
  public Instant getCurrentTimestamp() {
    return kafkaIO.getCurrentTimestamp();
  }

  @Override
  public Instant getWatermark() {
    return kafkaIO.getWatermark();
  }

  @Override
  public void close() throws IOException {
    kafkaIO.close();
  }
}
