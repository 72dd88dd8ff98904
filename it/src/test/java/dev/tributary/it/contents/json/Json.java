package dev.tributary.it.contents.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value that keeps all that can be told apart: spelled numbers, code units, equal names. */
public sealed interface Json {
  /** An object; names may be equal. */
  record Obj(List<Member> members) implements Json {
    public Obj {
      members = List.copyOf(members);
    }

    /** The values of each name, in their order. */
    public Map<String, List<Json>> byName() {
      Map<String, List<Json>> values = new LinkedHashMap<>();
      members.forEach(
          each -> values.computeIfAbsent(each.name(), name -> new ArrayList<>(1)).add(each.value));
      return values;
    }

    /** The last value of a name. */
    public Optional<Json> last(String name) {
      return members.stream()
          .filter(each -> each.name().equals(name))
          .reduce((first, second) -> second)
          .map(Member::value);
    }

    /** The last value of a name as its string, empty where it is none. */
    public String text(String name) {
      return last(name).map(value -> value instanceof Str text ? text.units() : "").orElse("");
    }

    /** The same with these members at the end. */
    public Obj with(List<Member> more) {
      List<Member> all = new ArrayList<>(members);
      all.addAll(more);
      return new Obj(all);
    }
  }

  /** A name with its value. */
  record Member(String name, Json value) {}

  /** An array. */
  record Arr(List<Json> elements) implements Json {
    public Arr {
      elements = List.copyOf(elements);
    }
  }

  /** A string as its UTF-16 code units; halves of surrogate pairs may stand alone. */
  record Str(String units) implements Json {}

  /** A number as it is spelled. */
  record Num(String spelled) implements Json {}

  /** One of the three words. */
  enum Word implements Json {
    TRUE,
    FALSE,
    NULL
  }
}
