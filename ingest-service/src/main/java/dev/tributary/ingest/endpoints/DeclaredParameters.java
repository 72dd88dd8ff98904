package dev.tributary.ingest.endpoints;

import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.types.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A query has text alone, so a declared field decides what a parameter of its name is: a number or
 * a boolean where it takes one and the text is exactly one in JSON, else text. Thread safe.
 */
final class DeclaredParameters {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,99}+)(\\.[0-9]{1,100}+)?+([eE][+-]?[0-9]{1,4}+)?+");
  private static final Pattern FLAG = Pattern.compile("true|false");

  private final Map<String, Map<String, Pattern>> byType = new HashMap<>();

  DeclaredParameters(EventSchemas schemas) {
    for (EventSchema schema : schemas.all()) {
      Map<String, Pattern> patterns = new HashMap<>();
      for (EventField field : schema.fields()) {
        Pattern pattern = pattern(field.type());
        if (pattern != null) {
          patterns.put(field.name(), pattern);
        }
      }
      byType.put(schema.eventType(), patterns);
    }
  }

  /** Whether a value of an event of this type goes into its JSON as it is: name, then value. */
  BiPredicate<String, String> of(String eventType) {
    Map<String, Pattern> patterns = byType.getOrDefault(eventType, Map.of());
    return (name, value) -> {
      Pattern pattern = patterns.get(name);
      return pattern != null && pattern.matcher(value).matches();
    };
  }

  private static Pattern pattern(FieldType type) {
    return switch (type.kind()) {
      case WHOLE, REAL -> NUMBER;
      case FLAG -> FLAG;
      case LIST -> pattern(((FieldType.ListOf) type).element());
      case TEXT, UUID, SYMBOL, DECIMAL, DAY, MOMENT, MAP, GROUP -> null;
    };
  }
}
