package dev.tributary.it.bench.hostile;

import dev.tributary.it.support.HttpAnswer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that send the same bytes again and again, each as soon as the last ones were
 * answered, with a pause before that if the load must stay bounded.
 */
final class Flood implements Attack {
  private final Connector from;
  private final byte[] request;
  private final int answers;
  private final long pauseNanos;
  private final LongAdder made = new LongAdder();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Flood(Connector from, byte[] request, int answers, long pauseNanos) {
    this.from = from;
    this.request = request;
    this.answers = answers;
    this.pauseNanos = pauseNanos;
  }

  /** So many connections that wait for the answers and stay while the service lets them. */
  static Flood ofRequests(Connector from, int connections, byte[] requests, int answers) {
    return new Flood(from, requests, answers, 0).begin(connections);
  }

  /** So many clients that come again for each request and do not wait for its answer. */
  static Flood ofConnections(Connector from, int clients, byte[] request, long pauseNanos) {
    return new Flood(from, request, 0, pauseNanos).begin(clients);
  }

  private Flood begin(int clients) {
    for (int n = 0; n < clients; n++) {
      Thread thread = new Thread(this::run, "flood-" + n);
      threads.add(thread);
      thread.start();
    }
    return this;
  }

  private void run() {
    while (!stopped) {
      LockSupport.parkNanos(pauseNanos);
      try (Socket socket = from.plain()) {
        if (answers == 0) {
          socket.setSoLinger(true, 0); // ends by a reset, without a trace in this machine's tables
          socket.getOutputStream().write(request);
          made.increment();
        } else {
          send(socket);
        }
      } catch (IOException refused) {
        made.increment(); // the next one may be taken
      }
    }
  }

  private void send(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    boolean open = true;
    while (open && !stopped) {
      socket.getOutputStream().write(request);
      for (int n = 0; open && n < answers; n++) {
        open = !HttpAnswer.read(in).isLast();
      }
      made.increment();
    }
  }

  @Override
  public long made() {
    return made.sum();
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
