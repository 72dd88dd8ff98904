package dev.tributary.it.bench.pipeline;

import java.time.Instant;
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

  /** One event of this shape. */
  String event(SplittableRandom random, Instant now) {
    var event = new StringBuilder(bytes + 16);
    event
        .append("{\"event_type\":\"kind_")
        .append(random.nextInt(types))
        .append("\",\"id\":\"")
        .append(new UUID(random.nextLong(), random.nextLong()))
        .append("\",\"data\":{\"score\":")
        .append(random.nextInt(100));
    if (bytes > SMALLEST) {
      event.append(",\"note\":\"");
      while (event.length() < bytes - 3) {
        event.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
      }
      event.append('"');
    }
    return event.append("}}").toString();
  }
}
