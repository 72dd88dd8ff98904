package dev.tributary.schemas.types;

import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The declared event types, checked against each other. Immutable. */
public final class EventSchemas {
  /** Where the files are among the resources; {@value #INDEX} lists them. */
  public static final String FOLDER = "/dev/tributary/events/";

  public static final String INDEX = "index";

  private static final List<String> VIEW_COLUMNS = List.of("timestamp");

  private final Map<String, EventSchema> byType;
  private final List<Column> columns;

  private EventSchemas(Map<String, EventSchema> byType, List<Column> columns) {
    this.byType = byType;
    this.columns = columns;
  }

  /** The types that are declared in this build's {@code schemas/events}. */
  public static EventSchemas declared() {
    return Declared.SCHEMAS;
  }

  /** No declared types. */
  public static EventSchemas none() {
    return of(Map.of());
  }

  /**
   * Reads declarations.
   *
   * @param texts the text of each file, by the file's name
   * @throws IllegalArgumentException when files are wrong or don't fit each other; one line for
   *     each problem
   */
  public static EventSchemas of(Map<String, String> texts) {
    List<String> problems = new ArrayList<>();
    Map<String, EventSchema> byType = new LinkedHashMap<>();
    new TreeMap<>(texts)
        .forEach(
            (file, text) -> {
              try {
                EventSchema schema = SchemaFile.read(file, text);
                byType.put(schema.eventType(), schema);
              } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
              }
            });
    return checked(byType, problems);
  }

  private static EventSchemas checked(Map<String, EventSchema> byType, List<String> problems) {
    List<Column> columns = columns(byType.values(), problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    return new EventSchemas(byType, columns);
  }

  /**
   * These types and one more.
   *
   * @param file the file's name
   * @throws IllegalArgumentException when the file is wrong or does not fit the others
   */
  public EventSchemas with(String file, String text) {
    Map<String, EventSchema> all = new TreeMap<>(byType);
    EventSchema added = SchemaFile.read(file, text);
    all.put(added.eventType(), added);
    return checked(all, new ArrayList<>());
  }

  /** All declared types, by name. */
  public Collection<EventSchema> all() {
    return byType.values();
  }

  /** The declaration of a type, or null when it has none. */
  public EventSchema find(String eventType) {
    return byType.get(eventType);
  }

  /** The declaration of a type, if it has one. */
  public Optional<EventSchema> of(String eventType) {
    return Optional.ofNullable(byType.get(eventType));
  }

  /** The columns that the declared types add to {@code events}, each once. */
  public List<Column> columns() {
    return columns;
  }

  private static List<Column> columns(Collection<EventSchema> schemas, List<String> problems) {
    Map<String, String> taken = new HashMap<>();
    LakeTable.EVENTS.columns().forEach(column -> taken.put(column.name(), "the table events"));
    LakeTable.EVENTS.partitionKeys().forEach(key -> taken.put(key.name(), "the table events"));
    taken.put(LakeTable.PROBLEMS.name(), "the table events");
    VIEW_COLUMNS.forEach(name -> taken.put(name, "the views"));
    Map<String, List<Use>> uses = new LinkedHashMap<>();
    for (EventSchema schema : schemas) {
      for (EventField field : schema.fields()) {
        Use use = new Use(schema, field);
        if (taken.containsKey(field.column())) {
          problems.add(
              use
                  + " must not have the column "
                  + field.column()
                  + " of "
                  + taken.get(field.column()));
          continue;
        }
        List<Use> same = uses.computeIfAbsent(field.column(), first -> new ArrayList<>());
        if (!same.isEmpty() && !same.get(0).hiveType().equals(use.hiveType())) {
          problems.add(
              use
                  + " must have the type of "
                  + same.get(0)
                  + ", since both are the column "
                  + field.column()
                  + ": "
                  + use.hiveType()
                  + " is not "
                  + same.get(0).hiveType());
          continue;
        }
        same.add(use);
      }
    }
    return uses.entrySet().stream()
        .map(use -> new Column(use.getKey(), use.getValue().get(0).hiveType(), doc(use.getValue())))
        .toList();
  }

  /** The doc of a column that several types fill; named by type where they don't say the same. */
  private static String doc(List<Use> uses) {
    if (uses.stream().map(use -> use.field().doc()).distinct().count() == 1) {
      return uses.get(0).field().doc();
    }
    return uses.stream()
        .map(use -> use.schema().eventType() + ": " + use.field().doc())
        .collect(Collectors.joining("; "));
  }

  private record Use(EventSchema schema, EventField field) {
    String hiveType() {
      return field.type().hiveType();
    }

    @Override
    public String toString() {
      return schema.file() + ": field " + field.name();
    }
  }

  private static final class Declared {
    static final EventSchemas SCHEMAS = of(texts());

    private static Map<String, String> texts() {
      Map<String, String> texts = new TreeMap<>();
      resource(INDEX).lines().forEach(file -> texts.put(file, resource(file)));
      return texts;
    }
  }

  /** The text of one of the build's files of event types. */
  static String resource(String name) {
    try (InputStream in = EventSchemas.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "Cannot find the event type file " + name + ": build the module schemas with Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the event type file " + name, e);
    }
  }
}
