package dev.tributary.pipeline.decode;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.job.SharedByLaunch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices when a job begins at one position again and again, and commits nothing from there. Kept
 * for as long as the JVM, since nothing of a job outlives its restart. Thread safe.
 */
final class Restarts implements AutoCloseable {
  /** A restart or two are what a broker that comes back makes. */
  private static final int MANY = 3;

  private static final SharedByLaunch<Restarts> SHARED = new SharedByLaunch<>();

  private record Begin(long offset, int times) {}

  private final Map<String, Begin> begins = new ConcurrentHashMap<>();

  /** Those of a launch; never given back. */
  static Restarts of(String launch) {
    try {
      return SHARED.acquire(launch, Restarts::new);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot share the restarts of a launch", e);
    }
  }

  /**
   * A worker begins with a lane.
   *
   * @param offset the first record that is not committed
   * @return what to tell when this comes too often
   */
  Optional<String> begin(Lane lane, long offset) {
    int times =
        begins.merge(
                lane.key(),
                new Begin(offset, 1),
                (before, now) ->
                    before.offset == offset ? new Begin(offset, before.times + 1) : now)
            .times;
    return times < MANY
        ? Optional.empty()
        : Optional.of(
            "The job has begun at one position %d times, and committed nothing from there"
                    .formatted(times)
                + " topic=%s partition=%d offset=%d: see the exception above"
                    .formatted(lane.topic(), lane.partition(), offset));
  }

  @Override
  public void close() {}
}
