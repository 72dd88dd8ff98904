package dev.tributary.pipeline.parquet;

import dev.tributary.schemas.event.TypedData;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** Makes the sinks that write rows as Parquet, for one thread. */
public final class ParquetSinks {
  private final ParquetWriting writing;
  private final Compression compression;
  private final Map<String, String> topicIds;
  private final Map<String, EventFile> declared = new HashMap<>();
  private final EventFile undeclared;
  private final Schema deadLetters;
  private final FooterChannel.Head deadLetterFooter;
  private final Configuration configuration = configuration();
  private final Map<Schema, ParquetIO.Sink> templates = new IdentityHashMap<>();
  private final BinaryCache<Binary> binaries = new BinaryCache<>(Binary::fromConstantByteArray);
  private final BinaryCache<Utf8> texts = new BinaryCache<>(Utf8::new);

  public ParquetSinks(
      ParquetWriting writing, Compression compression, Map<String, String> topicIds) {
    this.writing = writing;
    this.compression = compression;
    this.topicIds = topicIds;
    this.undeclared = new EventFile(null, topicIds);
    this.deadLetters = AvroRows.deadLetters(topicIds);
    MessageType withoutIds = LakeFormat.withoutIds(deadLetters);
    this.deadLetterFooter = FooterChannel.Head.of(withoutIds, LakeFormat.deadLetters(withoutIds));
  }

  /** Reads none of Hadoop's own files: that would cost each file as much as a thousand rows. */
  private static Configuration configuration() {
    var configuration = new Configuration(false);
    configuration.setClassLoader(ParquetSinks.class.getClassLoader());
    EventFile.SETTINGS.forEach(configuration::set);
    configuration.set(AvroWriteSupport.AVRO_DATA_SUPPLIER, UniqueColumns.class.getName());
    return configuration;
  }

  /**
   * A sink for one file of events.
   *
   * @param first the first of its rows, which are all of one event type
   */
  public FileIO.Sink<EventRow> events(EventRow first) {
    EventFile file = file(first.event().data());
    return switch (writing) {
      case BEAM ->
          new Converting<>(sink(file.avro()), file.footer(), new EventView(file, texts)::of);
      case FAST -> new FastEventSink(compression, file, binaries);
    };
  }

  private EventFile file(TypedData data) {
    return data == null
        ? undeclared
        : declared.computeIfAbsent(
            data.schema().eventType(), type -> new EventFile(data.schema(), topicIds));
  }

  /** A sink for one file of dead letters. */
  public FileIO.Sink<DeadLetterRow> deadLetters(DeadLetterRow first) {
    return new Converting<>(
        sink(deadLetters), deadLetterFooter, row -> AvroRows.of(row, deadLetters));
  }

  /** A copy of the schema's template, whose text and settings are made once. */
  private ParquetIO.Sink sink(Schema schema) {
    return templates
        .computeIfAbsent(schema, first -> ParquetIO.sink(first).withConfiguration(configuration))
        .withCompressionCodec(compression.codec());
  }

  private static final class Converting<T> implements FileIO.Sink<T> {
    private final FileIO.Sink<GenericRecord> sink;
    private final transient FooterChannel.Head footer;
    private final transient Function<T, GenericRecord> conversion;
    private transient FooterChannel file;

    Converting(
        FileIO.Sink<GenericRecord> sink,
        FooterChannel.Head footer,
        Function<T, GenericRecord> conversion) {
      this.sink = sink;
      this.footer = footer;
      this.conversion = conversion;
    }

    @Override
    public void open(WritableByteChannel channel) throws IOException {
      file = new FooterChannel(channel, footer);
      sink.open(file);
    }

    @Override
    public void write(T row) throws IOException {
      sink.write(conversion.apply(row));
    }

    @Override
    public void flush() throws IOException {
      sink.flush();
      file.finish();
    }
  }
}
