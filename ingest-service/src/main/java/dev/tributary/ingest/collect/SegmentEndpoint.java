package dev.tributary.ingest.collect;

import java.util.ArrayList;
import java.util.List;

/** The Segment HTTP tracking API: one call a path, and {@code batch}. */
final class SegmentEndpoint implements Endpoint {
  private final SegmentCall call;
  private final Collector collector;
  private final TopicChoice topics;
  private final Bodies bodies = new Bodies(CollectLimits.MAX_REQUEST_BYTES);

  SegmentEndpoint(SegmentCall call, Collector collector, TopicChoice topics) {
    this.call = call;
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
    byte[] body = bodies.read(request);
    List<Candidate> events =
        call == SegmentCall.BATCH
            ? SegmentBatch.read(body, request.receivedMillis())
            : one(body, request.receivedMillis());
    return BatchAnswer.of(collector.collect(request, events, topics));
  }

  private List<Candidate> one(byte[] body, long received) {
    JsonEvents events =
        new JsonEvents(reader -> SegmentMessage.read(reader).candidate(call.path(), "", received));
    return new ArrayList<>(events.read(body));
  }
}
