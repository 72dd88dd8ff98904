package dev.tributary.pipeline.history;

import dev.tributary.ledger.account.Terms;
import dev.tributary.ledger.table.CommitRow;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;

/** Rows of the table as Parquet takes them. */
final class CommitGroups {
  private CommitGroups() {}

  /**
   * One row.
   *
   * @param log the topic ID of the log that it is from
   */
  static Group of(CommitRow row, String log) {
    var group = new SimpleGroup(CommitsSchema.COLUMNS);
    group.add("kind", row.kind().name().toLowerCase(Locale.ROOT));
    row.sequence().ifPresent(sequence -> group.add("sequence", sequence));
    group.add("log_id", log);
    group.add("log_offset", row.logOffset());
    group.add("committed_at", TimeUnit.MILLISECONDS.toMicros(row.at().toEpochMilli()));
    group.add("owner", row.owner());
    add(group, row.terms());
    group.add("files", row.files());
    row.bytes().ifPresent(bytes -> group.add("bytes", bytes));
    Group lanes = group.addGroup("lanes");
    for (CommitRow.LaneCounts lane : row.lanes()) {
      Group element = lanes.addGroup("list").addGroup("element");
      lane.topic().ifPresent(topic -> element.add("topic", topic));
      element.add("partition", lane.partition());
      element.add("topic_id", lane.topicId());
      lane.range()
          .ifPresent(
              range -> {
                element.add("from_offset", range.from());
                element.add("to_offset", range.to());
              });
      add(element, lane.terms());
    }
    Group hours = group.addGroup("hours");
    for (CommitRow.FolderCounts folder : row.hours()) {
      Group element = hours.addGroup("list").addGroup("element");
      folder.eventType().ifPresent(type -> element.add("event_type", type));
      element.add("dt", folder.dt());
      folder.hour().ifPresent(hour -> element.add("hour", hour));
      folder.rows().ifPresent(rows -> element.add("rows", rows));
      element.add("files", folder.files());
      folder.bytes().ifPresent(bytes -> element.add("bytes", bytes));
    }
    add(group.addGroup("duplicates_by_type"), row.duplicatesByType());
    add(group.addGroup("dead_letters_by_reason"), row.deadLettersByReason());
    return group;
  }

  private static void add(Group group, Terms terms) {
    group.add("rows", terms.rows());
    group.add("dead_letters", terms.deadLetters());
    group.add("duplicates", terms.duplicates());
    group.add("lost", terms.lost());
  }

  private static void add(Group map, Map<String, Long> counts) {
    new TreeMap<>(counts)
        .forEach(
            (key, value) -> {
              Group pair = map.addGroup("key_value");
              pair.add("key", key);
              pair.add("value", value);
            });
  }
}
