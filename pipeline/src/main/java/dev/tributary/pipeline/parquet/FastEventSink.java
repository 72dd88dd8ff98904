package dev.tributary.pipeline.parquet;

import static dev.tributary.schemas.columns.EventColumn.ACCEPT;
import static dev.tributary.schemas.columns.EventColumn.EVENT_ID;
import static dev.tributary.schemas.columns.EventColumn.EVENT_TIME;
import static dev.tributary.schemas.columns.EventColumn.EVENT_TIME_SOURCE;
import static dev.tributary.schemas.columns.EventColumn.HOST;
import static dev.tributary.schemas.columns.EventColumn.KAFKA_OFFSET;
import static dev.tributary.schemas.columns.EventColumn.KAFKA_PARTITION;
import static dev.tributary.schemas.columns.EventColumn.KAFKA_TOPIC;
import static dev.tributary.schemas.columns.EventColumn.RAW_EVENT;
import static dev.tributary.schemas.columns.EventColumn.RECEIVED_AT;
import static dev.tributary.schemas.columns.EventColumn.USER_AGENT;

import dev.tributary.schemas.columns.EventColumn;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.FieldType;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Writes event rows straight to Parquet's record consumer: the same schema and rows as Beam's sink,
 * without an Avro record between, without reading a Hadoop configuration at each file, without a
 * dictionary on columns whose values never repeat, and without statistics that no query can use.
 */
final class FastEventSink implements FileIO.Sink<EventRow> {
  private static final ParquetConfiguration PLAIN = EventFile.configuration();

  /**
   * A quarter of Parquet's default. The pages of the open files fit a processor's cache, and most
   * die before a garbage collection copies them; the files come out no bigger.
   */
  private static final int PAGE_BYTES = 256 << 10;

  private static final FieldType HEADERS = new FieldType.MapOf(new FieldType.Text());
  private static final FieldType PROBLEMS = new FieldType.ListOf(new FieldType.Text());

  private final Compression compression;
  private final transient EventFile file;
  private final transient BinaryCache<Binary> binaries;
  private transient ParquetWriter<EventRow> writer;

  /**
   * Writes rows of one event type.
   *
   * @param binaries the texts that come often, shared by the files of one thread
   */
  FastEventSink(Compression compression, EventFile file, BinaryCache<Binary> binaries) {
    this.compression = compression;
    this.file = file;
    this.binaries = binaries;
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    Builder builder = new Builder(new ChannelFile(channel), new Rows(file, binaries));
    for (String column : UniqueColumns.NAMES) {
      builder.withDictionaryEncoding(column, false);
    }
    writer =
        builder
            .withConf(PLAIN)
            .withCompressionCodec(compression.codec())
            .withPageSize(PAGE_BYTES)
            .withStatisticsEnabled(RAW_EVENT.column(), false)
            .withSizeStatisticsEnabled(false)
            .build();
  }

  @Override
  public void write(EventRow row) throws IOException {
    writer.write(row);
  }

  @Override
  public void flush() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<EventRow, Builder> {
    private final Rows rows;

    Builder(OutputFile file, Rows rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<EventRow> getWriteSupport(Configuration unused) {
      return rows;
    }

    @Override
    protected WriteSupport<EventRow> getWriteSupport(ParquetConfiguration unused) {
      return rows;
    }
  }

  /** One row as calls, column by column, in the schema's order. */
  private static final class Rows extends WriteSupport<EventRow> {
    private final EventFile file;
    private final BinaryCache<Binary> binaries;
    private RecordConsumer consumer;
    private ParquetValues values;

    Rows(EventFile file, BinaryCache<Binary> binaries) {
      this.file = file;
      this.binaries = binaries;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public WriteContext init(Configuration unused) {
      return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
      return context();
    }

    private WriteContext context() {
      return new WriteContext(file.parquet(), Map.of("parquet.avro.schema", file.avroText()));
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
      values = new ParquetValues(recordConsumer, binaries);
    }

    @Override
    public void write(EventRow row) {
      Event event = row.event();
      consumer.startMessage();
      values.text(EVENT_ID, row.eventId());
      values.number(EVENT_TIME, LakeFormat.micros(event.timeMillis()));
      values.sharedText(EVENT_TIME_SOURCE, event.timeSource().column());
      values.number(RECEIVED_AT, LakeFormat.micros(event.receivedMillis()));
      values.sharedText(HOST, event.host());
      values.sharedText(USER_AGENT, event.userAgent());
      values.sharedText(ACCEPT, event.accept());
      values.field(
          EventColumn.HEADERS.column(), EventColumn.HEADERS.ordinal(), HEADERS, event.headers());
      values.bytes(RAW_EVENT, Binary.fromConstantByteArray(row.rawEvent()));
      values.sharedText(KAFKA_TOPIC, row.lane().topic());
      values.number(KAFKA_PARTITION, row.lane().partition());
      values.number(KAFKA_OFFSET, row.offset());
      declared(event);
      consumer.endMessage();
    }

    private void declared(Event event) {
      List<EventField> fields = file.fields();
      int at = EventColumn.ALL.size();
      for (int i = 0; i < fields.size(); i++, at++) {
        values.field(fields.get(i).column(), at, fields.get(i).type(), event.data().value(i));
      }
      if (!event.problems().isEmpty()) {
        values.field(LakeTable.PROBLEMS.name(), at, PROBLEMS, event.problems());
      }
    }
  }
}
