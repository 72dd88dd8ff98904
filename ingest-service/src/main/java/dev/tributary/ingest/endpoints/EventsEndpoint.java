package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.format.EventLimits;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.JsonBody;
import dev.tributary.ingest.format.JsonEvents;
import dev.tributary.ingest.format.OwnEvents;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.format.cloudevents.CloudEventHeaders;
import dev.tributary.ingest.format.cloudevents.CloudEventObject;
import dev.tributary.ingest.http.Bodies;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.MediaType;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code POST /v1/events}: takes events in every form that the contract knows. */
final class EventsEndpoint implements Endpoint {
  private final Collector collector;
  private final UnaryOperator<String> topicOf;
  private final PreferredWait wait;
  private final Bodies bodies = new Bodies(EventLimits.MAX_REQUEST_BYTES);
  private final OwnEvents events = new OwnEvents();
  private final JsonEvents<ParsedEvent> cloudEvents = JsonEvents.of(CloudEventObject::read);

  EventsEndpoint(Collector collector, UnaryOperator<String> topicOf, PreferredWait wait) {
    this.collector = collector;
    this.topicOf = topicOf;
    this.wait = wait;
  }

  @Override
  public List<String> methods() {
    return List.of("POST");
  }

  @Override
  public Response answer(Request request) {
    collector.expectKafka(request);
    return wait.answer(request, collector.collect(request, read(request), topicOf));
  }

  private List<ParsedEvent> read(Request request) {
    MediaType type = MediaType.of(request);
    boolean structured = type.name().startsWith("application/cloudevents");
    EventMemory memory = new EventMemory(request.memory());
    if (!structured && CloudEventHeaders.areIn(request.head())) {
      return List.of(inHeaders(request, memory));
    }
    return switch (type.name()) {
      case "application/json", "text/plain", "" -> events.read(bodies.read(request), memory);
      case "application/x-ndjson", "application/ndjson", "application/jsonl" ->
          events.readLines(bodies.read(request), memory);
      case "application/cloudevents+json", "application/cloudevents-batch+json" ->
          cloudEvents.read(bodies.read(request), memory);
      default -> other(type, request, memory);
    };
  }

  private ParsedEvent inHeaders(Request request, EventMemory memory) {
    try {
      return CloudEventHeaders.read(request.head(), bodies.read(request), memory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  private List<ParsedEvent> other(MediaType type, Request request, EventMemory memory) {
    if (type.isForm()) {
      Body body = bodies.read(request);
      if (JsonBody.looksLikeJson(body)) {
        return events.read(body, memory);
      }
    }
    throw new ProblemException(
        415,
        "Content-Type must be application/json, application/x-ndjson, text/plain,"
            + " application/cloudevents+json or application/cloudevents-batch+json: "
            + type.name());
  }
}
