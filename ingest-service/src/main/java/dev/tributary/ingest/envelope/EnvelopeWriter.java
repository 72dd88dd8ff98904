package dev.tributary.ingest.envelope;

import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.JsonSlice;
import java.util.List;

/**
 * Writes record values: one flat JSON object, whose fields docs/contracts/kafka-record.md lists.
 * One writer serves one request, in one thread; its events share the headers and the time of
 * receipt.
 */
public final class EnvelopeWriter {
  private final byte[] headerFields;
  private final String receivedAt;
  private JsonBytes out; // of the events before, too

  /**
   * @param headerFields the request's headers, from {@link HeaderFields#json}
   * @param receivedMillis time of receipt, milliseconds since the epoch
   */
  public EnvelopeWriter(byte[] headerFields, long receivedMillis) {
    this.headerFields = headerFields;
    this.receivedAt = UtcMillis.format(receivedMillis);
  }

  /** The record value of an event. */
  public byte[] write(EventFields event) {
    JsonSlice data = event.data();
    begin(headerFields.length + data.length() + event.id().length() + 160);
    out.raw("{\"event_type\":").text(event.type());
    out.raw(",\"id\":").text(event.id());
    out.raw(",\"received_at\":\"").raw(receivedAt).raw('"');
    out.raw(headerFields);
    if (!event.timestamp().isEmpty()) {
      out.raw(",\"timestamp\":").text(event.timestamp());
    }
    problems(event.problems(), out);
    if (data.length() > 0) {
      out.raw(",\"data\":").raw(data.bytes(), data.from(), data.to());
    }
    return out.raw('}').toByteArray();
  }

  private void begin(int expectedSize) {
    if (out == null) {
      out = new JsonBytes(expectedSize);
    }
    out.cutTo(0);
  }

  /** No request header has this name: theirs are in canonical case. */
  private static void problems(List<String> problems, JsonBytes out) {
    if (problems.isEmpty()) {
      return;
    }
    out.raw(",\"problems\":");
    for (int i = 0; i < problems.size(); i++) {
      out.raw(i == 0 ? '[' : ',').text(problems.get(i));
    }
    out.raw(']');
  }
}
