package dev.tributary.ingest.console;

import dev.tributary.ingest.observe.Metrics;
import dev.tributary.ledger.account.CountsByTime;
import dev.tributary.ledger.account.Span;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this service answered, over time: looks at the counters of the metrics every ten seconds, so
 * that a request costs nothing. Thread safe.
 */
public final class ServiceCounts implements AutoCloseable {
  static final String ACCEPTED = "accepted";
  static final String UNACKNOWLEDGED = "unacknowledged";
  static final String REJECTED = "rejected";
  private static final long PAUSE_MILLIS = 10_000;

  private final Metrics metrics;
  private final Clock clock;
  private final CountsByTime outcomes = new CountsByTime();
  private final CountsByTime codes = new CountsByTime();
  private final Map<String, Long> seen = new HashMap<>();
  private final long startMillis;
  private final Thread thread;

  /** Looks at nothing yet. */
  public ServiceCounts(Metrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
    this.startMillis = clock.millis();
    this.thread = Thread.ofPlatform().daemon().name("console-counts").unstarted(this::run);
  }

  /**
   * The counts until now.
   *
   * @param startMillis when the service started, ms since the epoch
   * @param isWhole whether it ran, and counted, in all of the span
   * @param outcomes of the span: accepted, unacknowledged, rejected
   * @param codes of the span: rejected events by code
   * @param allOutcomes the outcomes since the start
   * @param allCodes the codes since the start
   */
  record View(
      long startMillis,
      boolean isWhole,
      Map<String, Long> outcomes,
      Map<String, Long> codes,
      Map<String, Long> allOutcomes,
      Map<String, Long> allCodes) {}

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Map<String, Long> look() {
    Map<String, Long> rejected = metrics.rejectedEvents();
    Map<String, Long> all = new TreeMap<>();
    all.put(ACCEPTED, metrics.acceptedEvents());
    all.put(UNACKNOWLEDGED, metrics.unacknowledgedEvents());
    all.put(REJECTED, rejected.values().stream().mapToLong(Long::longValue).sum());
    long now = clock.millis();
    all.forEach((name, count) -> add(outcomes, now, name, "", count));
    rejected.forEach((code, count) -> add(codes, now, code, "code ", count));
    return all;
  }

  private void add(CountsByTime counts, long millis, String name, String kind, long count) {
    Long before = seen.put(kind + name, count);
    counts.add(millis, name, count - (before == null ? 0 : before));
  }

  /** The counts of the span, and of all time. */
  synchronized View view(Span span) {
    Map<String, Long> all = look();
    return new View(
        startMillis,
        startMillis <= span.from(),
        outcomes.in(span),
        codes.in(span),
        all,
        metrics.rejectedEvents());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
