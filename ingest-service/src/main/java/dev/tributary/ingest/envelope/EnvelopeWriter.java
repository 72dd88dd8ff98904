package dev.tributary.ingest.envelope;

/**
 * Writes record values: one flat JSON object (docs: the Kafka contract). One writer serves one
 * request; its events share the headers and the time of receipt.
 */
public final class EnvelopeWriter {
  private final byte[] headerFields;
  private final String receivedAt;

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
    int expected = headerFields.length + event.data().length + event.id().length() + 160;
    JsonBytes out = new JsonBytes(expected);
    out.raw("{\"event_type\":").text(event.type());
    out.raw(",\"id\":").text(event.id());
    out.raw(",\"received_at\":\"").raw(receivedAt).raw('"');
    out.raw(headerFields);
    if (!event.timestamp().isEmpty()) {
      out.raw(",\"timestamp\":").text(event.timestamp());
    }
    if (event.data().length > 0) {
      out.raw(",\"data\":").raw(event.data());
    }
    return out.raw('}').toByteArray();
  }
}
