package dev.tributary.it.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.HttpAnswer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Connections that send to the service as fast as it answers, whatever it answers. Each event has
 * an id of its own; what was acknowledged is remembered, and how long the slowest answer took.
 */
final class ServiceLoad implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 120_000; // for what hangs
  private static final String PADDING = "x".repeat(200);

  private final int port;
  private final int eventsEach;
  private final boolean leavesWhenTold;
  private final String run = Long.toString(System.nanoTime(), 36);
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> odd = new ConcurrentLinkedQueue<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final LongAccumulator slowestNanos = new LongAccumulator(Long::max, 0);
  private final List<Thread> threads;
  private volatile boolean stopped;

  /**
   * What came back.
   *
   * @param acknowledged ids of the events that were answered with 200
   * @param statuses how often each status came
   * @param slowest the longest time from a request's first byte to its answer's last
   * @param odd 503s without Retry-After, and connections that broke
   * @param refusals 503s that say anything else than that Kafka is slow
   */
  record Report(
      List<String> acknowledged,
      Map<Integer, Long> statuses,
      Duration slowest,
      List<String> odd,
      List<String> refusals) {}

  private ServiceLoad(int port, int connections, int eventsEach, boolean leavesWhenTold) {
    this.port = port;
    this.eventsEach = eventsEach;
    this.leavesWhenTold = leavesWhenTold;
    this.threads =
        IntStream.range(0, connections)
            .mapToObj(n -> new Thread(() -> send(run + "-" + n), "service-load-" + n))
            .toList();
  }

  /** Starts to send, so many events a request. */
  static ServiceLoad start(int port, int connections, int eventsEach) {
    return started(new ServiceLoad(port, connections, eventsEach, false));
  }

  /** The same, but an answer that ends its connection ends that sender too: it goes elsewhere. */
  static ServiceLoad startLeavingWhenTold(int port, int connections, int eventsEach) {
    return started(new ServiceLoad(port, connections, eventsEach, true));
  }

  private static ServiceLoad started(ServiceLoad load) {
    load.threads.forEach(Thread::start);
    return load;
  }

  private void send(String sender) {
    for (int i = 0; !stopped; ) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (boolean open = true; open && !stopped; i++) {
          List<String> ids = ids(sender, i);
          byte[] request = request(ids);
          long began = System.nanoTime();
          socket.getOutputStream().write(request);
          HttpAnswer answer = HttpAnswer.read(in);
          slowestNanos.accumulate(System.nanoTime() - began);
          note(answer, ids);
          open = !answer.isLast();
          if (!open && leavesWhenTold) {
            return;
          }
        }
      } catch (IOException broken) {
        i++;
        if (!stopped) {
          odd.add(broken.toString());
        }
      }
    }
  }

  private List<String> ids(String sender, int request) {
    return IntStream.range(0, eventsEach).mapToObj(n -> sender + "-" + request + "-" + n).toList();
  }

  private static byte[] request(List<String> ids) {
    String body =
        ids.stream()
            .map(
                id ->
                    "{\"event_type\":\"load\",\"id\":\""
                        + id
                        + "\",\"data\":{\"text\":\""
                        + PADDING
                        + "\"}}")
            .collect(Collectors.joining(",", "[", "]"));
    String head =
        "POST /v1/events HTTP/1.1\r\nHost: it\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(ISO_8859_1);
  }

  private void note(HttpAnswer answer, List<String> ids) {
    statuses.computeIfAbsent(answer.status(), first -> new LongAdder()).increment();
    if (answer.status() == 200) {
      acknowledged.addAll(ids);
    } else if (!answer.head().contains("Retry-After: ")) {
      odd.add(answer.head());
    } else if (!ServiceRequests.isForSlowness(answer.body())) {
      refusals.add(answer.body());
    }
  }

  /** How many answers of this status came so far. */
  long count(int status) {
    LongAdder count = statuses.get(status);
    return count == null ? 0 : count.sum();
  }

  /** Waits for so many more answers of this status. */
  void awaitMore(int status, long more, Duration within) {
    long enough = count(status) + more;
    Await.until(more + " more answers " + status, within, () -> count(status) >= enough);
  }

  /** From now on the slowest answer is looked for: the service is warm. */
  void warm() {
    slowestNanos.reset();
  }

  /** Stops, waits for the answers that are due, and says what came. */
  Report stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    Map<Integer, Long> counts =
        statuses.keySet().stream().collect(Collectors.toMap(Function.identity(), this::count));
    return new Report(
        new ArrayList<>(acknowledged),
        counts,
        Duration.ofNanos(slowestNanos.get()),
        new ArrayList<>(odd),
        new ArrayList<>(refusals));
  }

  @Override
  public void close() {
    stopped = true;
  }
}
