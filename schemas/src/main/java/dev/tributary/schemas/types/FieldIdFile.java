package dev.tributary.schemas.types;

import dev.tributary.schemas.columns.FieldIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file that gives each column of declared types its Parquet field id: a line {@code ID COLUMN}
 * each, lines only ever added. A column that several types fill has one id. Immutable.
 */
public final class FieldIdFile {
  /** The file's name, beside the schema files. */
  public static final String NAME = "field-ids.txt";

  /** The command that gives new columns their ids. */
  public static final String COMMAND = "mvn -q -pl schemas process-classes -Dschemas=write";

  private static final String PLACE = "schemas/events/" + NAME;
  private static final String HEAD =
      "# The Parquet field id of each column, for ever. "
          + COMMAND
          + " adds a line for each new one; never change a line.";

  private final Map<String, Integer> ids;

  private FieldIdFile(Map<String, Integer> ids) {
    this.ids = ids;
  }

  /** The ids of this build, those of the columns that every event has among them. */
  public static FieldIds declared() {
    return Declared.IDS;
  }

  /**
   * Reads the file's text.
   *
   * @throws IllegalArgumentException when a line is none, or gives an id or a column twice
   */
  public static FieldIdFile read(String text) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    Map<Integer, String> columns = new LinkedHashMap<>();
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] parts = line.strip().split(" ", -1);
      int id = parts.length == 2 ? number(parts[0]) : 0;
      if (id < FieldIds.FIRST_DECLARED) {
        throw problem(
            "must have lines of an id from "
                + FieldIds.FIRST_DECLARED
                + " on and a column: "
                + line);
      }
      String other = columns.putIfAbsent(id, parts[1]);
      if (other != null) {
        throw problem(
            "must not give the id %d to %s and to %s: delete the line of the newer column, and run %s"
                .formatted(id, other, parts[1], COMMAND));
      }
      if (ids.putIfAbsent(parts[1], id) != null) {
        throw problem(
            "must not give %s two ids, %d and %d: delete the newer line"
                .formatted(parts[1], ids.get(parts[1]), id));
      }
    }
    return new FieldIdFile(ids);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** This file and a line for each column that has none, with the next ids. */
  public FieldIdFile with(EventSchemas schemas) {
    Map<String, Integer> all = new LinkedHashMap<>(ids);
    int next = FieldIds.FIRST_DECLARED;
    for (int id : ids.values()) {
      next = Math.max(next, id + 1);
    }
    for (String column : missing(schemas)) {
      all.put(column, next++);
    }
    return new FieldIdFile(all);
  }

  /**
   * A line for each rule that is broken: each column has an id, and the id that it was released
   * with.
   */
  public List<String> problems(EventSchemas schemas, FieldIdFile released) {
    List<String> problems = new ArrayList<>();
    released.ids.forEach(
        (column, id) -> {
          Integer now = ids.get(column);
          if (!id.equals(now)) {
            problems.add(
                "%s must keep the id %2$d of %3$s, which files of the lake have (is %4$s): restore the line %2$d %3$s"
                    .formatted(PLACE, id, column, now == null ? "nothing" : now));
          }
        });
    List<String> missing = missing(schemas);
    if (problems.isEmpty() && !missing.isEmpty()) {
      problems.add(
          "%s must have an id for each column (has none for %s): run %s, and commit the file"
              .formatted(PLACE, String.join(", ", missing), COMMAND));
    }
    return problems;
  }

  private List<String> missing(EventSchemas schemas) {
    List<String> paths = new ArrayList<>();
    for (EventSchema schema : schemas.all()) {
      schema.fields().forEach(field -> add(field.column(), field.type(), paths));
    }
    return paths.stream().distinct().filter(path -> !ids.containsKey(path)).toList();
  }

  /** The column and all inside it, as {@link FieldIds} names them. */
  private static void add(String path, FieldType type, List<String> paths) {
    paths.add(path);
    Runnable inside =
        switch (type.kind()) {
          case LIST -> () -> add(path + ".element", ((FieldType.ListOf) type).element(), paths);
          case MAP ->
              () -> {
                paths.add(path + ".key");
                add(path + ".value", ((FieldType.MapOf) type).value(), paths);
              };
          case GROUP ->
              () ->
                  ((FieldType.Group) type)
                      .fields()
                      .forEach(field -> add(path + "." + field.column(), field.type(), paths));
          case TEXT, UUID, SYMBOL, FLAG, WHOLE, REAL, DECIMAL, DAY, MOMENT -> () -> {};
        };
    inside.run();
  }

  /** The file's text. */
  public String text() {
    return ids.entrySet().stream()
        .map(line -> line.getValue() + " " + line.getKey())
        .collect(Collectors.joining("\n", HEAD + "\n", "\n"));
  }

  private static IllegalArgumentException problem(String rule) {
    return new IllegalArgumentException(PLACE + " " + rule);
  }

  private static final class Declared {
    static final FieldIds IDS = FieldIds.EVERY_EVENT.and(read(EventSchemas.resource(NAME)).ids);
  }
}
