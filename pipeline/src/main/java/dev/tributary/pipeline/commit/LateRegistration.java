package dev.tributary.pipeline.commit;

import dev.tributary.pipeline.job.SharedByLaunch;
import dev.tributary.pipeline.publish.LakePublishSteps;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a due registration until it is done: one thread a launch and JVM. */
public final class LateRegistration implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateRegistration.class);
  private static final SharedByLaunch<LateRegistration> SHARED = new SharedByLaunch<>();
  private static final long RETRY_MILLIS = 1_000;
  private static final int ATTEMPTS_A_WARNING = 60;

  private final DueRegistration due;
  private final Thread thread = new Thread(this::tryUntilDone, "tributary-late-registration");
  private volatile boolean closed;

  private LateRegistration(DueRegistration due) {
    this.due = due;
    thread.setDaemon(true);
    thread.start();
  }

  /** The one of this launch in this JVM. Each caller gives it back once. */
  public static LateRegistration acquire(DueRegistration due) throws IOException {
    return SHARED.acquire(due.owner(), () -> new LateRegistration(due));
  }

  /** Gives it back; the last one ends it. */
  public void release() {
    SHARED.release(due.owner(), this);
  }

  private void tryUntilDone() {
    try (var publication = due.publication()) {
      for (int attempt = 0; !closed && !isDone(publication, attempt); attempt++) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDone(LakePublishSteps publication, int attempt) {
    try {
      due.attempt(publication);
      LOG.info("The metastore knows all that this launch found unregistered");
      return true;
    } catch (TException | RuntimeException e) { // a table that can't be used, Kafka away
      publication.close();
      if (attempt % ATTEMPTS_A_WARNING == ATTEMPTS_A_WARNING - 1) {
        LOG.warn("Could not register yet, trying again attempt={} cause={}", attempt, e.toString());
      }
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
