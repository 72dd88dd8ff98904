package dev.tributary.ingest.receipts;

import dev.tributary.ledger.account.AccountView;
import dev.tributary.ledger.lookup.RecentCommits;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a service knows of the commit log as a whole, at one moment.
 *
 * @param topic the log's topic
 * @param state whether it is followed
 * @param why why it can't be read; empty otherwise
 * @param isDayRead whether the commits of the day before the start are read; before, only those
 *     from the newest snapshot on
 * @param newestMillis when the newest commit was written, ms since the epoch; 0: none was read
 * @param account the account of what was read
 * @param lanes how far each lane is, those that are furthest behind first
 */
public record LogStatus(
    String topic,
    State state,
    String why,
    boolean isDayRead,
    long newestMillis,
    AccountView account,
    List<LaneStatus> lanes) {

  /** Whether the log is followed. */
  public enum State {
    /** The service just started. */
    STARTING,
    /** There is no log: no pipeline ran yet. */
    NO_LOG,
    /** It is followed. */
    FOLLOWING,
    /** It can't be read now; what was read before is known. */
    FAILED
  }

  /**
   * How far a lane is.
   *
   * @param topicId the ID of the topic's incarnation
   * @param committed the first offset that is not committed
   * @param published the first offset that is not published; 0 where that is not known
   * @param end the offset after the newest record; -1 where Kafka did not say, or for a topic that
   *     is not there any more
   * @param newestRecordMillis the time of its newest committed record; 0 where it has none
   */
  public record LaneStatus(
      String topic,
      int partition,
      String topicId,
      long committed,
      long published,
      long end,
      long newestRecordMillis) {
    /** Offsets that are not committed; 0 where the end is not known. */
    public long lag() {
      return Math.max(0, end - committed);
    }
  }

  /** The lanes of a log, with the ends that Kafka said, by lane key. */
  static List<LaneStatus> lanes(RecentCommits recent, Map<String, Long> ends) {
    return recent.lanes().stream()
        .map(
            lane ->
                new LaneStatus(
                    lane.topic(),
                    lane.partition(),
                    lane.topicId(),
                    lane.offset(),
                    recent.publishedOffset(lane.lane().key()),
                    ends.getOrDefault(lane.lane().key(), -1L),
                    lane.lastMillis()))
        .sorted(
            Comparator.comparingLong(LaneStatus::lag)
                .reversed()
                .thenComparing(LaneStatus::topic)
                .thenComparingInt(LaneStatus::partition))
        .toList();
  }
}
