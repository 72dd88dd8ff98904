package dev.tributary.ledger.read;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * A committed transaction that readers can't see yet. Kafka answers a commit when its outcome is
 * decided; the markers that let {@code read_committed} readers past it are written after that
 * (KIP-98). A fence that is read in between would lie before a commit that has succeeded. A
 * transaction of the keeper that is open hides every later commit in the same way, until it ends or
 * Kafka aborts it.
 */
final class PreparedTransaction {
  private static final Set<TransactionState> DECIDED =
      EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);
  private static final long POLL_MILLIS = 5;
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private PreparedTransaction() {}

  /** Waits until all that the log's transactional ids have decided is visible. */
  static void awaitEnd(LogAccess log) {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    try (Admin admin = log.kafka().admin()) {
      while (DECIDED.contains(state(admin, log.name())) || isOpen(state(admin, log.keeper()))) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "Cannot read " + log.topic() + ": Kafka does not finish the last commit");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot ask Kafka for the last commit", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot ask Kafka for the last commit: interrupted", e);
    }
  }

  private static boolean isOpen(TransactionState state) {
    return state == TransactionState.ONGOING || DECIDED.contains(state);
  }

  private static TransactionState state(Admin admin, String transactionalId)
      throws ExecutionException, InterruptedException {
    try {
      return admin
          .describeTransactions(List.of(transactionalId))
          .description(transactionalId)
          .get()
          .state();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return TransactionState.EMPTY;
      }
      throw e;
    }
  }
}
