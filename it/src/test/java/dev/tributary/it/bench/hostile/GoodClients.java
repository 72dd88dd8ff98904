package dev.tributary.it.bench.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.it.bench.Samples;
import dev.tributary.it.support.HttpAnswer;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send one event a request at a steady rate, whether or not the service keeps up: a
 * request has its time before anybody knows how long the one before takes, and its answer is timed
 * from there (no coordinated omission).
 */
final class GoodClients {
  private static final int CONNECTIONS = 50;
  private static final long GRACE_NANOS = 5_000_000_000L;
  private static final Set<String> RECEIPTS = ConcurrentHashMap.newKeySet();

  private final Callable<Socket> connect;
  private final int perSecond;
  private final String run = Long.toString(System.nanoTime(), 36);
  private final Samples millis = new Samples();
  private final LongAdder broken = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private volatile String example = "";
  private volatile long endNanos;

  /**
   * What they saw.
   *
   * @param answers right ones
   * @param seconds how long they sent
   * @param millis how long the right answers took
   * @param broken requests whose connection ended or did not answer
   * @param wrong answers that were no 200 of this event, or had a receipt that another event has
   * @param example one of the broken or wrong ones
   */
  record Report(
      long answers, double seconds, Samples millis, long broken, long wrong, String example) {}

  GoodClients(Callable<Socket> connect, int perSecond) {
    this.connect = connect;
    this.perSecond = perSecond;
  }

  /**
   * Sends for so long, and says what came. What could not be sent five seconds after its time is
   * over counts as broken.
   */
  Report send(int seconds) throws InterruptedException {
    long period = 1_000_000_000L * CONNECTIONS / perSecond;
    int requests = perSecond * seconds / CONNECTIONS;
    var connected = new CountDownLatch(CONNECTIONS);
    var begin = new CompletableFuture<Long>();
    Thread[] threads = new Thread[CONNECTIONS];
    for (int n = 0; n < CONNECTIONS; n++) {
      int client = n;
      threads[n] =
          new Thread(
              () -> {
                Optional<Socket> first = first();
                connected.countDown();
                long began = begin.join() + client * period / CONNECTIONS;
                send(client, first, requests, k -> began + k * period);
              });
      threads[n].start();
    }
    connected.await();
    long began = System.nanoTime();
    endNanos = began + seconds * 1_000_000_000L + GRACE_NANOS;
    begin.complete(began);
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - began) / 1e9;
    return new Report(millis.size(), took, millis, broken.sum(), wrong.sum(), example);
  }

  private interface Schedule {
    long nanosOf(int request);
  }

  /** Empty when the service took none: it is asked again at the first request's time. */
  private Optional<Socket> first() {
    try {
      return Optional.of(connect.call());
    } catch (Exception ended) {
      return Optional.empty();
    }
  }

  private void send(int client, Optional<Socket> first, int requests, Schedule schedule) {
    int next = 0;
    Optional<Socket> ready = first;
    while (next < requests && !isOver()) {
      await(schedule.nanosOf(next)); // a service that takes no connection is asked once a request
      try (Socket socket = ready.isPresent() ? ready.get() : connect.call()) {
        ready = Optional.empty();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean open = true;
        while (open && next < requests && !isOver()) {
          await(schedule.nanosOf(next));
          String id = run + "-" + client + "-" + next;
          socket.getOutputStream().write(event(id));
          HttpAnswer answer = HttpAnswer.read(in);
          judge(answer, id, (System.nanoTime() - schedule.nanosOf(next)) / 1e6);
          open = !answer.isLast();
          next++;
        }
      } catch (Exception ended) {
        broken.increment();
        example = ended.toString();
        next++;
      }
    }
    broken.add(requests - next);
  }

  private boolean isOver() {
    return System.nanoTime() - endNanos > 0;
  }

  private static void await(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static byte[] event(String id) {
    String body =
        "{\"event_type\":\"good\",\"id\":\"" + id + "\",\"data\":{\"level\":7,\"item\":\"sword\"}}";
    String head =
        "POST /v1/events HTTP/1.1\r\nHost: service\r\nContent-Type: application/json\r\nContent-Length: ";
    return (head + body.length() + "\r\n\r\n" + body).getBytes(ISO_8859_1);
  }

  private void judge(HttpAnswer answer, String id, double tookMillis) {
    String body = answer.body();
    String expected =
        "{\"accepted\":1,\"rejected\":0,\"events\":[{\"id\":\"" + id + "\",\"receipt\":\"";
    if (answer.status() != 200
        || !body.startsWith(expected)
        || !RECEIPTS.add(body.substring(expected.length()))) {
      wrong.increment();
      example = answer.head().lines().findFirst().orElse("") + " " + body.strip();
      return;
    }
    synchronized (millis) {
      millis.add(tookMillis);
    }
  }
}
