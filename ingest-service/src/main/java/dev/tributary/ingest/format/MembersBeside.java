package dev.tributary.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.schemas.json.JsonReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the members of a client's object beside fields of ours, so that no name of ours occurs
 * twice: the client's member of that name gets a prefix. The names of one object are taken for the
 * next one.
 */
public final class MembersBeside {
  private final Set<String> taken;
  private final EventMemory memory;

  /**
   * @param ours the names of our fields
   */
  public MembersBeside(Set<String> ours, EventMemory memory) {
    this.taken = new HashSet<>(ours);
    this.memory = memory;
  }

  /**
   * Writes the object's members without braces.
   *
   * @param prefix for the names that are taken, as often as it needs to make a free one
   * @return whether there were any
   */
  public boolean write(RawValue object, String prefix, JsonBytes out) throws IOException {
    Set<String> names = names(object);
    boolean any = false;
    try (JsonReader reader = object.reader()) {
      reader.next();
      while (reader.next() != JsonToken.END_OBJECT) {
        int from = reader.start();
        String name = reader.name();
        reader.next();
        RawValue value = RawValue.at(reader);
        if (any) {
          out.raw(',');
        }
        any = true;
        if (taken.contains(name)) {
          value.write(out.text(free(name, prefix, names)).raw(':'));
        } else {
          out.raw(value.bytes(), from, value.to());
        }
      }
    }
    taken.addAll(names);
    return any;
  }

  private Set<String> names(RawValue object) throws IOException {
    Set<String> names = new HashSet<>();
    try (JsonReader reader = object.reader()) {
      reader.next();
      RawValue.at(
          reader,
          name -> {
            names.add(name);
            memory.holdMembers(names.size());
          });
    }
    return names;
  }

  private String free(String name, String prefix, Set<String> names) {
    String free = prefix + name;
    while (names.contains(free) || taken.contains(free)) {
      free = prefix + free;
    }
    return free;
  }
}
