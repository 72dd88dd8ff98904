package dev.tributary.it.types;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Event types whose names mean something else to SQL, or to a reader that guesses types from the
 * names of folders: one event each.
 */
final class OddTypes {
  static final List<String> NAMES =
      List.of(
          "null",
          "true",
          "false",
          "t",
          "f",
          "yes",
          "no",
          "nan",
          "inf",
          "infinity",
          "now",
          "today",
          "epoch",
          "order",
          "group",
          "select",
          "from",
          "where",
          "table",
          "user",
          "values",
          "row",
          "date",
          "timestamp",
          "hour",
          "dt",
          "event_type",
          "current_date",
          "hive_default_partition");

  private static final String RECEIVED_AT = "2026-11-05T09:07:08.009Z";

  private OddTypes() {}

  /** One event of each type, in the order of the names. */
  static List<GameEvents.Made> events() {
    return NAMES.stream().map(type -> new GameEvents.Made(1, 0, event(type))).toList();
  }

  private static String event(String type) {
    return ("{'event_type':'%s','id':'odd-%s','received_at':'%s',"
            + "'data':{'said':'%s','order':%d,'select':'%s'}}")
        .formatted(type, type, RECEIVED_AT, type, NAMES.indexOf(type), type)
        .replace('\'', '"');
  }

  /** One of them declared, with such fields. */
  static Map<String, String> schemas() {
    String text =
        "{'type':'record','name':'group','doc':'d','fields':["
            + "{'name':'order','doc':'d','type':'int'},"
            + "{'name':'select','doc':'d','type':'string'},"
            + "{'name':'said','doc':'d','type':'string'}]}";
    return Map.of("group.avsc", text.replace('\'', '"'));
  }

  /** The columns that {@link #rows} has, for a question. */
  static final String COLUMNS = "event_type, event_id, dt, hour, raw_event";

  /** What must be read of them, in the order of the names. */
  static List<List<String>> rows() {
    return IntStream.range(0, NAMES.size()).mapToObj(OddTypes::row).toList();
  }

  private static List<String> row(int n) {
    String type = NAMES.get(n);
    return List.of(type, "odd-" + type, "2026-11-05", "09", event(type));
  }
}
