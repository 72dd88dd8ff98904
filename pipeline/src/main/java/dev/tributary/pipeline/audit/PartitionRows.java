package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.audit.found.ContentDigest;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.audit.found.LaneFound;
import dev.tributary.pipeline.audit.found.OffsetBits;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/** Takes the rows of one partition's files: where they are from, and whether they belong there. */
final class PartitionRows {
  private static final int TOPIC = 0;
  private static final int PARTITION = 1;
  private static final int OFFSET = 2;
  private static final int TIME = 3;
  private static final int TEXT = 4;
  private static final int ID = 5;
  private static final int ENCODING = 5;
  private static final List<String> POSITION =
      List.of("kafka_topic", "kafka_partition", "kafka_offset");

  private final LogAccount log;
  private final boolean isRenewed;
  private final PartitionRecount.Depth depth;
  private final TopicIds topicIds;
  private final Map<String, LaneFound> found = new HashMap<>();
  private final Findings findings;
  private final boolean isEvents;
  private final String eventType;
  private final long fromMillis;
  private final long toMillis;
  private final ContentDigest digest = new ContentDigest();
  private final EventDecoder decoder = new EventDecoder();
  private Binary topic;
  private int partition;
  private String key;
  private LaneAccount lane;
  private LaneFound laneFound;
  private long rows;

  PartitionRows(
      String partitionPath,
      LogAccount log,
      boolean isRenewed,
      PartitionRecount.Depth depth,
      TopicIds topicIds,
      Findings findings) {
    HivePath path = HivePath.of(partitionPath + "/file");
    this.log = log;
    this.isRenewed = isRenewed;
    this.depth = depth;
    this.topicIds = topicIds;
    this.findings = findings;
    this.isEvents = path.table().equals(LakeTable.EVENTS.name());
    this.eventType = isEvents ? path.values().get(0) : "";
    LocalDate day = LocalDate.parse(path.values().get(isEvents ? 1 : 0));
    int hour = isEvents ? Integer.parseInt(path.values().get(2)) : 0;
    this.fromMillis = day.atTime(hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    this.toMillis = fromMillis + (isEvents ? Duration.ofHours(1) : Duration.ofDays(1)).toMillis();
  }

  /** The columns that it reads, in its order. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(POSITION);
    columns.add(isEvents ? "event_time" : "received_at");
    if (depth == PartitionRecount.Depth.CONTENTS) {
      columns.add("raw_event");
      columns.add(isEvents ? "event_id" : "raw_encoding");
    }
    return columns;
  }

  /** Takes a file's rows. */
  void add(ValidFile file, FileRows from) throws IOException {
    Map<String, String> idsOfTopics = topicIds.of(from.footer());
    topic = null;
    while (from.next()) {
      rows++;
      Binary name = from.text(TOPIC);
      int number = from.partition(PARTITION);
      if (name == null) {
        findings.add(Fault.ROW_UNEXPECTED, file.path(), "a row has no topic");
        continue;
      }
      if (!name.equals(topic) || number != partition) {
        enter(name, number, file, idsOfTopics);
      }
      long offset = from.number(OFFSET);
      if (isExpected(offset, file)) {
        add(offset, from.millis(TIME), file);
        if (depth == PartitionRecount.Depth.CONTENTS) {
          compare(offset, from, file);
        }
      }
    }
  }

  private void enter(Binary name, int number, ValidFile file, Map<String, String> idsOfTopics) {
    topic = name.copy();
    partition = number;
    String text = name.toStringUsingUTF8();
    String id = idsOfTopics.get(text);
    if (id == null) {
      findings.add(Fault.FILE_TOPIC_ID, file.path(), "no ID of the topic " + text);
      List<String> lanes = log.lanesOf(text, number);
      key = lanes.size() == 1 ? lanes.get(0) : number + "-";
    } else {
      key = number + "-" + id;
    }
    lane = log.lanes().get(key);
    laneFound = found.computeIfAbsent(key, first -> new LaneFound());
  }

  private boolean isExpected(long offset, ValidFile file) {
    if (!file.isCounted()) {
      return false;
    }
    if (lane == null || offset >= lane.end()) {
      if (!isRenewed) {
        unexpected(offset, file, "the position is not committed");
      }
      return false;
    }
    if (offset < lane.start()) {
      if (!log.isTrimmed()) {
        unexpected(offset, file, "the pipeline began behind it");
      }
      return log.isTrimmed();
    }
    return true;
  }

  private void unexpected(long offset, ValidFile file, String why) {
    findings.add(
        isEvents ? Fault.ROW_UNEXPECTED : Fault.DEAD_LETTER_UNEXPECTED,
        position(offset),
        why + " (file=" + file.path() + ")");
  }

  private String position(long offset) {
    return new Position(topic.toStringUsingUTF8(), partition, offset).toString();
  }

  private void add(long offset, long millis, ValidFile file) {
    OffsetBits bits = isEvents ? laneFound.rows() : laneFound.deadLetters();
    if (!bits.add(offset)) {
      findings.add(Fault.ROW_TWICE, position(offset), "file=" + file.path());
    }
    boolean isInTime = millis >= fromMillis && millis < toMillis;
    if (!isInTime && isEvents && millis < fromMillis) { // late: the hour of its record's time?
      laneFound.doubt(offset, new LaneFound.Doubt(fromMillis, toMillis, file.path()));
    } else if (!isInTime) {
      findings.add(Fault.ROW_IN_WRONG_HOUR, position(offset), "file=" + file.path());
    }
  }

  private void compare(long offset, FileRows from, ValidFile file) {
    Binary text = from.text(TEXT);
    byte[] bytes = text == null ? new byte[0] : text.getBytes();
    if (isEvents) {
      laneFound.contents().add(offset, digest.of(offset, bytes));
      compare(offset, bytes, from.text(ID), file);
    } else if (bytes.length > 0) { // a dead letter may have come without its text
      Binary encoding = from.text(ENCODING);
      boolean isBase64 = encoding != null && encoding.toStringUsingUTF8().equals("base64");
      laneFound.addLetter(
          offset, digest.of(offset, isBase64 ? Base64.getDecoder().decode(bytes) : bytes).high());
    }
  }

  /** What the row says beside its text must be what the text says. */
  private void compare(long offset, byte[] bytes, Binary id, ValidFile file) {
    if (!(decoder.decode(bytes, fromMillis) instanceof Decoded.Valid valid)) {
      return; // by the schema of today it would be a dead letter
    }
    Event event = valid.event();
    if (!event.type().equals(eventType)) {
      findings.add(
          Fault.ROW_OF_WRONG_TYPE,
          position(offset),
          "text=" + event.type() + ", file=" + file.path());
    }
    String found = id == null ? "" : id.toStringUsingUTF8();
    boolean isSame =
        event.id() == null ? Position.parse(found).isPresent() : event.id().equals(found);
    if (!isSame) {
      findings.add(Fault.ROW_ID, position(offset), "column=" + found + ", file=" + file.path());
    }
  }

  /** What they hold, by lane key. */
  Map<String, LaneFound> found() {
    return found;
  }

  /** How many rows it took. */
  long rows() {
    return rows;
  }
}
