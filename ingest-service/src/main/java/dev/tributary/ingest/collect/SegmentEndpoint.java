package dev.tributary.ingest.collect;

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
    collector.expectKafka(request);
    byte[] body = bodies.read(request);
    EventMemory memory = new EventMemory(request.exchange().memory());
    SegmentBody read =
        call == SegmentCall.BATCH
            ? SegmentBody.batch(body, memory)
            : SegmentBody.call(body, call.path(), memory);
    Incoming known = request.withKeyOfBody(read.writeKey());
    List<Candidate> events = read.events(request.receivedMillis());
    return BatchAnswer.of(collector.collect(known, events, topics));
  }
}
