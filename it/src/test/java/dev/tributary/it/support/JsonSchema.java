package dev.tributary.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A JSON Schema of docs/contracts/commands, and what a value has against it. It knows the keywords
 * that these schemas use, and refuses others.
 */
public final class JsonSchema {
  private static final Set<String> TEXTS = Set.of("$schema", "title", "description");
  private static final Set<String> KNOWN =
      Set.of("type", "required", "additionalProperties", "properties", "items", "enum");

  private final JsonNode schema;

  private JsonSchema(JsonNode schema) {
    this.schema = schema;
  }

  /** The schema of a command's {@code --json}. */
  public static JsonSchema ofCommand(String name) throws IOException {
    Path file =
        StartedPart.checkout().root().resolve("docs/contracts/commands/" + name + ".schema.json");
    return new JsonSchema(new ObjectMapper().readTree(file.toFile()));
  }

  /** What is wrong, a line each with its place; empty where the value follows the schema. */
  public List<String> problems(JsonNode value) {
    var problems = new ArrayList<String>();
    check(schema, value, "$", problems);
    return problems;
  }

  private static void check(JsonNode schema, JsonNode value, String at, List<String> problems) {
    schema
        .fieldNames()
        .forEachRemaining(
            keyword -> {
              if (!KNOWN.contains(keyword) && !TEXTS.contains(keyword)) {
                problems.add(at + ": the schema has the unknown keyword " + keyword);
              }
            });
    if (schema.has("type") && !isOneOf(schema.path("type"), value)) {
      problems.add(at + " is no " + schema.path("type") + ": " + value);
      return;
    }
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      problems.add(at + " is none of " + schema.path("enum") + ": " + value);
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (value.isObject() && !value.has(name.asText())) {
                problems.add(at + " has no " + name.asText());
              }
            });
    boolean isClosed = schema.has("additionalProperties");
    value
        .fields()
        .forEachRemaining(
            member -> {
              String place = at + "." + member.getKey();
              JsonNode of = schema.path("properties").path(member.getKey());
              if (!of.isMissingNode()) {
                check(of, member.getValue(), place, problems);
              } else if (isClosed) {
                problems.add(place + " is not in the schema");
              }
            });
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.path("items"), value.get(i), at + "[" + i + "]", problems);
      }
    }
  }

  private static boolean isOneOf(JsonNode types, JsonNode value) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (isOneOf(type, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (types.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (JsonNode each : values) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
