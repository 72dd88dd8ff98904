package dev.tributary.it.ingest;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.DebianTool;
import dev.tributary.it.support.NeedsTools;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The service as its users meet it: a process of its own, a real Kafka behind it, clients of
 * others.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class IngestServiceIT {
  private static final Duration SOON = Duration.ofMinutes(4);

  private static TempHome home;
  private static StartedPart kafka;
  private static StartedPart service;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    home = TempHome.make();
    kafka = StartedPart.kafka(home);
    service = StartedPart.ingestService(home, kafka);
  }

  @AfterAll
  @SuppressWarnings("try") // they are only closed
  static void stop() throws IOException {
    try (TempHome folder = home;
        StartedPart broker = kafka;
        StartedPart started = service) {
      service = null;
    }
  }

  @Order(1)
  @NeedsTools(DebianTool.AB)
  @ParameterizedTest
  @CsvSource({
    "/request_group, requester.game.com, request_group, MessageHistory, 19",
    "/accept_member, acceptor.game.com, accept_member, MessageHistory, 17",
    "/decline_member, decliner.game.com, decline_member, MessageHistory, 17",
    "/message, sender.game.com, message, MessageHistory, 14",
    "/, localhost, default, events, 30"
  })
  void takesTheUsersOwnLoadAsTyped(
      String path, String host, String type, String topic, int replyBytes) {
    String report = DebianTool.AB.run("-n", "10", "-H", "Host: " + host, service.address() + path);
    String kept =
        DebianTool.AB.run(
            "-k", "-c", "8", "-n", "200", "-H", "Host: " + host, service.address() + path);

    assertThat(report)
        .containsPattern("Complete requests: +10\n")
        .containsPattern("Failed requests: +0\n")
        .containsPattern("Document Length: +" + replyBytes + " bytes\n")
        .doesNotContain("Non-2xx");
    assertThat(kept)
        .containsPattern("Complete requests: +200\n")
        .containsPattern("Keep-Alive requests: +200\n")
        .containsPattern("Failed requests: +0\n")
        .doesNotContain("Non-2xx");
    assertThat(TopicRecords.of(kafka.address(), topic))
        .filteredOn(value -> value.startsWith(json("{'event_type':'" + type + "'")))
        .hasSize(210)
        .allMatch(value -> value.contains(json("'Host':'" + host + "'")))
        .allMatch(value -> value.contains(json("'User-Agent':'ApacheBench/2.3'")));
  }

  @Order(2)
  @NeedsTools(DebianTool.CURL)
  @Test
  void speaksHttp10AndHttp11ToCurl() {
    assertThat(DebianTool.CURL.run("-s", "-0", service.address() + "/message"))
        .isEqualTo("Message sent!\n");
    assertThat(DebianTool.CURL.run("-s", "--http1.1", service.address() + "/message"))
        .isEqualTo("Message sent!\n");
    assertThat(DebianTool.CURL.run("-s", "-d", json("{'a':1}"), service.address() + "/message"))
        .isEqualTo("Message sent!\n");
    assertThat(DebianTool.CURL.run("-s", "-d", "a=1", service.address() + "/message"))
        .contains("must be JSON");
  }

  @Order(3)
  @NeedsTools(DebianTool.KCAT)
  @Test
  void showsFlatJsonToKcat() {
    get("/message?from=kcat");

    String records =
        DebianTool.KCAT.run(
            "-C", "-b", kafka.address(), "-t", "MessageHistory", "-o", "beginning", "-e", "-q");

    assertThat(records.lines())
        .allMatch(line -> line.startsWith(json("{'event_type':'")) && line.endsWith("}"))
        .anyMatch(line -> line.endsWith(json(",'data':{'from':'kcat'}}")));
  }

  @Order(4)
  @Test
  void answers503WhileKafkaIsFrozenAndRecoversByItself() throws Exception {
    ServiceRequests.signal("-STOP", kafka);
    try {
      ServiceRequests.refused(service);
      ServiceRequests.refusedAtOnce(service);
      assertThat(get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(get("/health/live").statusCode()).isEqualTo(200);
    } finally {
      ServiceRequests.signal("-CONT", kafka);
    }
    Await.until("events are taken again", SOON, () -> get("/message").statusCode() == 200);
  }

  @Order(5)
  @Test
  void losesNothingItAcknowledgedWhenKafkaIsKilled() throws Exception {
    List<String> acknowledged =
        List.copyOf(
            sendWhile(
                () -> {
                  kafka.kill();
                  kafka.start();
                  Await.until(
                      "events are taken again", SOON, () -> get("/message").statusCode() == 200);
                }));

    assertThat(acknowledged).isNotEmpty();
    assertThat(TopicRecords.missing(kafka.address(), "events", acknowledged)).isEmpty();
  }

  @Order(6)
  @Test
  void finishesTheRequestsInHandOnSigterm() throws Exception {
    List<String> acknowledged = List.copyOf(sendWhile(() -> service.stop()));

    assertThat(acknowledged).isNotEmpty();
    assertThat(TopicRecords.missing(kafka.address(), "events", acknowledged)).isEmpty();
    service.start();
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  private interface Fault {
    void happen() throws Exception;
  }

  /** Ids of the events that were acknowledged while something happened; no other 5xx than 503. */
  private static ConcurrentLinkedQueue<String> sendWhile(Fault fault) throws Exception {
    var acknowledged = new ConcurrentLinkedQueue<String>();
    var statuses = new ConcurrentLinkedQueue<Integer>();
    var over = new CountDownLatch(1);
    String run = Long.toString(System.nanoTime(), 36);
    List<Thread> senders =
        IntStream.range(0, 4)
            .mapToObj(
                sender ->
                    new Thread(
                        () -> {
                          for (int i = 0; over.getCount() > 0; i++) {
                            String id = run + "-" + sender + "-" + i;
                            int status = post(id);
                            statuses.add(status);
                            if (status == 200) {
                              acknowledged.add(id);
                            }
                          }
                        }))
            .toList();
    senders.forEach(Thread::start);
    try {
      Await.until("events flow", SOON, () -> acknowledged.size() > 200);
      fault.happen();
    } finally {
      over.countDown();
    }
    for (Thread sender : senders) {
      sender.join(SOON.toMillis());
    }
    assertThat(statuses).allMatch(status -> status == 200 || status == 503 || status == REFUSED);
    return acknowledged;
  }

  private static final int REFUSED = -1;

  private static int post(String id) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + "/v1/events"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    json("{'event_type':'fault','id':'" + id + "'}")))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException refused) {
      return REFUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return REFUSED;
    }
  }

  private static HttpResponse<String> get(String path) {
    return ServiceRequests.get(service, path);
  }
}
