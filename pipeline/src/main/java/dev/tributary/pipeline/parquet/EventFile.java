package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.MessageType;

/**
 * How the files of one event type look: the columns that every event has, then those of its
 * declaration. Files of undeclared types have only the first ones, so no row carries the columns of
 * other types.
 */
final class EventFile {
  /**
   * Lists as the Parquet format says, not as parquet-avro once wrote them. The level of zstd is 1,
   * not Parquet's 3: a quarter less time for the pages of events, which come out no bigger.
   */
  static final Map<String, String> SETTINGS =
      Map.of(
          "parquet.avro.write-old-list-structure", "false",
          "parquet.compression.codec.zstd.level", "1");

  private final List<EventField> fields;
  private final Schema avro;
  private final String avroText;
  private final MessageType parquet;
  private final FooterChannel.Head footer;

  /**
   * Files of a type.
   *
   * @param declared its declaration, or null
   */
  EventFile(EventSchema declared, Map<String, String> topicIds) {
    this.fields = declared == null ? List.of() : declared.fields();
    this.avro = AvroRows.events(topicIds, columns());
    this.avroText = avro.toString();
    MessageType withoutIds = LakeFormat.withoutIds(avro);
    this.parquet = LakeFormat.events(withoutIds);
    this.footer = FooterChannel.Head.of(withoutIds, parquet);
  }

  private List<AvroColumns.Column> columns() {
    List<AvroColumns.Column> columns = new ArrayList<>();
    fields.forEach(field -> columns.add(new AvroColumns.Column(field.column(), field.type())));
    columns.add(
        new AvroColumns.Column(
            LakeTable.PROBLEMS.name(), new FieldType.ListOf(new FieldType.Text())));
    return columns;
  }

  List<EventField> fields() {
    return fields;
  }

  Schema avro() {
    return avro;
  }

  String avroText() {
    return avroText;
  }

  MessageType parquet() {
    return parquet;
  }

  /** How the file's footer begins. */
  FooterChannel.Head footer() {
    return footer;
  }

  /** A configuration for Parquet's writers that reads no files. */
  static ParquetConfiguration configuration() {
    var configuration = new PlainParquetConfiguration();
    SETTINGS.forEach(configuration::set);
    return configuration;
  }
}
