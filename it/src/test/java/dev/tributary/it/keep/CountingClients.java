package dev.tributary.it.keep;

import dev.tributary.it.support.PrestoSql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that count the same rows again and again: no query fails, and no count goes down. */
final class CountingClients implements AutoCloseable {
  private static final String QUESTION =
      "SELECT count(*), count(DISTINCT event_id) FROM events WHERE event_type = 'tick'";

  private final PrestoSql presto;
  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile boolean stopped;

  CountingClients(PrestoSql presto, int clients) {
    this.presto = presto;
    for (int i = 0; i < clients; i++) {
      var thread = new Thread(this::ask, "client-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void ask() {
    long before = 0;
    while (!stopped) {
      try {
        List<String> row = presto.rows(QUESTION).get(0);
        long rows = Long.parseLong(row.get(0));
        if (rows < before) {
          problems.add("a count went down from " + before + " to " + rows);
        }
        if (!row.get(0).equals(row.get(1))) {
          problems.add(rows + " rows of " + row.get(1) + " events");
        }
        before = rows;
        answers.incrementAndGet();
      } catch (SQLException e) {
        problems.add(e.toString());
      }
    }
  }

  int answers() {
    return answers.get();
  }

  /** Stops, and tells what was wrong. */
  List<String> stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(problems);
  }

  @Override
  public void close() {
    stopped = true;
  }
}
