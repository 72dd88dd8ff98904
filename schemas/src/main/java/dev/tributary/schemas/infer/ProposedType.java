package dev.tributary.schemas.infer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tributary.schemas.types.EventField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses Avro types that take every value that was seen. What it can't decide it leaves out, with
 * a note.
 */
final class ProposedType {
  private static final String AVRO_NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final int MAX_FIELDS = 40;
  private static final int MAX_DEPTH = 8;

  private final List<String> notes;
  private final Set<String> recordNames = new HashSet<>();

  ProposedType(String eventType, List<String> notes) {
    this.notes = notes;
    recordNames.add(eventType);
  }

  /**
   * A field's declaration, or empty when it is left out.
   *
   * @param path where it is, for notes and to name its records
   * @param of how many objects it could have been in
   */
  Optional<String> field(String name, String path, SeenValues seen, long of) {
    if (!name.matches(AVRO_NAME)) {
      return leaveOut(path, "its name must match " + AVRO_NAME);
    }
    return type(path, seen)
        .map(
            type -> {
              boolean always = seen.count() == of && !seen.hasNulls();
              String examples = seen.examples();
              String doc =
                  "Seen in "
                      + (always ? "all " : seen.count() + " of ")
                      + of
                      + (examples.isEmpty() ? "" : "; such as " + examples);
              return "{\"name\": "
                  + quoted(name)
                  + ", \"type\": "
                  + (always ? type : "[\"null\", " + type + "], \"default\": null")
                  + ", \"doc\": "
                  + quoted(doc)
                  + "}";
            });
  }

  private Optional<String> type(String path, SeenValues seen) {
    Set<SeenValues.Kind> kinds = seen.kinds();
    if (kinds.isEmpty()) {
      return leaveOut(path, "no value but null was seen");
    }
    if (EnumSet.of(SeenValues.Kind.WHOLE, SeenValues.Kind.REAL).containsAll(kinds)) {
      return Optional.of(kinds.contains(SeenValues.Kind.REAL) ? "\"double\"" : "\"long\"");
    }
    if (kinds.size() > 1) {
      return leaveOut(path, "the types are mixed: " + seen.mixture());
    }
    return switch (kinds.iterator().next()) {
      case TEXT -> Optional.of(text(path, seen));
      case FLAG -> Optional.of("\"boolean\"");
      case LIST -> list(path, seen.elements());
      case OBJECT -> object(path, seen.fields());
      default -> leaveOut(path, "no column holds " + seen.mixture());
    };
  }

  private String text(String path, SeenValues seen) {
    String type = seen.textType();
    if (type.equals("\"string\"") && !seen.words().isEmpty()) {
      notes.add(
          path
              + ": only "
              + String.join(", ", seen.words())
              + " were seen: declare an enum if there will be no others");
    }
    return type;
  }

  private Optional<String> list(String path, SeenValues elements) {
    if (elements.hasNulls()) {
      return leaveOut(path, "arrays with null inside can't be declared");
    }
    if (elements.count() == 0) {
      return leaveOut(path, "only empty arrays were seen");
    }
    return type(path + "[]", elements)
        .map(element -> "{\"type\": \"array\", \"items\": " + element + "}");
  }

  private Optional<String> object(String path, SeenFields seen) {
    if (path.split("\\.|\\[", -1).length > MAX_DEPTH) {
      return leaveOut(path, "it is nested too deep");
    }
    Map<String, SeenValues> fields = seen.byName();
    boolean named =
        !fields.isEmpty()
            && fields.size() <= MAX_FIELDS
            && fields.keySet().stream().allMatch(name -> name.matches(AVRO_NAME));
    return named ? record(path, seen) : map(path, seen);
  }

  private Optional<String> map(String path, SeenFields seen) {
    SeenValues values = seen.values();
    if (values.count() == 0) {
      return leaveOut(path, "only empty objects were seen");
    }
    Optional<String> value =
        values.hasNulls()
            ? leaveOut(path, "maps with null inside can't be declared")
            : type(path + "{}", values);
    return value.map(type -> "{\"type\": \"map\", \"values\": " + type + "}");
  }

  private Optional<String> record(String path, SeenFields seen) {
    String name = uniqueName(path);
    Set<String> columns = new HashSet<>();
    List<String> fields = new ArrayList<>();
    seen.byName()
        .forEach(
            (field, values) -> {
              String at = path + "." + field;
              Optional<String> text = field(field, at, values, seen.objects());
              if (text.isPresent() && columns.add(EventField.snakeCase(field))) {
                fields.add(text.get());
              } else if (text.isPresent()) {
                leaveOut(at, "another field has its column " + EventField.snakeCase(field));
              }
            });
    if (fields.isEmpty()) {
      return leaveOut(path, "none of its fields can be declared");
    }
    return Optional.of(
        fields.stream()
            .collect(
                Collectors.joining(
                    ", ",
                    "{\"type\": \"record\", \"name\": " + quoted(name) + ", \"fields\": [",
                    "]}")));
  }

  private String uniqueName(String path) {
    String flat = path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    String name = flat;
    for (int i = 2; !recordNames.add(name); i++) {
      name = flat + "_" + i;
    }
    return name;
  }

  private Optional<String> leaveOut(String path, String why) {
    notes.add(path + " is left out: " + why);
    return Optional.empty();
  }

  /** The text as a JSON string. */
  static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
