package dev.tributary.ingest.collect;

import java.util.List;

/** {@code POST /v1/events}: takes events in every form that the contract knows. */
final class EventsEndpoint implements Endpoint {
  private final Collector collector;
  private final TopicChoice topics;
  private final Bodies bodies = new Bodies(CollectLimits.MAX_REQUEST_BYTES);
  private final JsonEvents events = new JsonEvents(EventObject::read);
  private final JsonEvents cloudEvents = new JsonEvents(CloudEventObject::read);

  EventsEndpoint(Collector collector, TopicChoice topics) {
    this.collector = collector;
    this.topics = topics;
  }

  @Override
  public List<String> methods() {
    return List.of("POST");
  }

  @Override
  public Reply answer(Incoming request) {
    collector.expectKafka();
    return BatchAnswer.of(collector.collect(request, read(request), topics));
  }

  private List<Candidate> read(Incoming request) {
    if (CloudEventHeaders.areIn(request.head())) {
      return List.of(CloudEventHeaders.read(request.head(), bodies.read(request)));
    }
    String type = MediaType.of(request);
    return switch (type) {
      case "application/json", "text/plain", "" -> events.read(bodies.read(request));
      case "application/x-ndjson", "application/ndjson", "application/jsonl" ->
          events.readLines(bodies.read(request));
      case "application/cloudevents+json", "application/cloudevents-batch+json" ->
          cloudEvents.read(bodies.read(request));
      default ->
          throw new Problem(
              415,
              "Content-Type must be application/json, application/x-ndjson, text/plain,"
                  + " application/cloudevents+json or application/cloudevents-batch+json: "
                  + type);
    };
  }
}
