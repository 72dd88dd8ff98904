package dev.tributary.schemas.infer;

import dev.tributary.schemas.json.ClientText;
import dev.tributary.schemas.json.JsonText;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.types.EventSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schema file for an undeclared event type, made from events that arrived: every one of them fits
 * it. Not thread safe.
 */
public final class SchemaProposal {
  private final String eventType;
  private final EventSchemas declared;
  private final SeenFields seen = new SeenFields();

  /**
   * What is proposed.
   *
   * @param file the file's name
   * @param text the file's text, which has passed the build's checks beside the declared types
   * @param fields how many fields it declares
   * @param notes a line for each field that is left out, with the reason, and for other choices
   */
  public record Proposed(String file, String text, int fields, List<String> notes) {}

  /**
   * Begins without events.
   *
   * @param declared the types that are declared already
   * @throws IllegalArgumentException when the type is one of them, or may be no event type
   */
  public SchemaProposal(String eventType, EventSchemas declared) {
    EventTypes.problem(eventType)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(
                  "the event type " + rule + ": " + JsonText.whole(eventType));
            });
    declared
        .of(eventType)
        .ifPresent(
            schema -> {
              throw new IllegalArgumentException(
                  eventType + " is declared already, in schemas/events/" + schema.file());
            });
    this.eventType = eventType;
    this.declared = declared;
  }

  /** Takes one event, as {@code raw_event} has it. */
  public void add(String rawEvent) {
    seen.add(JsonTree.data(rawEvent));
  }

  /** How many events were taken. */
  public long events() {
    return seen.objects();
  }

  /** Proposes. A field that the build would refuse is left out, with the build's words. */
  public Proposed propose() {
    String file = eventType + ".avsc";
    List<String> notes = new ArrayList<>();
    var types = new ProposedType(eventType, notes);
    List<String> fields = new ArrayList<>();
    if (seen.byName().isEmpty() && seen.objects() > 0) {
      notes.add("data has no names, or too many: nothing can be declared");
    }
    for (Map.Entry<String, SeenValues> field : seen.byName().entrySet()) {
      Optional<String> text =
          types.field(field.getKey(), "data." + field.getKey(), field.getValue(), seen.objects());
      if (text.isEmpty()) {
        continue;
      }
      fields.add(text.get());
      try {
        declared.with(file, text(fields));
      } catch (IllegalArgumentException refused) {
        fields.remove(fields.size() - 1);
        notes.add("data." + field.getKey() + " is left out: " + refused.getMessage());
      }
    }
    return new Proposed(
        file, text(fields), fields.size(), notes.stream().map(ClientText::line).toList());
  }

  /** Events that arrived stay rows under the proposal: it is lax about wrong values. */
  private String text(List<String> fields) {
    return "{\n  \"type\": \"record\", \"name\": "
        + ProposedType.quoted(eventType)
        + ",\n  \"doc\": "
        + ProposedType.quoted(
            "Proposed from " + seen.objects() + " events; say here what such an event means.")
        + ",\n  \"tributary.onWrongValue\": \"null\",\n  \"fields\": ["
        + (fields.isEmpty() ? "" : "\n    " + String.join(",\n    ", fields) + "\n  ")
        + "]\n}\n";
  }
}
