package dev.tributary.ingest.console;

import dev.tributary.ingest.json.JsonBytes;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Writes members of JSON objects, with their commas. */
final class Json {
  private final JsonBytes out = new JsonBytes(2048);
  private boolean needsComma;

  /** One object, as a whole answer. */
  static byte[] object(Consumer<Json> members) {
    var json = new Json();
    json.braces(members);
    return json.out.raw('\n').toByteArray();
  }

  private void braces(Consumer<Json> members) {
    out.raw('{');
    needsComma = false;
    members.accept(this);
    out.raw('}');
    needsComma = true;
  }

  private JsonBytes name(String name) {
    comma();
    return out.text(name).raw(':');
  }

  private void comma() {
    if (needsComma) {
      out.raw(',');
    }
    needsComma = true;
  }

  Json text(String name, String value) {
    name(name).text(value);
    return this;
  }

  Json number(String name, long value) {
    name(name).raw(Long.toString(value));
    return this;
  }

  Json flag(String name, boolean value) {
    name(name).raw(Boolean.toString(value));
    return this;
  }

  /** A time, or nothing where there is none. */
  Json time(String name, long millis) {
    if (millis > 0 && millis < Long.MAX_VALUE) {
      text(name, Instant.ofEpochMilli(millis).toString());
    }
    return this;
  }

  /** What is JSON already. */
  Json raw(String name, byte[] json) {
    name(name).raw(json);
    return this;
  }

  Json object(String name, Consumer<Json> members) {
    name(name);
    braces(members);
    return this;
  }

  /** An array of objects. */
  <T> Json list(String name, List<T> items, ItemWriter<T> each) {
    name(name).raw('[');
    needsComma = false;
    for (T item : items) {
      comma();
      braces(json -> each.write(json, item));
    }
    out.raw(']');
    needsComma = true;
    return this;
  }

  /** Writes the members of one item. */
  interface ItemWriter<T> {
    void write(Json json, T item);
  }
}
