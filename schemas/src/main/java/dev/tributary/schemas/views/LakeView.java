package dev.tributary.schemas.views;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A view over {@code events}: the rows of one event type.
 *
 * @param name the view's name
 * @param comment what a row is
 * @param eventType whose rows it shows
 * @param columns what it shows, in order
 */
public record LakeView(String name, String comment, String eventType, List<Shown> columns) {
  /**
   * A column of a view.
   *
   * @param expression where it comes from
   */
  public record Shown(Column column, String expression) {
    /** A column of the table, under its own name. */
    static Shown as(Column column) {
      return new Shown(column, '"' + column.name() + '"');
    }
  }

  /** The query that the view stands for, in Presto's SQL. */
  public String query() {
    return columns.stream()
        .map(
            shown ->
                shown.expression().equals('"' + shown.column().name() + '"')
                    ? shown.expression()
                    : shown.expression() + " AS \"" + shown.column().name() + '"')
        .collect(
            Collectors.joining(
                ", ",
                "SELECT ",
                " FROM "
                    + LakeTable.EVENTS.name()
                    + " WHERE event_type = '"
                    + eventType.replace("'", "''")
                    + "'"));
  }
}
