package dev.tributary.schemas.types;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether declared types may follow the released ones. Old files must stay readable beside new
 * ones, and records that were made by the old declaration must still become rows. Pure.
 */
public final class SchemaCompatibility {
  private final List<String> problems = new ArrayList<>();
  private String file;

  private SchemaCompatibility() {}

  /** A line for each change that is refused: file, field, old, new and the rule. */
  public static List<String> problems(EventSchemas released, EventSchemas declared) {
    var evolution = new SchemaCompatibility();
    for (EventSchema old : released.all()) {
      evolution.file = old.file();
      Optional<EventSchema> now = declared.of(old.eventType());
      if (now.isPresent()) {
        evolution.group("", old.data(), now.get().data());
      } else {
        evolution.problems.add(
            old.file() + " must not be removed or renamed: the lake has columns of it");
      }
    }
    return evolution.problems;
  }

  private void group(String path, FieldType.Group old, FieldType.Group now) {
    Set<String> added = new LinkedHashSet<>();
    now.fields().forEach(field -> added.add(field.name()));
    old.fields().forEach(field -> added.remove(field.name()));
    for (EventField field : old.fields()) {
      int index = now.indexOf(field.name());
      if (index < 0) {
        refuse(
            path + field.name(),
            TypeNames.of(field.type()),
            added.isEmpty() ? "nothing" : "nothing, or one of " + String.join(", ", added),
            "must not be removed or renamed: keep it, and add the other one");
        continue;
      }
      EventField next = now.fields().get(index);
      if (!path.isEmpty() && index != old.indexOf(field.name())) {
        refuse(
            path + field.name(),
            "place " + old.indexOf(field.name()),
            "place " + index,
            "must keep its place: new fields of a record come last");
      }
      presence(path, field, next);
      type(path + field.name(), field.type(), next.type());
    }
    for (String name : added) {
      EventField field = now.fields().get(now.indexOf(name));
      if (field.presence() == EventField.Presence.REQUIRED) {
        refuse(
            path + name,
            "nothing",
            "a required " + TypeNames.of(field.type()),
            "must be optional or have a default: earlier events don't have it");
      }
    }
  }

  private void presence(String path, EventField old, EventField now) {
    boolean narrower =
        old.presence() != now.presence()
            && (old.presence() == EventField.Presence.OPTIONAL
                || now.presence() == EventField.Presence.REQUIRED);
    if (narrower) {
      refuse(
          path + old.name(),
          words(old.presence()),
          words(now.presence()),
          "must stay as lax as it was: earlier events may lack it");
    }
  }

  private static String words(EventField.Presence presence) {
    return switch (presence) {
      case REQUIRED -> "required";
      case DEFAULTED -> "with a default";
      case OPTIONAL -> "optional";
    };
  }

  private void type(String path, FieldType old, FieldType now) {
    if (old.kind() != now.kind()) {
      if (!takesOther(now, old)) {
        refuse(path, old, now);
      }
      return;
    }
    Runnable comparison =
        switch (now.kind()) {
          case GROUP -> () -> group(path + ".", (FieldType.Group) old, (FieldType.Group) now);
          case LIST ->
              () ->
                  type(
                      path + "[]",
                      ((FieldType.ListOf) old).element(),
                      ((FieldType.ListOf) now).element());
          case MAP ->
              () ->
                  type(
                      path + "{}",
                      ((FieldType.MapOf) old).value(),
                      ((FieldType.MapOf) now).value());
          case SYMBOL ->
              () ->
                  require(
                      ((FieldType.Symbol) now)
                          .symbols()
                          .containsAll(((FieldType.Symbol) old).symbols()),
                      path,
                      old,
                      now);
          case WHOLE ->
              () ->
                  require(
                      ((FieldType.Whole) now).max() >= ((FieldType.Whole) old).max(),
                      path,
                      old,
                      now);
          case REAL ->
              () ->
                  require(
                      ((FieldType.Real) now).max() >= ((FieldType.Real) old).max(), path, old, now);
          case TEXT, UUID, FLAG, DECIMAL, DAY, MOMENT ->
              () -> require(now.equals(old), path, old, now);
        };
    comparison.run();
  }

  /** Any text is text: what was a UUID or a symbol may become a string. */
  private static boolean takesOther(FieldType now, FieldType old) {
    return now.kind() == FieldType.Kind.TEXT && old.hiveType().equals(now.hiveType());
  }

  /** Each value of the old type must be one of the new. */
  private void require(boolean taken, String path, FieldType old, FieldType now) {
    if (!taken) {
      refuse(path, old, now);
    }
  }

  private void refuse(String path, FieldType old, FieldType now) {
    refuse(path, TypeNames.of(old), TypeNames.of(now), rule(old, now));
  }

  private static String rule(FieldType old, FieldType now) {
    if (old.kind() == FieldType.Kind.WHOLE && now.kind() == FieldType.Kind.REAL) {
      return "must not become a floating point number, since Presto can't read old files so: add a"
          + " field with another name";
    }
    if (old.kind() == FieldType.Kind.SYMBOL && now.kind() == FieldType.Kind.SYMBOL) {
      return "must keep all its words";
    }
    if (old.hiveType().equals(now.hiveType())) {
      return "must not be narrowed: earlier events may not fit";
    }
    return "must keep its type: add a field with another name";
  }

  private void refuse(String path, String old, String now, String rule) {
    problems.add(file + ": field " + path + " " + rule + " (was " + old + ", is " + now + ")");
  }
}
