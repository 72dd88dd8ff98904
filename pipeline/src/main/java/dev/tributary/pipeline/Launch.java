package dev.tributary.pipeline;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogTopic;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.pipeline.commit.Adoption;
import dev.tributary.pipeline.commit.DueRegistration;
import dev.tributary.pipeline.commit.HistoryUpkeep;
import dev.tributary.pipeline.commit.LateRegistration;
import dev.tributary.pipeline.commit.Ownership;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.lake.files.LakeIdentity;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.lane.RecordTimes;
import dev.tributary.pipeline.lane.ShuffleKeys;
import dev.tributary.pipeline.topics.EventTopics;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the pipeline on whatever runner the options name: topics and tables are made, the commit
 * log is taken, the reader is placed, and the graph runs.
 */
public final class Launch {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  private final EventPipelineOptions options;
  private final LaunchSettings settings;
  private final LogAccess log;
  private final ShuffleKeys shuffleKeys;
  private final int readers;

  /** Checks the options; all that is wrong is in one {@link IllegalArgumentException}. */
  public Launch(EventPipelineOptions options) {
    this(options, ShuffleKeys.LANE_KEYS, 1);
  }

  /**
   * The same, where the runner has a wish for the keys of the lanes, and more tasks that read.
   *
   * @param readers how many tasks read: the lanes are dealt out to so many readers at most
   */
  public Launch(EventPipelineOptions options, ShuffleKeys shuffleKeys, int readers) {
    this.options = options;
    this.shuffleKeys = shuffleKeys;
    this.readers = readers;
    this.settings = LaunchSettings.of(options);
    this.log =
        new LogAccess(
            settings.kafka(),
            settings.name(),
            UUID.randomUUID().toString(),
            settings.skipLogRecords());
  }

  /**
   * Launches.
   *
   * @return the running pipeline
   * @throws IllegalStateException when the lake or the log refuses this launch
   * @throws IOException when Kafka or the lake can't be used
   */
  public PipelineResult run() throws IOException, InterruptedException {
    LakeFileSystems.register(options, options.getLake());
    options.setKafkaConfig(settings.kafka().configFile()); // workers have another working directory
    Pipeline pipeline = Pipeline.create(options);
    EventPipelineSettings prepared = prepare();
    EventPipeline.build(pipeline, prepared);
    if (prepared.due().isPresent()) {
      LateRegistration.acquire(prepared.due().get()); // for as long as this process runs
    }
    // the same: what a launch before left is brought up
    HistoryUpkeep.acquire(prepared.history(), prepared.hours());
    return pipeline.run();
  }

  private EventPipelineSettings prepare() throws IOException, InterruptedException {
    try (Admin admin = settings.kafka().admin()) {
      EventTopics topics = new EventTopics(admin);
      topics.ensure(settings.topics());
      topics.ensure(LogTopic.of(log));
      claimLake(admin.describeCluster().clusterId().get());
      Lanes lanes = topics.lanes(settings.topics());
      Map<Lane, Long> starts = topics.starts(lanes.all());
      Lake lake = settings.writing().lake();
      boolean answers = DueRegistration.makesTables(lake, settings.metastore());
      Optional<Adoption> adoption = adoption(lake);
      CommitState state =
          Ownership.take(log, lake, starts, adoption.map(Adoption::eventTypes).orElse(Set.of()));
      if (adoption.isPresent()) {
        adoption.get().append(state.snapshot());
      }
      var due = new DueRegistration(log, lake, settings.metastore(), state.sequence());
      boolean isDone = answers && due.isDone(state);
      Map<String, Long> readFrom = placeReader(admin, topics, starts, state);
      LOG.info(
          "Launched pipeline name={} owner={} sequence={} lanes={}",
          settings.name(),
          log.owner(),
          state.sequence(),
          lanes.all().size());
      return new EventPipelineSettings(
          log,
          lanes,
          shuffleKeys.of(dealtByTopic(lanes)),
          readFrom,
          readers,
          settings.metastore(),
          settings.logRetention(),
          settings.allowedLateness(),
          isDone ? Optional.empty() : Optional.of(due),
          settings.decoding(),
          settings.writing().of(log.owner()),
          settings.batching(),
          settings.flushInterval());
    } catch (ExecutionException e) {
      throw new IOException("Cannot use Kafka at " + settings.kafka().bootstrapServers(), e);
    }
  }

  private Optional<Adoption> adoption(Lake lake) throws IOException {
    return settings.adopt() ? Optional.of(new Adoption(log, lake.files())) : Optional.empty();
  }

  private static List<Lane> dealtByTopic(Lanes lanes) {
    return lanes.all().stream()
        .sorted(Comparator.comparing(Lane::partition).thenComparing(Lane::topic))
        .toList();
  }

  private void claimLake(String kafkaCluster) throws IOException {
    LakeFiles files = settings.writing().lake().files();
    CommitState state = CommitLogReader.read(log);
    var identity = new LakeIdentity(files);
    identity.claim(settings.name(), kafkaCluster, state.isEmpty(), settings.adopt());
    if (!settings.adopt()) {
      identity.checkHas(state.newestFiles());
    }
  }

  /**
   * The reader begins a deduplication window before what is committed, so that ids are known again
   * for what follows. Where producers stamp records, Kafka answers with the first one at or after
   * that time, which is where the lane's own time, the newest so far, gets there.
   *
   * @return where it begins, by lane key
   */
  private Map<String, Long> placeReader(
      Admin admin, EventTopics topics, Map<Lane, Long> starts, CommitState state)
      throws ExecutionException, InterruptedException {
    Map<Lane, Long> windowStarts = new HashMap<>();
    for (Lane lane : starts.keySet()) {
      long last = state.position(lane.key()).lastMillis();
      windowStarts.put(
          lane,
          Math.max(
              0,
              last - settings.decoding().dedupeWindow().toMillis() - RecordTimes.MAX_AHEAD_MILLIS));
    }
    Map<Lane, Long> found =
        settings.decoding().deduplicates() ? topics.offsetsAt(windowStarts) : Map.of();
    Map<TopicPartition, OffsetAndMetadata> reader = new HashMap<>();
    Map<String, Long> readFrom = new HashMap<>();
    starts.forEach(
        (lane, start) -> {
          LanePosition committed = state.position(lane.key());
          checkRetention(lane, start, committed);
          long first = Math.min(committed.offset(), found.getOrDefault(lane, committed.offset()));
          readFrom.put(lane.key(), Math.max(start, first));
          reader.put(lane.topicPartition(), new OffsetAndMetadata(Math.max(start, first)));
        });
    admin.alterConsumerGroupOffsets(log.readerGroup(), reader).all().get();
    return readFrom;
  }

  private void checkRetention(Lane lane, long start, LanePosition committed) {
    if (start > committed.offset()) {
      settings.decoding().checkLoss(lane, committed.offset(), start);
    }
  }
}
