package dev.tributary.it.contents.rule;

import dev.tributary.it.contents.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the declared columns of an event hold.
 *
 * @param cells by column; a missing one is NULL
 * @param wrong the fields whose values break their rules
 * @param missing the fields that must be there and are not
 */
public record TypedRow(Map<String, Json> cells, List<String> wrong, List<String> missing) {
  /** Of an event of a declared type. */
  public static TypedRow of(DeclaredType type, Optional<Json.Obj> data) {
    Map<String, Json> cells = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Field field : type.fields()) {
      Optional<Json> value = data.flatMap(object -> object.last(field.name()));
      Optional<Json> cell = Cells.of(field, value);
      if (cell.isEmpty()) {
        (value.isEmpty() ? missing : wrong).add(field.name());
      } else if (cell.get() != Json.Word.NULL) {
        cells.put(field.column(), cell.get());
      }
    }
    return new TypedRow(cells, wrong, missing);
  }

  /** Whether no field is wrong or missing. */
  public boolean isClean() {
    return wrong.isEmpty() && missing.isEmpty();
  }
}
