package dev.tributary.it.contents.system;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of {@code events}.
 *
 * @param times event time and time of receipt, milliseconds since the epoch
 * @param position topic-partition-offset
 * @param cells the declared columns that are not NULL
 */
record LakeRow(
    String type,
    String id,
    Times times,
    Optional<String> host,
    Optional<String> userAgent,
    Optional<Json> headers,
    String raw,
    String position,
    Optional<Json> problems,
    Map<String, Json> cells) {
  /** When, and whose time that is. */
  record Times(long event, String source, long received) {}

  /** What finds the event that it was sent as. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.add(Sent.Key.ofId(id));
    String reference = JsonReader.object(raw).text("Contents-Ref");
    if (!reference.isEmpty()) {
      keys.add(Sent.Key.ofRequest(reference));
    }
    return keys;
  }
}
