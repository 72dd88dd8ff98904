package dev.tributary.ingest.console;

import dev.tributary.ingest.collect.BatchResponse;
import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.OwnEvents;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.Bodies;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.MediaType;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code POST /console/api/try}: takes one event as {@code /v1/events} does, and says when each
 * step was done. It takes {@code application/json} alone: a page of another origin can't send that
 * without the permission that this service never gives.
 */
final class TryEndpoint implements Endpoint {
  private static final int MAX_BYTES = 64 * 1024;

  private final Collector collector;
  private final UnaryOperator<String> topicOf;
  private final Clock clock;
  private final Bodies bodies = new Bodies(MAX_BYTES);
  private final OwnEvents events = new OwnEvents();

  TryEndpoint(Collector collector, UnaryOperator<String> topicOf, Clock clock) {
    this.collector = collector;
    this.topicOf = topicOf;
    this.clock = clock;
  }

  @Override
  public List<String> methods() {
    return List.of("POST");
  }

  @Override
  public Response answer(Request request) {
    MediaType type = MediaType.of(request);
    if (!type.name().equals("application/json")) {
      throw new ProblemException(415, "Content-Type must be application/json: " + type.name());
    }
    collector.expectKafka(request);
    List<ParsedEvent> one = events.read(bodies.read(request), new EventMemory(request.memory()));
    if (one.size() != 1) {
      throw new ProblemException(400, "The body must be one event, it has " + one.size());
    }
    Response answer = BatchResponse.of(collector.collect(request, one, topicOf));
    return Headers.json(
        answer.status(),
        Json.object(
            json ->
                json.number("status", answer.status())
                    .time("received_at", request.receivedMillis())
                    .time("answered_at", clock.millis())
                    .raw("answer", answer.body())));
  }
}
