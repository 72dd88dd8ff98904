package dev.tributary.pipeline.read;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.kafka.KafkaOptions;
import dev.tributary.pipeline.lane.LaneSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The lanes that one reader reads, and KafkaIO is what reads them. A savepoint keeps whole sources,
 * so a lane never moves from one to another, and how to reach Kafka is not in them: KafkaIO's own
 * source is made for each reader, from the options of the job that runs.
 *
 * <p>It is split into no more readers than the runner has tasks. Beam's Flink runner asks for as
 * many as {@code --maxParallelism} says; KafkaIO would have one for each lane, and each that has
 * nothing holds its task for a millisecond or more before the next is asked.
 */
public final class SliceSource extends UnboundedSource<LaneSlice, KafkaCheckpointMark> {
  private static final long serialVersionUID = 1;

  private final ArrayList<Lane> lanes;
  private final String group;
  private final int readers;

  /**
   * Reads the lanes, from where the group stands.
   *
   * @param readers the most readers that share the lanes
   */
  public SliceSource(Collection<Lane> lanes, String group, int readers) {
    this.lanes = new ArrayList<>(lanes);
    this.lanes.sort(Comparator.comparing(Lane::topic).thenComparing(Lane::partition));
    this.group = group;
    this.readers = readers;
  }

  List<Lane> lanes() {
    return lanes;
  }

  /** Deals the lanes out, sorted: the same lanes always make the same sources. */
  @Override
  public List<SliceSource> split(int desired, PipelineOptions options) {
    int splits = Math.max(1, Math.min(Math.min(desired, readers), lanes.size()));
    List<List<Lane>> hands = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      hands.add(new ArrayList<>());
    }
    for (int i = 0; i < lanes.size(); i++) {
      hands.get(i % splits).add(lanes.get(i));
    }
    return hands.stream().map(hand -> new SliceSource(hand, group, 1)).toList();
  }

  /** A reader that begins at the mark; without one, where the group stands. */
  @Override
  public UnboundedReader<LaneSlice> createReader(PipelineOptions options, KafkaCheckpointMark mark)
      throws IOException {
    var kafkaIO = new KafkaSlices(KafkaOptions.access(options), group, lanes).source();
    return new SliceReader(this, kafkaIO.createReader(options, mark));
  }

  /** As KafkaIO's own source has it. */
  @Override
  public Coder<KafkaCheckpointMark> getCheckpointMarkCoder() {
    return AvroCoder.of(KafkaCheckpointMark.class);
  }

  @Override
  public Coder<LaneSlice> getOutputCoder() {
    return new LaneSlice.Coder();
  }
}
