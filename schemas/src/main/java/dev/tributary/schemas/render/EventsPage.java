package dev.tributary.schemas.render;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.types.FieldType;
import dev.tributary.schemas.types.TypeNames;
import java.util.ArrayList;
import java.util.List;

/** The data dictionary, {@code docs/events.md}: what each declared type holds, in Markdown. */
final class EventsPage {
  private static final List<String> BEGIN =
      List.of(
          "# Event types",
          "",
          "This page is made from `schemas/events` by"
              + " `mvn -q -pl schemas process-classes -Dschemas=write`. How to declare a type:"
              + " [schemas.md](schemas.md).",
          "",
          "Each type is a view of its name, with a column for each field; in the table `events` the"
              + " columns of all types are side by side, NULL where a type does not have them."
              + " A type that is not declared here has a view too, without columns of its own.");

  private final List<String> lines = new ArrayList<>(BEGIN);
  private String missing;

  private EventsPage() {}

  /** The page's text. */
  static String of(EventSchemas schemas) {
    var page = new EventsPage();
    schemas.all().forEach(page::type);
    return String.join("\n", page.lines) + "\n";
  }

  private void type(EventSchema schema) {
    boolean keeps = schema.onWrongValue() == EventSchema.OnWrongValue.NULL;
    missing = keeps ? "NULL, a problem" : "refused";
    lines.add("");
    lines.add("## " + schema.eventType());
    lines.add("");
    lines.add(
        schema.doc()
            + (keeps
                ? " A field that breaks its rule is NULL, and `problems` says why."
                : " An event with a field that breaks its rule is refused."));
    lines.add("");
    lines.add("| field in `data` | meaning | declared as | when missing | in SQL |");
    lines.add("|---|---|---|---|---|");
    fields("", "", schema.data());
  }

  private void fields(String path, String column, FieldType.Group group) {
    for (EventField field : group.fields()) {
      String sql = column + field.column();
      lines.add(
          "| `"
              + path
              + field.name()
              + "` | "
              + field.doc()
              + " | "
              + TypeNames.of(field.type())
              + " | "
              + missing(field)
              + " | "
              + (column.isEmpty() ? "`" + sql + "` " + sqlType(field) : "`" + sql + "`")
              + " |");
      nested(path + field.name(), sql, field.type());
    }
  }

  /** A record's SQL type would repeat the rows that follow it. */
  private static String sqlType(EventField field) {
    String type = new Column(field.column(), field.type().hiveType(), "").prestoType();
    int row = type.indexOf("row(");
    return row < 0 ? type : type.substring(0, row) + "row(…)" + ")".repeat(row > 0 ? 1 : 0);
  }

  private void nested(String path, String column, FieldType type) {
    Runnable rows =
        switch (type.kind()) {
          case GROUP -> () -> fields(path + ".", column + ".", (FieldType.Group) type);
          case LIST ->
              () -> nested(path + "[]", column + "[n]", ((FieldType.ListOf) type).element());
          case MAP -> () -> nested(path + ".*", column + "['…']", ((FieldType.MapOf) type).value());
          case TEXT, UUID, SYMBOL, FLAG, WHOLE, REAL, DECIMAL, DAY, MOMENT -> () -> {};
        };
    rows.run();
  }

  private String missing(EventField field) {
    if (field.presence() == EventField.Presence.REQUIRED) {
      return missing;
    }
    return field.defaultValue() == null ? "NULL" : "`" + field.defaultValue() + "`";
  }
}
