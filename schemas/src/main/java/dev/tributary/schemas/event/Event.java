package dev.tributary.schemas.event;

import dev.tributary.schemas.rules.EventTimeSource;
import dev.tributary.schemas.rules.EventTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One decoded event: the columns that come from its JSON. A {@code null} is SQL's NULL.
 *
 * @param type the event type, which names the partition
 * @param id the id the client or the ingest-service gave, or null: then the record's position names
 *     the event
 * @param timeMillis event time, milliseconds since the epoch, UTC
 * @param receivedMillis time of receipt, milliseconds since the epoch, UTC
 * @param host the request's {@code Host}, or null
 * @param userAgent the request's {@code User-Agent}, or null
 * @param accept the request's {@code Accept}, or null
 * @param headers other headers and unknown top-level fields as text; nested ones as JSON
 * @param data the values of the declared fields, or null when the type is not declared
 * @param problems what was wrong with it though it is an event: what the service that took it could
 *     not read, a time of receipt that is not believed, and the declared fields that are NULL for
 *     that; a sentence each
 * @param dataHash a hash of the JSON value of {@code data}, however it is spelled; 0 without one:
 *     tells a repeated event from a conflicting one
 */
public record Event(
    String type,
    String id,
    long timeMillis,
    EventTimeSource timeSource,
    long receivedMillis,
    String host,
    String userAgent,
    String accept,
    Map<String, String> headers,
    TypedData data,
    List<String> problems,
    int dataHash) {

  /** The sentences of the record, about its times and about its declared fields. */
  public static List<String> problems(EventTimes times, List<String> ofRecord, TypedData data) {
    List<String> ofData = data == null ? List.of() : data.problems();
    return both(both(ofRecord, times.problems()), ofData);
  }

  private static List<String> both(List<String> first, List<String> then) {
    if (first.isEmpty() || then.isEmpty()) {
      return first.isEmpty() ? then : first;
    }
    List<String> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
