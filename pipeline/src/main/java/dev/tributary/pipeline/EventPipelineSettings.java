package dev.tributary.pipeline;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.commit.DueRegistration;
import dev.tributary.pipeline.decode.DecodeSettings;
import dev.tributary.pipeline.history.History;
import dev.tributary.pipeline.hours.Hours;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.write.WriteSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the graph depends on, checked.
 *
 * @param log the commit log, as this launch
 * @param lanes the lanes that this launch reads
 * @param shuffleKeys each lane's key in the shuffle, by lane key
 * @param readFrom where the reader of each lane starts, by lane key
 * @param readers the most readers that share the lanes
 * @param metastore where partitions are registered, if anywhere
 * @param logRetention how long the commit log is kept; zero: for ever
 * @param allowedLateness how long after its end an hour stays open
 * @param due what the metastore did not take at the launch
 * @param decoding how records are decoded
 * @param writing how files are written
 * @param batching when a batch ends
 * @param flushInterval how often timed batching commits
 */
public record EventPipelineSettings(
    LogAccess log,
    Lanes lanes,
    Map<String, String> shuffleKeys,
    Map<String, Long> readFrom,
    int readers,
    Optional<MetastoreAddress> metastore,
    Duration logRetention,
    Duration allowedLateness,
    Optional<DueRegistration> due,
    DecodeSettings decoding,
    WriteSettings writing,
    Batching batching,
    Duration flushInterval) {

  KafkaClients kafka() {
    return log.kafka();
  }

  String readerGroup() {
    return log.readerGroup();
  }

  Lake lake() {
    return writing.lake();
  }

  History history() {
    return new History(log, lake(), metastore.orElse(null), logRetention);
  }

  Hours hours() {
    return new Hours(
        log,
        lake(),
        metastore.orElse(null),
        List.copyOf(lanes.topicIds().keySet()),
        allowedLateness);
  }
}
