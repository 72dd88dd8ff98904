package dev.tributary.bench.events;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One event's fields, used again for the next; times in milliseconds since the epoch. */
public final class ParsedEvent {
  private static final long HOUR = 3_600_000;
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("'dt='yyyy-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

  public String type;
  public String id;
  public long receivedMillis;
  public long timeMillis;
  public boolean hasTime;
  public String host;
  public String userAgent;
  public String accept;
  public final Map<String, String> headers = new LinkedHashMap<>();

  void clear() {
    type = null;
    id = null;
    host = null;
    userAgent = null;
    accept = null;
    hasTime = false;
    headers.clear();
  }

  /** Hours since the epoch. */
  public static long hour(long timeMillis) {
    return Math.floorDiv(timeMillis, HOUR);
  }

  /** The partition folder in Hive's layout. */
  public static String folder(String type, long hour) {
    return "event_type=" + type + "/" + FOLDER.format(Instant.ofEpochMilli(hour * HOUR));
  }
}
