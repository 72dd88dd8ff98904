package dev.tributary.pipeline.audit;

import static dev.tributary.pipeline.TestJson.utf8;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.parquet.DeadLetterRow;
import dev.tributary.pipeline.parquet.EventRow;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;

/** The records of {@link MadeLake}, and what becomes of them. */
final class MadeRecords {
  private MadeRecords() {}

  static byte[] value(Lane lane, long offset, long number) {
    String type = number % 2 == 0 ? "a" : "b";
    String time = "2026-11-24T1" + number / 2 % 2 + ":15:00Z";
    String json =
        number == 7
            ? "{nö json " + lane.key() + offset
            : "{'event_type':'"
                + type
                + (number % 5 == 0 ? "" : "','id':'id-" + lane.partition() + "-" + offset)
                + "','timestamp':'"
                + time
                + "','data':{'n':"
                + offset
                + "}}";
    return utf8(json);
  }

  static EventRow row(Lane lane, long offset, byte[] value) {
    Decoded decoded = new EventDecoder().decode(value, MadeLake.RECEIVED.toEpochMilli());
    return new EventRow(((Decoded.Valid) decoded).event(), value, lane, offset);
  }

  static DeadLetterRow letter(Lane lane, long offset, byte[] value) {
    var rejection = new Rejection(RejectionReason.NOT_JSON, "", "x", "must be one JSON value");
    return new DeadLetterRow(MadeLake.RECEIVED.toEpochMilli(), rejection, value, lane, offset);
  }
}
