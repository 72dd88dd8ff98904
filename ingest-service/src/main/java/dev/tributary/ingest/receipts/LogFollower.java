package dev.tributary.ingest.receipts;

import dev.tributary.ledger.account.AccountHistory;
import dev.tributary.ledger.account.Span;
import dev.tributary.ledger.lookup.LogSearch;
import dev.tributary.ledger.lookup.RecentCommits;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogTail;
import dev.tributary.ledger.record.LanePosition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the commit log on a thread of its own. First it reads the newest part, so that a service
 * that just started knows what is committed; then the last day, which takes seconds, while look-ups
 * of that day search the log. Whatever fails here is tried again, and hurts no other request.
 */
final class LogFollower implements LogView, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
  private static final Duration IN_MEMORY = Duration.ofDays(1);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SHORT_POLL = Duration.ofMillis(50);
  private static final long PAUSE_MILLIS = 1_000;
  private static final long ENDS_NANOS = 5_000_000_000L;
  private static final int MOST_POINTS = 60;
  private static final int MOST_TYPES = 50;

  private final LogAccess log;
  private final KafkaTopicView topics;
  private final LogSearches searches;
  private final long maxMemoryBytes;
  private final Runnable onChange;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("commit-log").unstarted(this::run);
  private volatile Known known = Known.nothing(LogStatus.State.STARTING);
  private volatile Map<String, Long> ends = Map.of();
  private Set<Long> skipped = Set.of();
  private long endsNanos = System.nanoTime() - ENDS_NANOS;

  private record Known(
      RecentCommits recent,
      AccountHistory account,
      boolean isDayRead,
      LogStatus.State state,
      String why) {
    static Known nothing(LogStatus.State state) {
      return new Known(new RecentCommits(0), new AccountHistory(), false, state, "");
    }

    Known failed(String cause) {
      return new Known(recent, account, isDayRead, LogStatus.State.FAILED, cause);
    }
  }

  /**
   * Does not start yet.
   *
   * @param onChange is called after new records
   */
  LogFollower(LogAccess log, KafkaTopicView topics, long maxMemoryBytes, Runnable onChange) {
    this.log = log;
    this.topics = topics;
    this.searches = new LogSearches(log);
    this.maxMemoryBytes = maxMemoryBytes;
    this.onChange = onChange;
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!thread.isInterrupted()) {
      try {
        follow();
      } catch (RuntimeException | Error e) { // whatever it is, the next try may work
        if (thread.isInterrupted()) {
          return;
        }
        if (known.state() != LogStatus.State.FAILED) {
          LOG.warn("Lost the commit log, looking for it again topic={}", log.topic(), e);
        }
        known = known.failed(String.valueOf(e.getMessage()));
        if (!pause()) {
          return;
        }
      }
    }
  }

  /** False when the service stops. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void follow() {
    Optional<TopicView.Topic> there = topics.topic(log.topic());
    if (there.isEmpty()) {
      known = Known.nothing(LogStatus.State.NO_LOG);
      if (!pause()) {
        thread.interrupt();
      }
      return;
    }
    var access = new LogAccess(log.kafka(), log.name(), log.owner(), skipped);
    follow(access, there.get());
  }

  /**
   * Returns when an operator says that records must be read over which were not, and when the log's
   * topic is another one.
   */
  private void follow(LogAccess access, TopicView.Topic there) {
    Followed now = new Followed(new LogTail(access), maxMemoryBytes);
    Followed deep = null;
    try {
      while (!now.hasCaughtUp()) {
        now.poll(POLL);
      }
      show(now, false);
      LOG.info(
          "Follows the commit log topic={} lanes={}", log.topic(), now.commits().lanes().size());
      deep =
          new Followed(
              LogTail.since(access, Clock.systemUTC().instant().minus(IN_MEMORY)), maxMemoryBytes);
      while (isSame(access, there, now)) {
        boolean changed = now.poll(deep == null ? POLL : Duration.ZERO);
        if (deep != null) {
          deep.poll(SHORT_POLL);
          if (deep.hasCaughtUp() && deep.isAsFarAs(now)) {
            now.close();
            now = deep;
            deep = null;
            changed = true;
          }
        }
        if (changed) {
          show(now, deep == null);
          onChange.run();
        }
        askEnds(now);
      }
      skipped = Set.copyOf(now.skipped());
    } finally {
      now.close();
      if (deep != null) {
        deep.close();
      }
    }
  }

  private boolean isSame(LogAccess access, TopicView.Topic there, Followed now) {
    return !thread.isInterrupted()
        && access.skipped().containsAll(now.skipped())
        && topics.topic(log.topic()).filter(there::equals).isPresent();
  }

  private void show(Followed followed, boolean isDayRead) {
    known =
        new Known(followed.commits(), followed.account(), isDayRead, LogStatus.State.FOLLOWING, "");
    topics.alsoOf(
        followed.commits().lanes().stream().map(LanePosition::topic).collect(Collectors.toSet()));
  }

  private void askEnds(Followed followed) {
    if (System.nanoTime() - endsNanos < ENDS_NANOS) {
      return;
    }
    endsNanos = System.nanoTime();
    List<LanePosition> lanes = followed.commits().lanes();
    try {
      Map<TopicPartition, Long> asked =
          topics.ends(lanes.stream().map(lane -> lane.lane().topicPartition()).distinct().toList());
      Map<String, Long> ofLanes = new HashMap<>();
      for (LanePosition lane : lanes) {
        Long end = asked.get(lane.lane().topicPartition());
        boolean isThere =
            topics.topic(lane.topic()).filter(now -> now.id().equals(lane.topicId())).isPresent();
        if (end != null && isThere) {
          ofLanes.put(lane.lane().key(), end);
        }
      }
      ends = Map.copyOf(ofLanes);
    } catch (NotKnownNowException later) {
      LOG.debug("Could not ask for the ends of topics", later);
    }
  }

  @Override
  public RecentCommits recent() {
    Known now = known;
    boolean isStarting = now.state() == LogStatus.State.STARTING;
    if (isStarting || now.state() == LogStatus.State.FAILED && now.recent().isEmpty()) {
      throw new NotKnownNowException(
          isStarting
              ? "The service just started, and reads the commit log " + log.topic()
              : "The commit log " + log.topic() + " can't be read: " + now.why());
    }
    return now.recent();
  }

  @Override
  public void expectCurrent() {
    Known now = known;
    if (now.state() == LogStatus.State.FAILED) {
      throw new NotKnownNowException(
          "The commit log " + log.topic() + " can't be read: " + now.why());
    }
  }

  @Override
  public LogSearch.Found search(String lane, long offset) {
    return searches.find(lane, offset);
  }

  /** The account of what was read. */
  AccountHistory account() {
    return known.account();
  }

  /** How many offsets are not committed, by the ends that Kafka said last. */
  long inFlight() {
    return known.account().inFlight(ends);
  }

  /** All that is known, with a span of the past. */
  LogStatus status(Span span) {
    Known now = known;
    Map<String, Long> to = ends;
    return new LogStatus(
        log.topic(),
        now.state(),
        now.why(),
        now.isDayRead(),
        now.recent().newestMillis(),
        now.account().view(span, MOST_POINTS, MOST_TYPES, to),
        LogStatus.lanes(now.recent(), to));
  }

  boolean isFollowing() {
    return known.state() == LogStatus.State.FOLLOWING;
  }

  /** About how much of the heap the commits take. */
  long memoryBytes() {
    return known.recent().bytes();
  }

  @Override
  public void close() {
    thread.interrupt();
    searches.close();
  }
}
