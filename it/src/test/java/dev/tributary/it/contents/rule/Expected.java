package dev.tributary.it.contents.rule;

import dev.tributary.it.contents.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must become of one thing that was sent. */
public sealed interface Expected {
  /**
   * It becomes a row.
   *
   * @param id what it must have; empty where one is made for it
   * @param mayHave members of {@code data} that may be there, with this value, or not
   * @param record the record's text where it was written straight into Kafka
   */
  record Row(
      String type,
      String id,
      When when,
      Optional<Json.Obj> data,
      Map<String, Json> mayHave,
      Optional<String> record)
      implements Expected {
    /** An event whose data is known whole. */
    public Row(String type, String id, When when, Optional<Json.Obj> data) {
      this(type, id, when, data, Map.of(), Optional.empty());
    }

    /** The row, or the refusal where the declared type refuses its data. */
    public Expected by(DeclaredTypes types) {
      Optional<DeclaredType> declared = types.of(type);
      if (declared.isEmpty() || declared.get().keepsWrong()) {
        return this;
      }
      TypedRow typed = TypedRow.of(declared.get(), data);
      if (typed.isClean()) {
        return this;
      }
      List<String> codes = new ArrayList<>();
      if (!typed.missing().isEmpty()) {
        codes.add("MISSING_FIELD");
      }
      if (!typed.wrong().isEmpty()) {
        codes.addAll(List.of("WRONG_TYPE", "OUT_OF_RANGE", "UNKNOWN_SYMBOL", "MISSING_FIELD"));
      }
      return new Refused(Set.copyOf(codes), record);
    }
  }

  /**
   * It is refused: by an error in the answer, or as a dead letter.
   *
   * @param codes one of these is the reason
   * @param record the record's text where it was written straight into Kafka
   */
  record Refused(Set<String> codes, Optional<String> record) implements Expected {
    /** An event of a request. */
    public Refused(String... codes) {
      this(Set.of(codes), Optional.empty());
    }
  }
}
