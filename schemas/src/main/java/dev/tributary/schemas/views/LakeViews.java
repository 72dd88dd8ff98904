package dev.tributary.schemas.views;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table {@code events} and the views over it: the old service's tables, and one for each event
 * type.
 */
public final class LakeViews {
  private static final Map<String, Column> TABLE =
      Stream.of(LakeTable.EVENTS.columns(), LakeTable.EVENTS.partitionKeys())
          .flatMap(List::stream)
          .collect(Collectors.toMap(Column::name, Function.identity()));

  private LakeViews() {}

  /** The table {@code events} with the columns of the declared types. */
  public static LakeTable table(EventSchemas schemas) {
    List<Column> columns = new ArrayList<>(LakeTable.EVENTS.columns());
    columns.add(LakeTable.PROBLEMS);
    columns.addAll(schemas.columns());
    return new LakeTable(
        LakeTable.EVENTS.name(),
        LakeTable.EVENTS.comment(),
        columns,
        LakeTable.EVENTS.partitionKeys());
  }

  /** The old service's tables, with their names and columns, and the views of declared types. */
  public static List<LakeView> of(EventSchemas schemas) {
    List<LakeView> views = new ArrayList<>();
    views.add(old("requestors", schemas, "request_group"));
    views.add(old("acceptor", schemas, "accept_member"));
    views.add(old("acceptors", schemas, "accept_member"));
    schemas.all().forEach(schema -> views.add(ofType(schema.eventType(), schemas)));
    return views;
  }

  /** The view of an event type, declared or not. */
  public static LakeView ofType(String eventType, EventSchemas schemas) {
    List<LakeView.Shown> shown = new ArrayList<>();
    add(shown, "event_id", "event_time");
    addDeclared(shown, schemas, eventType);
    add(shown, "event_time_source", "received_at", "host", "user_agent", "accept", "headers");
    addRest(shown);
    String comment =
        schemas.of(eventType).map(EventSchema::doc).orElse("Events of an undeclared type");
    return new LakeView(eventType, comment, eventType, List.copyOf(shown));
  }

  /** {@code "timestamp"} is text, as in the old tables; {@code received_at} is typed. */
  private static LakeView old(String name, EventSchemas schemas, String eventType) {
    List<LakeView.Shown> shown = new ArrayList<>();
    add(shown, "raw_event");
    shown.add(
        new LakeView.Shown(
            new Column("timestamp", "string", "When the service took it, as text"),
            "CAST(received_at AS varchar)"));
    add(shown, "accept", "host");
    shown.add(
        new LakeView.Shown(
            new Column("user-agent", "string", "The request's User-Agent header"), "user_agent"));
    add(shown, "event_type", "event_id", "event_time", "received_at", "headers");
    addDeclared(shown, schemas, eventType);
    add(shown, "kafka_topic", "kafka_partition", "kafka_offset", "dt", "hour");
    String comment = "The old service's table: the view " + eventType + " has more columns";
    return new LakeView(name, comment, eventType, List.copyOf(shown));
  }

  private static void addDeclared(
      List<LakeView.Shown> shown, EventSchemas schemas, String eventType) {
    schemas
        .of(eventType)
        .ifPresent(
            schema -> {
              for (EventField field : schema.fields()) {
                shown.add(
                    LakeView.Shown.as(
                        new Column(field.column(), field.type().hiveType(), field.doc())));
              }
              if (schema.onWrongValue() == EventSchema.OnWrongValue.NULL) {
                shown.add(LakeView.Shown.as(LakeTable.PROBLEMS));
              }
            });
  }

  private static void addRest(List<LakeView.Shown> shown) {
    add(shown, "raw_event", "kafka_topic", "kafka_partition", "kafka_offset");
    add(shown, "event_type", "dt", "hour");
  }

  private static void add(List<LakeView.Shown> shown, String... columns) {
    for (String column : columns) {
      shown.add(LakeView.Shown.as(TABLE.get(column)));
    }
  }
}
