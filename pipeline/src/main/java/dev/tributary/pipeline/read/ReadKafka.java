package dev.tributary.pipeline.read;

import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.lane.Lanes;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The records of all lanes as bytes, read by KafkaIO: an element is what one poll gave of one lane,
 * in slices of bounded size (ADR 12). Unbounded, global window. It starts at the reader group's
 * positions, which the launch sets, and never moves them: a position that is gone fails the job, so
 * that nothing is skipped in silence.
 */
public final class ReadKafka extends PTransform<PBegin, PCollection<LaneSlice>> {
  private final Lanes lanes;
  private final String readerGroup;
  private final int readers;

  /**
   * Reads the lanes as the group.
   *
   * @param readers the most readers that share the lanes: one for each task that reads
   */
  public ReadKafka(Lanes lanes, String readerGroup, int readers) {
    this.lanes = lanes;
    this.readerGroup = readerGroup;
    this.readers = readers;
  }

  @Override
  public PCollection<LaneSlice> expand(PBegin begin) {
    return begin.apply(Read.from(new SliceSource(lanes.all(), readerGroup, readers)));
  }
}
