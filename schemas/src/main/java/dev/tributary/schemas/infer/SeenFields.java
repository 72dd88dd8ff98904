package dev.tributary.schemas.infer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the fields of the objects at one place were. An object with too many names is a map for us:
 * then its names are given up, and all its values are seen as one.
 */
final class SeenFields {
  private static final int MAX_NAMES = 200;

  private final Map<String, SeenValues> byName = new LinkedHashMap<>();
  private SeenValues any;
  private long objects;

  void add(Map<?, ?> object) {
    objects++;
    object.forEach((name, value) -> at(name.toString()).add(value));
  }

  void addAll(SeenFields more) {
    objects += more.objects;
    more.byName.forEach((name, values) -> at(name).addAll(values));
    if (more.any != null) {
      giveUpNames().addAll(more.any);
    }
  }

  private SeenValues at(String name) {
    if (any == null && byName.size() == MAX_NAMES && !byName.containsKey(name)) {
      giveUpNames();
    }
    return any != null ? any : byName.computeIfAbsent(name, first -> new SeenValues());
  }

  private SeenValues giveUpNames() {
    if (any == null) {
      any = values();
      byName.clear();
    }
    return any;
  }

  /** How many objects there were. */
  long objects() {
    return objects;
  }

  /** What was seen under each name, in the order of their first sight; empty: too many names. */
  Map<String, SeenValues> byName() {
    return byName;
  }

  /** All values, whatever their name. */
  SeenValues values() {
    if (any != null) {
      return any;
    }
    var all = new SeenValues();
    byName.values().forEach(all::addAll);
    return all;
  }
}
