package dev.tributary.pipeline.replay;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeIdentity;
import dev.tributary.pipeline.topics.EventTopics;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicListing;

/**
 * Puts dead letters back on their topics, after whatever made them dead letters was mended. One
 * that has a mark is skipped, so each makes at most one row, however often this is run. A record
 * that fails again is a dead letter again, at its new position.
 */
final class Replay {
  private final KafkaClients kafka;
  private final Lake lake;
  private final String pipeline;
  private final FormerTopics formerTopics;

  /** What to do with dead letters of a topic that is not the one of today. */
  enum FormerTopics {
    /** Leave them: their marks may be in another cluster. */
    SKIP,
    /** Put them on the topic that has the name today. */
    REPLAY
  }

  Replay(KafkaClients kafka, Lake lake, String pipeline, FormerTopics formerTopics) {
    this.kafka = kafka;
    this.lake = lake;
    this.pipeline = pipeline;
    this.formerTopics = formerTopics;
  }

  /** Says what a replay would do, and does nothing. */
  ReplayReport preview(DeadLetterFilter selection, Consumer<DeadLetter> each)
      throws IOException, ExecutionException, InterruptedException {
    try (Admin admin = kafka.admin()) {
      Map<String, String> topicIds = check(admin);
      boolean anyMarks = topicIds.containsKey(ReplayMarks.topic(pipeline).name());
      ReplayMarks marks = anyMarks ? ReplayMarks.read(kafka, pipeline) : ReplayMarks.none();
      return judgeAll(selection, topicIds, marks, each);
    }
  }

  /** Puts the dead letters of the selection back. */
  ReplayReport perform(DeadLetterFilter selection)
      throws IOException, ExecutionException, InterruptedException {
    try (Admin admin = kafka.admin()) {
      Map<String, String> topicIds = check(admin);
      new EventTopics(admin).ensure(ReplayMarks.topic(pipeline));
      try (var writer = new ReplayWriter(kafka, pipeline)) {
        ReplayMarks marks = ReplayMarks.read(kafka, pipeline);
        ReplayReport report = judgeAll(selection, topicIds, marks, writer::put);
        writer.commit();
        return report;
      }
    }
  }

  /** The ids of the topics that are there, once it is clear that the lake belongs to them. */
  private Map<String, String> check(Admin admin)
      throws IOException, ExecutionException, InterruptedException {
    new LakeIdentity(lake.files()).verify(pipeline, admin.describeCluster().clusterId().get());
    return admin.listTopics().listings().get().stream()
        .collect(Collectors.toMap(TopicListing::name, topic -> topic.topicId().toString()));
  }

  private ReplayReport judgeAll(
      DeadLetterFilter selection,
      Map<String, String> topicIds,
      ReplayMarks marks,
      Consumer<DeadLetter> chosen)
      throws IOException {
    Set<String> ownTopics = topics();
    var report = new ReplayReport();
    LakeManifest manifest =
        CommitLogReader.manifest(log(), FilesCheckpoints.newest(log(), lake), DeadLetters::isOne);
    new DeadLetters(lake.files(), manifest)
        .each(
            selection,
            letter -> {
              if (marks.has(letter)) {
                report.addReplayedBefore();
              } else if (isOfForeignTopic(letter, topicIds, ownTopics)) {
                report.addForeign(letter);
              } else if (isOfFormerTopic(letter, topicIds)) {
                report.addOfFormerTopic();
              } else {
                report.addChosen(letter);
                marks.add(letter); // a file that is rewritten may be there twice
                chosen.accept(letter);
              }
            });
    return report;
  }

  private LogAccess log() {
    return new LogAccess(kafka, pipeline, "replay");
  }

  /** The topics of the pipeline's lanes: a row of the lake may name any topic. */
  private Set<String> topics() {
    return CommitLogReader.read(log()).positions().values().stream()
        .map(LanePosition::topic)
        .collect(Collectors.toSet());
  }

  private static boolean isOfForeignTopic(
      DeadLetter letter, Map<String, String> topicIds, Set<String> ownTopics) {
    String topic = letter.position().topic();
    return topicIds.containsKey(topic) && !ownTopics.contains(topic);
  }

  private boolean isOfFormerTopic(DeadLetter letter, Map<String, String> topicIds) {
    String id = topicIds.get(letter.position().topic());
    return id == null || formerTopics == FormerTopics.SKIP && !id.equals(letter.topicId());
  }
}
