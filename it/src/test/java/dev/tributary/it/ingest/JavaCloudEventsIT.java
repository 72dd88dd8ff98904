package dev.tributary.it.ingest;

import static dev.tributary.it.support.TestJson.json;
import static dev.tributary.it.support.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Java's CloudEvents SDK against the service, in the modes that it speaks. */
final class JavaCloudEventsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void takesBinaryStructuredAndBatchedEvents() throws Exception {
    try (StartedPart service = StartedPart.ingestService(BROKER.home(), BROKER.kafka())) {
      assertThat(send(service, writer -> writer.writeBinary(event("b"))).statusCode())
          .isEqualTo(200);
      assertThat(
              send(service, writer -> writer.writeStructured(event("s"), new JsonFormat()))
                  .statusCode())
          .isEqualTo(200);
      String batch = "[" + serialized(event("1")) + "," + serialized(event("2")) + "]";
      assertThat(
              post(
                      service,
                      HttpRequest.newBuilder()
                          .header("Content-Type", "application/cloudevents-batch+json"),
                      batch.getBytes(StandardCharsets.UTF_8))
                  .statusCode())
          .isEqualTo(200);

      assertThat(TopicRecords.of(BROKER.kafka().address(), "events"))
          .allMatch(value -> value.startsWith(json("{'event_type':'com_example_order_placed'")))
          .allMatch(value -> value.contains(json("'timestamp':'2026-11-24T01:02:03Z'")))
          .allMatch(value -> value.contains(json("'total':9.5")))
          .allMatch(value -> value.contains(json("'ce_subject':'order-7'")));
      assertThat(TopicRecords.idsIn(BROKER.kafka().address(), "events"))
          .containsOnly("/java b", "/java s", "/java 1", "/java 2");
    }
  }

  private static CloudEvent event(String id) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/java"))
        .withType("com.example.order_placed")
        .withSubject("order-7")
        .withTime(OffsetDateTime.parse("2026-11-24T01:02:03Z"))
        .withData("application/json", utf8("{'total':9.5}"))
        .build();
  }

  private static String serialized(CloudEvent event) {
    return new String(new JsonFormat().serialize(event), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(
      StartedPart service, Consumer<MessageWriter<?, ?>> write) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    var answer = new AtomicReference<HttpResponse<String>>();
    write.accept(
        HttpMessageFactory.createWriter(
            request::header, body -> answer.set(post(service, request, body))));
    return answer.get();
  }

  /** As its client would, it sends again what was answered with 503: Kafka was too slow. */
  private static HttpResponse<String> post(
      StartedPart service, HttpRequest.Builder request, byte[] body) {
    var answer = new AtomicReference<HttpResponse<String>>();
    Await.until(
        "it answers other than 503",
        PATIENCE,
        () -> {
          answer.set(postOnce(service, request, body));
          return answer.get().statusCode() != 503;
        });
    return answer.get();
  }

  private static HttpResponse<String> postOnce(
      StartedPart service, HttpRequest.Builder request, byte[] body) {
    try {
      return HttpClient.newHttpClient()
          .send(
              request
                  .uri(URI.create(service.address() + "/v1/events"))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("Cannot send " + request, e);
    }
  }
}
