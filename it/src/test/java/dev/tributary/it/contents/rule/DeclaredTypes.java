package dev.tributary.it.contents.rule;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The event types that the checkout declares, read from their files. */
public record DeclaredTypes(Map<String, DeclaredType> byName) {
  /** Reads all files of a folder. */
  public static DeclaredTypes in(Path folder) throws IOException {
    Map<String, DeclaredType> types = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".avsc")).toList()) {
        Json.Obj schema = JsonReader.object(Files.readString(file));
        boolean keeps = schema.text("tributary.onWrongValue").equals("null");
        String name = schema.text("name");
        types.put(name, new DeclaredType(name, keeps, fields(schema)));
      }
    }
    return new DeclaredTypes(types);
  }

  /** The type of this name, if it is declared. */
  public Optional<DeclaredType> of(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Each column with what it takes. */
  public Map<String, Kind> columns() {
    Map<String, Kind> columns = new TreeMap<>();
    byName
        .values()
        .forEach(type -> type.fields().forEach(each -> columns.put(each.column(), each.kind())));
    return columns;
  }

  private static List<Field> fields(Json.Obj record) {
    List<Field> fields = new ArrayList<>();
    for (Json each : ((Json.Arr) record.last("fields").orElseThrow()).elements()) {
      var field = (Json.Obj) each;
      Json type = field.last("type").orElseThrow();
      boolean nullable = false;
      if (type instanceof Json.Arr union) {
        nullable = union.elements().contains(new Json.Str("null"));
        type =
            union.elements().stream()
                .filter(branch -> !branch.equals(new Json.Str("null")))
                .findFirst()
                .orElseThrow();
      }
      fields.add(new Field(field.text("name"), kind(type), nullable, field.last("default")));
    }
    return List.copyOf(fields);
  }

  private static Kind kind(Json type) {
    if (type instanceof Json.Str name) {
      return named(name.units(), "", type);
    }
    var object = (Json.Obj) type;
    return named(object.text("type"), object.text("logicalType"), type);
  }

  private static Kind named(String type, String logical, Json whole) {
    return switch (type + " " + logical) {
      case "string " -> new Kind.Text();
      case "string uuid" -> new Kind.Uuid();
      case "boolean " -> new Kind.Flag();
      case "int " -> new Kind.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long " -> new Kind.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case "float " -> new Kind.Real(Float.MAX_VALUE);
      case "double " -> new Kind.Real(Double.MAX_VALUE);
      case "int date" -> new Kind.Day();
      case "long timestamp-millis" -> new Kind.Moment();
      case "bytes decimal" -> new Kind.Decimal(number(whole, "precision"), number(whole, "scale"));
      case "enum " -> new Kind.Symbol(symbols((Json.Obj) whole));
      case "array " -> new Kind.ListOf(kind(part(whole, "items")));
      case "map " -> new Kind.MapOf(kind(part(whole, "values")));
      case "record " -> new Kind.Group(fields((Json.Obj) whole));
      default -> throw new IllegalArgumentException("A field must have a known type: " + whole);
    };
  }

  private static Json part(Json type, String name) {
    return ((Json.Obj) type).last(name).orElseThrow();
  }

  private static int number(Json type, String name) {
    return Integer.parseInt(((Json.Num) part(type, name)).spelled());
  }

  private static List<String> symbols(Json.Obj type) {
    return ((Json.Arr) part(type, "symbols"))
        .elements().stream().map(each -> ((Json.Str) each).units()).toList();
  }
}
