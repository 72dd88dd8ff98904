package dev.tributary.it.ingest;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Fault: two instances behind a plain TCP balancer are stopped and started in turn, under load.
 * Guarantee: a client that retries once sees no failure, and what was acknowledged is in Kafka.
 */
final class RollingRestartIT {
  private static final int FAILED = -1;
  private static final int KAFKA_IS_SLOW = -2;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void losesNothingAndFailsNobodyWhoRetriesOnce() throws Exception {
    try (TempHome first = TempHome.make();
        TempHome second = TempHome.make();
        StartedPart kafka = StartedPart.kafka(first);
        StartedPart one = StartedPart.ingestService(first, kafka);
        StartedPart two = StartedPart.ingestService(second, kafka);
        TcpBalancer balancer = new TcpBalancer(List.of(one.port(), two.port()))) {
      List<Thread> senders =
          IntStream.range(0, 4).mapToObj(n -> new Thread(() -> send(balancer.port(), n))).toList();
      senders.forEach(Thread::start);
      try {
        for (StartedPart instance : List.of(one, two)) {
          awaitMore();
          instance.stop();
          awaitMore();
          instance.start();
        }
        awaitMore();
      } finally {
        over.countDown();
      }
      for (Thread sender : senders) {
        sender.join(TimeUnit.MINUTES.toMillis(4));
      }

      assertThat(failures).isEmpty();
      assertThat(TopicRecords.missing(kafka.address(), "events", acknowledged)).isEmpty();
    }
  }

  private void awaitMore() {
    int enough = acknowledged.size() + 200;
    Await.until("events flow", Duration.ofMinutes(4), () -> acknowledged.size() > enough);
  }

  private void send(int port, int sender) {
    for (int i = 0; over.getCount() > 0; i++) {
      String id = sender + "-" + i;
      int status = postUntilKafkaIsNotSlow(port, id);
      if (status != 200) {
        status = postUntilKafkaIsNotSlow(port, id);
      }
      if (status == 200) {
        acknowledged.add(id);
      } else if (status != KAFKA_IS_SLOW) {
        failures.add(id + ": " + status);
      }
    }
  }

  private int postUntilKafkaIsNotSlow(int port, String id) {
    int status = post(port, id);
    while (status == KAFKA_IS_SLOW && over.getCount() > 0) {
      status = post(port, id);
    }
    return status;
  }

  private static int post(int port, String id) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    json("{'event_type':'rolling','id':'" + id + "'}")))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      boolean slow = answer.statusCode() == 503 && ServiceRequests.isForSlowness(answer.body());
      return slow ? KAFKA_IS_SLOW : answer.statusCode();
    } catch (IOException closed) {
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
