package dev.tributary.schemas;

import java.util.List;

/**
 * The views that keep the old service's tables: their names and columns, as its users type them.
 */
public final class LakeViews {
  private LakeViews() {}

  /**
   * Presto statements that make or renew the views over {@code events}, in any order, as often as
   * one likes. {@code "timestamp"} is text, as in the old tables; {@code received_at} is typed.
   */
  public static List<String> statements() {
    return List.of(
        view("requestors", "request_group"),
        view("acceptor", "accept_member"),
        view("acceptors", "accept_member"));
  }

  private static String view(String name, String eventType) {
    return "CREATE OR REPLACE VIEW "
        + name
        + " AS SELECT raw_event, CAST(received_at AS varchar) AS \"timestamp\", accept, host,"
        + " user_agent AS \"user-agent\", event_type, event_id, event_time, received_at, headers,"
        + " kafka_topic, kafka_partition, kafka_offset, dt, hour FROM events WHERE event_type = '"
        + eventType
        + "'";
  }
}
