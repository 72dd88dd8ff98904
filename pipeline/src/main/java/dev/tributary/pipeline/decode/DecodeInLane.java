package dev.tributary.pipeline.decode;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.outcome.HourlyOutcomes;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns each record that the commit log does not hold into one outcome, in its lane's order; those
 * of a slice leave together, a run of them for each hour. Unbounded, global window in and out. A
 * retry meets the log: what was committed is not repeated.
 */
public final class DecodeInLane
    extends PTransform<PCollection<KV<String, LaneSlice>>, PCollection<HourlyOutcomes>> {
  private static final Logger LOG = LoggerFactory.getLogger(DecodeInLane.class);

  private final DecodeSettings settings;
  private final Lanes lanes;
  private final CommittedPositions positions;
  private final LogStartOffsets logStarts;

  /** Decodes records of the lanes that are not committed. */
  public DecodeInLane(
      DecodeSettings settings, Lanes lanes, CommittedPositions positions, KafkaClients kafka) {
    this.settings = settings;
    this.lanes = lanes;
    this.positions = positions;
    this.logStarts = LogStartOffsets.in(kafka);
  }

  @Override
  public PCollection<HourlyOutcomes> expand(PCollection<KV<String, LaneSlice>> records) {
    return records
        .apply(ParDo.of(new Decode(settings, lanes, positions, logStarts)))
        .setCoder(new HourlyOutcomes.Coder());
  }

  private static final class Decode extends DoFn<KV<String, LaneSlice>, HourlyOutcomes> {
    @StateId("memory")
    private final StateSpec<MapState<Integer, byte[]>> memorySpec =
        StateSpecs.map(VarIntCoder.of(), ByteArrayCoder.of());

    private final DecodeSettings settings;
    private final Lanes lanes;
    private final CommittedPositions positions;
    private final LogStartOffsets logStarts;
    private transient CommitState committed;
    private transient EventTypeLimit eventTypes;
    private transient LaneDecoder decoder;
    private transient Set<String> checked;
    private transient Restarts restarts;
    private transient Set<String> begun;
    private transient Map<String, LaneMemory> memories;
    private transient LateEventsLine lateEvents;
    private transient long bundle;

    Decode(
        DecodeSettings settings,
        Lanes lanes,
        CommittedPositions positions,
        LogStartOffsets logStarts) {
      this.settings = settings;
      this.lanes = lanes;
      this.positions = positions;
      this.logStarts = logStarts;
    }

    @Setup
    public void setup() {
      committed = positions.read();
      eventTypes = EventTypeLimit.share(committed, settings.maxEventTypes());
      DecodeSettings aLane = settings.ofALane(lanes.all().size());
      decoder = new LaneDecoder(aLane, logStarts, Clock.systemUTC(), eventTypes, positions);
      checked = new HashSet<>();
      restarts = Restarts.of(committed.owner().orElse(""));
      begun = new HashSet<>();
      memories = new HashMap<>();
      lateEvents = new LateEventsLine(settings.maxLateHours());
    }

    @StartBundle
    public void start() {
      bundle++;
    }

    @ProcessElement
    public void process(
        @Element KV<String, LaneSlice> keyed,
        OutputReceiver<HourlyOutcomes> out,
        @StateId("memory") MapState<Integer, byte[]> state)
        throws IOException {
      LaneSlice records = keyed.getValue();
      String key = records.lane();
      Lane lane = lanes.get(key);
      long committedOffset = committed.position(key).offset();
      LaneMemory memory = memories.computeIfAbsent(key, each -> new LaneMemory());
      boolean first = memory.open(state, bundle);
      Long restored = memory.next();
      if (first) {
        checkMemory(lane, committedOffset, restored, records.firstOffset());
      }
      long next = first ? restore(lane, committedOffset, restored) : restored;
      HourRuns runs = new HourRuns(out::output);
      boolean begins = !begun.contains(key);
      var remembered = new LaneState(memory, memory.lateHours());
      for (LaneRecord record : records) {
        if (begins && record.offset() >= next) {
          begins = !begun.add(key);
          restarts.begin(lane, next).ifPresent(LOG::error);
        }
        next = decoder.decode(lane, record, committedOffset, next, remembered, runs::add);
      }
      runs.end();
      memory.close(next);
      lateEvents.add(decoder.takeLate(), System.currentTimeMillis()).ifPresent(LOG::warn);
    }

    @Teardown
    public void teardown() {
      logStarts.close();
      if (eventTypes != null) {
        EventTypeLimit.release(committed, eventTypes);
      }
    }

    /**
     * Flink clears the keyed state of a job that is drained, and keeps the positions of its
     * sources: started from such a savepoint a lane would go on at once, without the ids of the
     * window before. A launch without a state reads that window first, up to what is committed.
     */
    private void checkMemory(Lane lane, long committedOffset, Long restored, long offset) {
      if (restored == null
          && offset >= committedOffset
          && positions.readFrom(lane.key(), committedOffset) < committedOffset
          && !checked.contains(lane.key())) {
        throw LaunchEndedException.because(
            "The restored state has forgotten the event ids of "
                + lane
                + ": it is of a job that was drained. Launch without the savepoint"
                + " (--resume=none): the log alone is enough.");
      }
    }

    /** The lane's position: the restored one, or the log's where that is further. */
    private long restore(Lane lane, long committedOffset, Long restored) {
      if (checked.add(lane.key())) {
        checkPosition(lane, committedOffset, restored);
        LOG.info("Opened lane {} restored={} committed={}", lane, restored, committedOffset);
      }
      return restored == null ? committedOffset : Math.max(restored, committedOffset);
    }

    private static void checkPosition(Lane lane, long committedOffset, Long restored) {
      if (restored != null && restored > committedOffset) {
        throw LaunchEndedException.because(
            "The restored state is ahead of the commit log: "
                + lane
                + " stands at "
                + restored
                + ", the log at "
                + committedOffset
                + ". Launch without the savepoint (--resume=none): the log alone is enough.");
      }
    }
  }
}
