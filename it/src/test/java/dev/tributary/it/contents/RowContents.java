package dev.tributary.it.contents;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether each row of a lake is one event: its id, folder, times and host are those that its JSON
 * text says, and the digest in the text is that of the text's data and of the row's columns.
 *
 * @param duck any connection of DuckDB
 * @param glob the files of {@code events}, in folders of Hive's layout
 * @param places whether the digests cover them
 */
public record RowContents(Connection duck, String glob, Places places) {
  /** Whether a record's partition and offset were known when its event was made. */
  public enum Places {
    /** They were: the digest covers them. */
    KNOWN,
    /** They were not. */
    UNKNOWN
  }

  private static final int NAMED = 20;

  private static final String AT = "concat_ws('-', kafka_topic, kafka_partition, kafka_offset)";
  private static final String DIGEST = "coalesce(raw.data.digest, raw.\"X-Digest\")";

  /** The rows that differ: the position of each and how; of many the first, and how many more. */
  public List<String> differences() throws SQLException {
    List<String> differences = new ArrayList<>();
    long all = 0;
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(sql(columns()))) {
      while (found.next()) {
        differences.add(found.getString(1) + ": " + found.getString(2));
        all = found.getLong(3);
      }
    }
    if (all > NAMED) {
      differences.add("and " + (all - NAMED) + " more");
    }
    return differences;
  }

  private String files() {
    return ("read_parquet('%s', hive_partitioning=true, hive_types_autocast=false,"
            + " union_by_name=true)")
        .formatted(glob);
  }

  private Set<String> columns() throws SQLException {
    Set<String> columns = new HashSet<>();
    try (var statement = duck.createStatement();
        var found = statement.executeQuery("DESCRIBE SELECT * FROM " + files())) {
      while (found.next()) {
        columns.add(found.getString(1));
      }
    }
    return columns;
  }

  private String sql(Set<String> columns) {
    String ofText = digest(RowContents::inText);
    String ofColumns = digest(name -> inColumns(name, columns));
    return "SELECT "
        + AT
        + ", difference, count(*) OVER () FROM (SELECT *, CASE"
        + " WHEN raw IS NULL THEN 'raw_event is no JSON'"
        + differs("event_type", "event_type", "raw.event_type")
        + differs("event_id", "event_id", "coalesce(raw.id, " + AT + ")")
        + differs("host", "host", "raw.\"Host\"")
        + differs("received_at", millis("received_at"), sent("raw.received_at", "received_at"))
        + differs("event_time", millis("event_time"), sent(timeInText(), "event_time"))
        + differs("hour's folder", "dt || ' ' || hour", hourOf("event_time"))
        + differs("data in raw_event", ofText, DIGEST)
        + differs("columns", ofColumns, DIGEST)
        + " END AS difference FROM (SELECT *, CASE WHEN json_valid(raw_event) THEN"
        + " json_transform(raw_event, '"
        + structure()
        + "') END AS raw FROM "
        + files()
        + ")) WHERE difference IS NOT NULL ORDER BY 1 LIMIT "
        + NAMED;
  }

  /** A branch that says what a column holds and what the JSON text has instead. */
  private static String differs(String what, String found, String sent) {
    return (" WHEN %2$s IS DISTINCT FROM %3$s THEN concat('%1$s: ',"
            + " coalesce(CAST(%2$s AS VARCHAR), 'NULL'), ', but raw_event says ',"
            + " coalesce(CAST(%3$s AS VARCHAR), 'NULL'))")
        .formatted(what.replace("'", "''"), found, sent);
  }

  private static String millis(String column) {
    return "epoch_ms(" + column + ")";
  }

  /** The time that the text names, to the millisecond; the column itself where it names none. */
  private static String sent(String text, String column) {
    return "coalesce(epoch_ms(CAST(left(%s, 23) AS TIMESTAMP)), %s)"
        .formatted(text, millis(column));
  }

  private static String timeInText() {
    return "coalesce(raw.\"timestamp\", raw.received_at)";
  }

  private static String hourOf(String column) {
    return "strftime(make_timestamp(1000 * " + millis(column) + "), '%Y-%m-%d %H')";
  }

  private String digest(Function<String, String> value) {
    return EventDigest.FIELDS.stream()
        .filter(name -> !name.equals(EventDigest.PLACE) || places == Places.KNOWN)
        .map(name -> "'" + name + "=' || " + value.apply(name))
        .collect(
            Collectors.joining(
                ", ",
                "left(md5(concat_ws('|', event_type,"
                    + " CASE WHEN raw.id IS NOT NULL THEN event_id END, ",
                ")), " + EventDigest.LENGTH + ")"));
  }

  private static String inText(String name) {
    return switch (name) {
      case EventDigest.PLACE -> "kafka_partition || '-' || kafka_offset";
      case "note" -> "coalesce(raw.data.note, raw.\"X-Note\")";
      default -> "raw.data.\"" + name + '"';
    };
  }

  private static String inColumns(String name, Set<String> columns) {
    if (name.equals("note")) {
      return "coalesce(raw.data.note, list_extract(map_extract(headers, 'X-Note'), 1))";
    }
    if (!EventDigest.COLUMNS.contains(name)) {
      return inText(name);
    }
    if (!columns.contains(name)) {
      return "NULL";
    }
    String column = name.equals("mentions") ? "to_json(mentions)" : name;
    return "CAST(" + column + " AS VARCHAR)";
  }

  private static String structure() {
    String head =
        Stream.of("event_type", "id", "received_at", "timestamp", "Host", "X-Note", "X-Digest")
            .map(RowContents::text)
            .collect(Collectors.joining(","));
    return Stream.concat(
            Stream.of("digest"),
            Stream.concat(EventDigest.COLUMNS.stream(), EventDigest.UNDECLARED.stream()))
        .map(RowContents::text)
        .collect(Collectors.joining(",", "{" + head + ",\"data\":{", "}}"));
  }

  private static String text(String name) {
    return "\"" + name + "\":\"VARCHAR\"";
  }
}
