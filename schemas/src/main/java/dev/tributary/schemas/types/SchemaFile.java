package dev.tributary.schemas.types;

import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.rules.RetentionTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Reads one Avro schema file into an event type, and refuses what has no column of its own. */
final class SchemaFile {
  private static final String ON_WRONG_VALUE = "tributary.onWrongValue";
  private static final String LOOKUP = "tributary.lookup";
  private static final String RETAIN = "tributary.retain";
  private static final Set<FieldType.Kind> LOOKED_UP =
      Set.of(FieldType.Kind.TEXT, FieldType.Kind.UUID, FieldType.Kind.SYMBOL, FieldType.Kind.WHOLE);
  private static final int MAX_PRECISION = 38;

  private final String file;
  private final Set<String> open = new HashSet<>();

  private SchemaFile(String file) {
    this.file = file;
  }

  /**
   * Reads the text of a file.
   *
   * @throws IllegalArgumentException when it declares no event type; names file, field and rule
   */
  static EventSchema read(String file, String text) {
    return new SchemaFile(file).read(text);
  }

  private EventSchema read(String text) {
    Schema schema;
    try {
      schema = new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw new IllegalArgumentException(file + " must be an Avro schema: " + e.getMessage(), e);
    }
    require(schema.getType() == Schema.Type.RECORD, "", "must be a record");
    String type = schema.getName();
    require(EventTypes.isValid(type), "", "its name " + EventTypes.RULE + ": " + type);
    require(file.equals(type + ".avsc"), "", "must be named after its record: " + type + ".avsc");
    require(schema.getDoc() != null && !schema.getDoc().isBlank(), "", "must have a doc");
    return new EventSchema(
        type, file, schema.getDoc(), onWrongValue(schema), retain(schema), group(schema, ""));
  }

  private Optional<Duration> retain(Schema schema) {
    Object value = schema.getObjectProp(RETAIN);
    try {
      return Optional.ofNullable(value).map(text -> RetentionTime.parse(text.toString()));
    } catch (IllegalArgumentException e) {
      throw problem("", "its " + RETAIN + " " + e.getMessage());
    }
  }

  private EventSchema.OnWrongValue onWrongValue(Schema schema) {
    String value = schema.getProp(ON_WRONG_VALUE);
    require(
        schema.getObjectProp(ON_WRONG_VALUE) == null
            || "null".equals(value)
            || "reject".equals(value),
        "",
        "its " + ON_WRONG_VALUE + " must be \"null\" or \"reject\"");
    return "null".equals(value) ? EventSchema.OnWrongValue.NULL : EventSchema.OnWrongValue.REJECT;
  }

  private FieldType.Group group(Schema record, String path) {
    require(open.add(record.getFullName()), path, "must not contain itself");
    require(!record.getFields().isEmpty() || path.isEmpty(), path, "must have a field");
    List<EventField> fields = new ArrayList<>();
    Set<String> columns = new HashSet<>();
    for (Schema.Field field : record.getFields()) {
      EventField read = field(field, path.isEmpty() ? field.name() : path + "." + field.name());
      require(
          columns.add(read.column()),
          path.isEmpty() ? field.name() : path + "." + field.name(),
          "must not have the column of another field: " + read.column());
      fields.add(read);
    }
    open.remove(record.getFullName());
    return new FieldType.Group(fields);
  }

  private EventField field(Schema.Field field, String path) {
    require(field.doc() != null && !field.doc().isBlank(), path, "must have a doc");
    Schema schema = field.schema();
    boolean nullable = schema.getType() == Schema.Type.UNION;
    FieldType type = type(nullable ? notNull(schema, path) : schema, path);
    EventField.Presence presence =
        nullable
            ? EventField.Presence.OPTIONAL
            : field.hasDefaultValue()
                ? EventField.Presence.DEFAULTED
                : EventField.Presence.REQUIRED;
    Object defaultValue = field.hasDefaultValue() ? value(field.defaultVal(), type, path) : null;
    return new EventField(
        field.name(),
        EventField.snakeCase(field.name()),
        field.doc(),
        type,
        presence,
        defaultValue,
        isLookup(field, type, path));
  }

  private boolean isLookup(Schema.Field field, FieldType type, String path) {
    Object value = field.getObjectProp(LOOKUP);
    require(
        value == null || value instanceof Boolean,
        path,
        "must have true or false as its " + LOOKUP + ": " + value);
    boolean isLookup = Boolean.TRUE.equals(value);
    require(
        !isLookup || path.equals(field.name()) && LOOKED_UP.contains(type.kind()),
        path,
        "must be a field of data itself, and a string, enum, int or long, to have " + LOOKUP);
    return isLookup;
  }

  private Schema notNull(Schema union, String path) {
    List<Schema> types = union.getTypes();
    require(
        types.size() == 2 && union.isNullable(),
        path,
        "must be one type, or a union of it and null");
    return types.get(types.get(0).getType() == Schema.Type.NULL ? 1 : 0);
  }

  private FieldType type(Schema schema, String path) {
    LogicalType logical = schema.getLogicalType();
    if (logical == null && schema.getProp("logicalType") != null) {
      throw problem(
          path, "must have a logical type that fits its type: " + schema.getProp("logicalType"));
    }
    return logical == null ? plain(schema, path) : logical(schema, logical, path);
  }

  private FieldType plain(Schema schema, String path) {
    return switch (schema.getType()) {
      case STRING -> new FieldType.Text();
      case ENUM -> new FieldType.Symbol(new LinkedHashSet<>(schema.getEnumSymbols()));
      case BOOLEAN -> new FieldType.Flag();
      case INT -> new FieldType.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> new FieldType.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> new FieldType.Real(Float.MAX_VALUE);
      case DOUBLE -> new FieldType.Real(Double.MAX_VALUE);
      case ARRAY -> new FieldType.ListOf(type(schema.getElementType(), path + "[]"));
      case MAP -> new FieldType.MapOf(type(schema.getValueType(), path + "{}"));
      case RECORD -> group(schema, path);
      default ->
          throw problem(path, "must have a type that JSON can hold: " + schema.getType().getName());
    };
  }

  private FieldType logical(Schema schema, LogicalType logical, String path) {
    if (logical instanceof LogicalTypes.Decimal decimal) {
      require(
          decimal.getPrecision() <= MAX_PRECISION,
          path,
          "must have a precision of at most 38: " + decimal.getPrecision());
      return new FieldType.Decimal(decimal.getPrecision(), decimal.getScale());
    }
    return switch (logical.getName()) {
      case "uuid" -> {
        require(schema.getType() == Schema.Type.STRING, path, "must be a string to be a uuid");
        yield new FieldType.Uuid();
      }
      case "date" -> new FieldType.Day();
      case "timestamp-millis" -> new FieldType.Moment();
      default ->
          throw problem(
              path,
              "must have a logical type of decimal, uuid, date, timestamp-millis: "
                  + logical.getName());
    };
  }

  /** A default as the type's Java class. */
  private Object value(Object given, FieldType type, String path) {
    if (given == JsonProperties.NULL_VALUE) {
      return null;
    }
    Object value =
        switch (type.kind()) {
          case SYMBOL, TEXT -> given.toString();
          case WHOLE -> ((Number) given).longValue();
          case REAL -> ((Number) given).doubleValue();
          case FLAG -> given;
          case LIST -> given instanceof List<?> list && list.isEmpty() ? List.of() : null;
          case MAP -> given instanceof Map<?, ?> map && map.isEmpty() ? Map.of() : null;
          case UUID, DECIMAL, DAY, MOMENT, GROUP -> null;
        };
    if (value == null) {
      throw problem(
          path, "must have a default of null, a string, number or boolean, [] or {}: " + given);
    }
    return value;
  }

  private void require(boolean holds, String path, String rule) {
    if (!holds) {
      throw problem(path, rule);
    }
  }

  private IllegalArgumentException problem(String path, String rule) {
    return new IllegalArgumentException(
        path.isEmpty() ? file + " " + rule : file + ": field " + path + " " + rule);
  }
}
