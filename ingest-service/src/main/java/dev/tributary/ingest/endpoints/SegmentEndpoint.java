package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.collect.BatchResponse;
import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.format.EventLimits;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.format.segment.SegmentBody;
import dev.tributary.ingest.format.segment.SegmentCall;
import dev.tributary.ingest.http.Bodies;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import java.util.List;
import java.util.function.UnaryOperator;

/** The Segment HTTP tracking API: one call a path, and {@code batch}. */
final class SegmentEndpoint implements Endpoint {
  private final SegmentCall call;
  private final Collector collector;
  private final UnaryOperator<String> topicOf;
  private final Bodies bodies = new Bodies(EventLimits.MAX_REQUEST_BYTES);

  SegmentEndpoint(SegmentCall call, Collector collector, UnaryOperator<String> topicOf) {
    this.call = call;
    this.collector = collector;
    this.topicOf = topicOf;
  }

  @Override
  public List<String> methods() {
    return List.of("POST");
  }

  @Override
  public Response answer(Request request) {
    collector.expectKafka(request);
    Body body = bodies.read(request);
    EventMemory memory = new EventMemory(request.memory());
    SegmentBody read =
        call == SegmentCall.BATCH
            ? SegmentBody.batch(body, memory)
            : SegmentBody.call(body, call.path(), memory);
    Request known = request.withKeyOfBody(read.writeKey());
    List<ParsedEvent> events = read.events(request.receivedMillis());
    return BatchResponse.of(collector.collect(known, events, topicOf));
  }
}
