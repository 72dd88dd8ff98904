package dev.tributary.it.bench.pipeline;

import dev.tributary.it.contents.EventDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What a topic's events are like.
 *
 * @param types how many event types, each as likely as the others
 * @param lanes how many partitions
 * @param bytes the length of an event, from 100 up; what one of 100 bytes lacks is text in its data
 */
record Shape(int types, int lanes, int bytes) {
  private static final int SMALLEST = 100;

  /** As many characters as a digest, the name before it and the brackets behind. */
  private static final String END = "\"digest\":\"12345678\"}}";

  /** One event of this shape; a digest of its data and of its record's place is in it. */
  String event(Position at, SplittableRandom random, Instant now) {
    String type = "kind_" + random.nextInt(types);
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    Map<String, String> covered = new HashMap<>(Map.of(EventDigest.PLACE, at.text()));
    var event = new StringBuilder(bytes + 16);
    event
        .append("{\"event_type\":\"")
        .append(type)
        .append("\",\"id\":\"")
        .append(id)
        .append("\",\"data\":{");
    if (bytes > SMALLEST) {
      String score = Integer.toString(random.nextInt(100));
      covered.put("score", score);
      event.append("\"score\":").append(score).append(",\"note\":\"");
      int note = event.length();
      while (event.length() < bytes - END.length() - 2) {
        event.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
      }
      covered.put("note", event.substring(note));
      event.append("\",");
    }
    return event
        .append("\"digest\":\"")
        .append(EventDigest.of(type, Optional.of(id), covered))
        .append("\"}}")
        .toString();
  }
}
