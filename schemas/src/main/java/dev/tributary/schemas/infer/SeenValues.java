package dev.tributary.schemas.infer;

import dev.tributary.schemas.decode.Scalars;
import dev.tributary.schemas.decode.WrongValue;
import dev.tributary.schemas.json.ClientText;
import dev.tributary.schemas.types.FieldType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the values at one place of many events were. Memory does not grow with their number. */
final class SeenValues {
  /** Most different texts that are remembered. */
  static final int MAX_DISTINCT = 12;

  private static final int MAX_EXAMPLES = 3;
  private static final int MAX_EXAMPLE_LENGTH = 40;

  /** What JSON makes a difference between, and numbers that a column can't hold. */
  enum Kind {
    TEXT("strings"),
    WHOLE("whole numbers"),
    REAL("numbers"),
    HUGE("numbers beyond 64 bits"),
    FLAG("booleans"),
    LIST("arrays"),
    OBJECT("objects");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** What all texts may be, in the order of preference. */
  private static final Map<String, FieldType> FORMS = forms();

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, Set<String>> distinct = new EnumMap<>(Kind.class);
  private final Map<String, FieldType> forms = new LinkedHashMap<>(FORMS);
  private final SeenFields fields = new SeenFields();
  private SeenValues elements;
  private long nulls;

  private static Map<String, FieldType> forms() {
    Map<String, FieldType> forms = new LinkedHashMap<>();
    forms.put("{\"type\": \"string\", \"logicalType\": \"uuid\"}", new FieldType.Uuid());
    forms.put(
        "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}", new FieldType.Moment());
    forms.put("{\"type\": \"int\", \"logicalType\": \"date\"}", new FieldType.Day());
    return forms;
  }

  void add(Object value) {
    if (value == null) {
      nulls++;
      return;
    }
    Kind kind = kind(value);
    counts.merge(kind, 1L, Long::sum);
    if (value instanceof Map<?, ?> object) {
      fields.add(object);
    } else if (value instanceof List<?> list) {
      list.forEach(elements()::add);
    } else {
      remember(kind, value.toString());
    }
    if (value instanceof String text) {
      forms.values().removeIf(form -> Scalars.ofText(form, text) instanceof WrongValue);
    }
  }

  void addAll(SeenValues more) {
    nulls += more.nulls;
    more.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    more.distinct.forEach((kind, texts) -> texts.forEach(text -> remember(kind, text)));
    forms.keySet().retainAll(more.forms.keySet());
    fields.addAll(more.fields);
    if (more.elements != null) {
      elements().addAll(more.elements);
    }
  }

  private static Kind kind(Object value) {
    if (value instanceof String) {
      return Kind.TEXT;
    }
    if (value instanceof Boolean) {
      return Kind.FLAG;
    }
    if (value instanceof Long) {
      return Kind.WHOLE;
    }
    if (value instanceof Double real) {
      return real.isInfinite() ? Kind.HUGE : Kind.REAL;
    }
    return value instanceof Map ? Kind.OBJECT : value instanceof List ? Kind.LIST : Kind.HUGE;
  }

  private void remember(Kind kind, String text) {
    Set<String> texts = distinct.computeIfAbsent(kind, first -> new TreeSet<>());
    if (texts.size() < MAX_DISTINCT) {
      texts.add(text);
    }
  }

  /** What was in arrays here. */
  SeenValues elements() {
    if (elements == null) {
      elements = new SeenValues();
    }
    return elements;
  }

  /** What was in objects here. */
  SeenFields fields() {
    return fields;
  }

  /** The kinds of all values that are not null. */
  Set<Kind> kinds() {
    return counts.keySet();
  }

  /** How many values are not null. */
  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean hasNulls() {
    return nulls > 0;
  }

  /** The Avro type that every text fits into, if it is a narrower one than a string. */
  String textType() {
    return forms.keySet().stream().findFirst().orElse("\"string\"");
  }

  /** The different texts, when each was seen often: they may be the words of an enum. */
  Set<String> words() {
    Set<String> texts = distinct.getOrDefault(Kind.TEXT, Set.of());
    boolean few = texts.size() > 1 && texts.size() < MAX_DISTINCT;
    return few && count() >= 10L * texts.size() ? texts : Set.of();
  }

  /** Some values, short and printable; empty where there are none such. */
  String examples() {
    if (distinct.isEmpty() && elements != null) {
      return elements.examples();
    }
    return distinct.values().stream()
        .flatMap(Set::stream)
        .filter(SeenValues::isPresentable)
        .limit(MAX_EXAMPLES)
        .collect(Collectors.joining(", "));
  }

  /** How many there were of each kind. */
  String mixture() {
    return counts.entrySet().stream()
        .map(
            kind -> {
              String example =
                  distinct.getOrDefault(kind.getKey(), Set.of()).stream()
                      .filter(SeenValues::isPresentable)
                      .findFirst()
                      .map(text -> " (such as " + text + ")")
                      .orElse("");
              return kind.getValue() + " " + kind.getKey().words + example;
            })
        .collect(Collectors.joining(", "));
  }

  private static boolean isPresentable(String text) {
    return ClientText.isPlain(text, MAX_EXAMPLE_LENGTH);
  }
}
