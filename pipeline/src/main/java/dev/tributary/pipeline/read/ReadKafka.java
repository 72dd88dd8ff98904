package dev.tributary.pipeline.read;

import java.time.Duration;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The records of all lanes as bytes: an element is what one poll gave of one lane, in slices of
 * bounded size (ADR 8). Unbounded, global window. It starts at the reader group's positions, which
 * the launch sets, and never moves them: a position that is gone fails the job, so that nothing is
 * skipped in silence.
 */
public final class ReadKafka extends PTransform<PBegin, PCollection<LaneRecords>> {
  private final Lanes lanes;
  private final String readerGroup;
  private final Duration idleWait;

  /**
   * Reads the lanes as the group.
   *
   * @param idleWait how long a reader without a record waits for one
   */
  public ReadKafka(Lanes lanes, String readerGroup, Duration idleWait) {
    this.lanes = lanes;
    this.readerGroup = readerGroup;
    this.idleWait = idleWait;
  }

  @Override
  public PCollection<LaneRecords> expand(PBegin begin) {
    return begin.apply(Read.from(new LaneSource(lanes.all(), readerGroup, idleWait)));
  }
}
