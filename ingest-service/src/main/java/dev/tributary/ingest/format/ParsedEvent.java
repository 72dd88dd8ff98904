package dev.tributary.ingest.format;

import dev.tributary.ingest.envelope.EventFields;

/** What one event of a request turned out to be when it was read. */
public sealed interface ParsedEvent {
  /** It has the fields of an event; whether they keep the rules is checked next. */
  record Parsed(EventFields fields) implements ParsedEvent {
    @Override
    public int characters() {
      return fields.characters();
    }
  }

  /** It is no event: it breaks a rule of its form, or is cut off or too large. */
  record Malformed(EventError error) implements ParsedEvent {
    @Override
    public int characters() {
      return 0;
    }
  }

  /** Characters of its texts, which stay in memory until the answer. */
  int characters();
}
