package dev.tributary.pipeline.read;

import dev.tributary.pipeline.kafka.KafkaAccess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The lanes that one reader reads. A savepoint keeps whole sources, so a lane never moves from one
 * to another, and how to reach Kafka is not in them: readers ask the options of the job that runs.
 */
public final class LaneSource extends UnboundedSource<LaneRecords, ReaderPositions> {
  /** That of older versions, whose sources had how to reach Kafka: their savepoints are read. */
  private static final long serialVersionUID = -2706011508269685072L;

  private final ArrayList<Lane> lanes;
  private final String group;
  private final Duration idleWait;

  /**
   * Reads the lanes, from where the group stands.
   *
   * @param idleWait how long a reader without a record waits for one
   */
  public LaneSource(Collection<Lane> lanes, String group, Duration idleWait) {
    this.lanes = new ArrayList<>(lanes);
    this.lanes.sort(Comparator.comparing(Lane::topic).thenComparing(Lane::partition));
    this.group = group;
    this.idleWait = idleWait;
  }

  List<Lane> lanes() {
    return lanes;
  }

  Duration idleWait() {
    return idleWait;
  }

  Consumer<ByteBuffer, ByteBuffer> consumer(KafkaAccess kafka) {
    return kafka.laneConsumer(group, LaneSlices.MAX_RECORDS);
  }

  /** Deals the lanes out, sorted: the same lanes always make the same sources. */
  @Override
  public List<LaneSource> split(int desired, PipelineOptions options) {
    int splits = Math.max(1, Math.min(desired, lanes.size()));
    List<List<Lane>> hands = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      hands.add(new ArrayList<>());
    }
    for (int i = 0; i < lanes.size(); i++) {
      hands.get(i % splits).add(lanes.get(i));
    }
    return hands.stream().map(hand -> new LaneSource(hand, group, idleWait)).toList();
  }

  /** A reader that begins at these positions; where there are none, where the group stands. */
  @Override
  public UnboundedReader<LaneRecords> createReader(PipelineOptions options, ReaderPositions from) {
    return new LaneReader(this, KafkaAccess.of(options), from == null ? Map.of() : from.next());
  }

  @Override
  public Coder<ReaderPositions> getCheckpointMarkCoder() {
    return new ReaderPositions.Coder();
  }

  @Override
  public Coder<LaneRecords> getOutputCoder() {
    return new LaneRecords.Coder();
  }
}
