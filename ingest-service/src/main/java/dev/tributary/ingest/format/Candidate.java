package dev.tributary.ingest.format;

import dev.tributary.ingest.envelope.EventFields;

/** What one event of a request turned out to be when it was read. */
public sealed interface Candidate permits Candidate.Read, Candidate.Unreadable, SegmentMessage {
  /** It has the fields of an event; whether they keep the rules is checked next. */
  record Read(EventFields fields) implements Candidate {}

  /** It is none. */
  record Unreadable(EventError error) implements Candidate {}
}
