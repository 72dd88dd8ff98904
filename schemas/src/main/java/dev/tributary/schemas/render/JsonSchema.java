package dev.tributary.schemas.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.tributary.schemas.rules.EventIds;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.FieldType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A declared type as JSON Schema (draft 2020-12): the event that a client sends to {@code
 * /v1/events}. What it accepts, the ingest-service accepts; sizes of decimals are said in words
 * only.
 */
public final class JsonSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final JsonGenerator json;

  private JsonSchema(JsonGenerator json) {
    this.json = json;
  }

  /** The schema's text. */
  public static String of(EventSchema schema) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new JsonSchema(json).event(schema);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write in memory", e);
    }
    return text.append('\n').toString();
  }

  private void event(EventSchema schema) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", DIALECT);
    json.writeStringField("title", schema.eventType());
    json.writeStringField("description", schema.doc());
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    json.writeObjectFieldStart("event_type");
    json.writeStringField("const", schema.eventType());
    json.writeEndObject();
    json.writeObjectFieldStart("id");
    json.writeStringField("type", "string");
    json.writeStringField("pattern", "^[ -~]{1," + EventIds.MAX_LENGTH + "}$");
    json.writeEndObject();
    json.writeObjectFieldStart("timestamp");
    json.writeStringField("type", "string");
    json.writeStringField("format", "date-time");
    json.writeEndObject();
    json.writeObjectFieldStart("data");
    group(schema.data());
    json.writeEndObject();
    json.writeEndObject();
    boolean needsData =
        schema.fields().stream()
            .anyMatch(field -> field.presence() == EventField.Presence.REQUIRED);
    required(needsData ? List.of("event_type", "data") : List.of("event_type"));
    json.writeEndObject();
  }

  private void group(FieldType.Group group) throws IOException {
    json.writeStringField("type", "object");
    json.writeObjectFieldStart("properties");
    for (EventField field : group.fields()) {
      json.writeObjectFieldStart(field.name());
      json.writeStringField("description", field.doc());
      if (field.presence() == EventField.Presence.OPTIONAL) {
        json.writeArrayFieldStart("anyOf");
        json.writeStartObject();
        json.writeStringField("type", "null");
        json.writeEndObject();
        json.writeStartObject();
        type(field.type());
        json.writeEndObject();
        json.writeEndArray();
      } else {
        type(field.type());
      }
      defaultValue(field.defaultValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    required(
        group.fields().stream()
            .filter(field -> field.presence() == EventField.Presence.REQUIRED)
            .map(EventField::name)
            .toList());
  }

  private void required(List<String> names) throws IOException {
    if (!names.isEmpty()) {
      strings("required", names);
    }
  }

  private void strings(String name, Iterable<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private void defaultValue(Object value) throws IOException {
    if (value == null) {
      return;
    }
    json.writeFieldName("default");
    if (value instanceof List<?>) {
      json.writeStartArray();
      json.writeEndArray();
    } else if (value instanceof Map<?, ?>) {
      json.writeStartObject();
      json.writeEndObject();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      json.writeRawValue(value.toString());
    }
  }

  private void type(FieldType type) throws IOException {
    Part part =
        switch (type.kind()) {
          case TEXT -> () -> json.writeStringField("type", "string");
          case SYMBOL -> () -> symbols((FieldType.Symbol) type);
          case UUID -> () -> text("uuid");
          case DAY -> () -> text("date");
          case MOMENT -> () -> text("date-time");
          case FLAG -> () -> json.writeStringField("type", "boolean");
          case WHOLE -> () -> whole((FieldType.Whole) type);
          case REAL -> () -> real((FieldType.Real) type);
          case DECIMAL -> () -> decimal((FieldType.Decimal) type);
          case LIST -> () -> list((FieldType.ListOf) type);
          case MAP -> () -> map((FieldType.MapOf) type);
          case GROUP -> () -> group((FieldType.Group) type);
        };
    part.write();
  }

  /** Members of a JSON object that is open. */
  private interface Part {
    void write() throws IOException;
  }

  private void list(FieldType.ListOf type) throws IOException {
    json.writeStringField("type", "array");
    inside("items", type.element());
  }

  private void map(FieldType.MapOf type) throws IOException {
    json.writeStringField("type", "object");
    inside("additionalProperties", type.value());
  }

  private void whole(FieldType.Whole type) throws IOException {
    json.writeStringField("type", "integer");
    json.writeNumberField("minimum", type.min());
    json.writeNumberField("maximum", type.max());
  }

  private void real(FieldType.Real type) throws IOException {
    json.writeStringField("type", "number");
    json.writeNumberField("minimum", -type.max());
    json.writeNumberField("maximum", type.max());
  }

  private void inside(String name, FieldType type) throws IOException {
    json.writeObjectFieldStart(name);
    type(type);
    json.writeEndObject();
  }

  private void decimal(FieldType.Decimal type) throws IOException {
    strings("type", List.of("number", "string"));
    json.writeStringField("pattern", "^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$");
    json.writeStringField("$comment", "must be " + type.rule());
  }

  private void symbols(FieldType.Symbol type) throws IOException {
    json.writeStringField("type", "string");
    strings("enum", type.symbols());
  }

  private void text(String format) throws IOException {
    json.writeStringField("type", "string");
    json.writeStringField("format", format);
  }
}
