package dev.tributary.pipeline.lane;

import dev.tributary.ledger.record.Position;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header by which a replayed dead letter says where it was first: an event that has no id gets
 * that position as its id, not the one it has now.
 */
public final class ReplayHeader {
  /** The header's name. */
  public static final String NAME = "tributary-replay-of";

  private ReplayHeader() {}

  /** The old position as text; empty for a record that is no replay, or says nonsense. */
  public static String read(Headers headers) {
    Header header = headers == null ? null : headers.lastHeader(NAME);
    if (header == null || header.value() == null || header.value().length > Position.MAX_LENGTH) {
      return "";
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    return Position.parse(text).isPresent() ? text : "";
  }

  /** The header's value for the position. */
  public static byte[] write(Position position) {
    return position.toString().getBytes(StandardCharsets.UTF_8);
  }
}
