package dev.tributary.pipeline.parquet;

import static dev.tributary.pipeline.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schemas.types.EventSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas and footers of lake format 2. */
final class LakeFormatTest {
  @TempDir Path folder;

  @Test
  void hasMicrosecondsInUtcAndAnIdForEachColumnOfEveryEvent() {
    assertThat(new EventFile(null, Map.of()).parquet().toString())
        .isEqualTo(
            """
            message dev.tributary.event {
              required binary event_id (STRING) = 1;
              required int64 event_time (TIMESTAMP(MICROS,true)) = 2;
              required binary event_time_source (STRING) = 3;
              required int64 received_at (TIMESTAMP(MICROS,true)) = 4;
              optional binary host (STRING) = 5;
              optional binary user_agent (STRING) = 6;
              optional binary accept (STRING) = 7;
              required group headers (MAP) = 8 {
                repeated group key_value (MAP_KEY_VALUE) {
                  required binary key (STRING) = 9;
                  required binary value (STRING) = 10;
                }
              }
              required binary raw_event (STRING) = 11;
              required binary kafka_topic (STRING) = 12;
              required int32 kafka_partition = 13;
              required int64 kafka_offset = 14;
              optional group problems (LIST) = 15 {
                repeated group list {
                  optional binary element (STRING) = 16;
                }
              }
            }
            """);
  }

  @Test
  void hasAnIdForAllThatIsInsideAColumn() {
    assertThat(typed("order_placed").toString())
        .contains(
            """
              optional group lines (LIST) = 1029 {
                repeated group list {
                  optional group element = 1030 {
                    optional binary sku (STRING) = 1031;
                    optional int64 quantity = 1032;
                    optional fixed_len_byte_array(6) unit_price (DECIMAL(12,2)) = 1033;
                  }
                }
              }
              optional group shipping_address = 1034 {
                optional binary street (STRING) = 1035;
            """);
    assertThat(typed("level_completed").toString())
        .contains("optional int64 started_at (TIMESTAMP(MICROS,true)) = 1016;")
        .contains("optional int64 value = 1021;");
  }

  private static MessageType typed(String type) {
    return new EventFile(EventSchemas.declared().find(type), Map.of()).parquet();
  }

  @Test
  void makesTheSchemaOfAFormerFileAPresentOne() {
    for (String type : List.of("order_placed", "level_completed")) {
      MessageType present = typed(type);
      String former = present.toString().replaceAll(" = [0-9]+", "").replace("MICROS", "MILLIS");
      assertThat(LakeFormat.events(MessageTypeParser.parseMessageType(former)))
          .hasToString(present.toString());
      assertThat(LakeFormat.events(present)).hasToString(present.toString());
    }
    assertThat(
            LakeFormat.deadLetters(
                    MessageTypeParser.parseMessageType(
                        "message m { required int64 received_at (TIMESTAMP(MILLIS,true)); }"))
                .getType("received_at"))
        .hasToString("required int64 received_at (TIMESTAMP(MICROS,true)) = 1");
    String unknown = "message m { required int32 newer = 4711; }";
    assertThat(LakeFormat.events(MessageTypeParser.parseMessageType(unknown)).getType("newer"))
        .as("of a program that knows more")
        .hasToString("required int32 newer = 4711");
  }

  @Test
  void refusesAColumnWithoutAnId() {
    assertThatThrownBy(
            () ->
                LakeFormat.deadLetters(
                    MessageTypeParser.parseMessageType("message m { required int32 a; }")))
        .hasMessageStartingWith("Cannot write the column a: it has no field id");
  }

  @Test
  void cutsNoTimeShort() {
    assertThat(LakeFormat.micros(1_795_500_000_123L)).isEqualTo(1_795_500_000_123_000L);
    assertThat(LakeFormat.micros(-1)).isEqualTo(-1_000);
    assertThat(LakeFormat.micros(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void completesFootersOfDeadLetters() throws IOException {
    var rows = new ParquetSinks(ParquetWriting.FAST, Compression.ZSTD, Map.of("t", "id"));
    DeadLetterRow row = MadeRows.deadLetter(7);
    Path file = folder.resolve("letters");
    try (var channel = MadeRows.create(file)) {
      var sink = rows.deadLetters(row);
      sink.open(channel);
      sink.write(row);
      sink.flush();
    }
    FileMetaData footer = footer(file);
    assertThat(footer.getKeyValueMetaData().get("parquet.avro.schema"))
        .contains(json("'tributary.lake-format':'2'"));
    assertThat(footer.getSchema().toString())
        .contains("required int64 received_at (TIMESTAMP(MICROS,true)) = 1;")
        .contains("required int64 kafka_offset = 9;");
    assertThat(Duck.number("SELECT epoch_us(received_at) FROM read_parquet('%s')".formatted(file)))
        .isEqualTo(1_000 * row.receivedMillis());
  }

  /** Also where far more comes before the footer than is held back. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50_000_000})
  void changesNothingButTheFooter(int bytesBefore) throws IOException {
    byte[] before = new byte[bytesBefore];
    new Random(1).nextBytes(before);
    byte[] plain = plainFile();
    var out = new ByteArrayOutputStream();
    var schema = AvroRows.deadLetters(Map.of());
    MessageType plainSchema = LakeFormat.withoutIds(schema);
    var channel =
        new FooterChannel(
            Channels.newChannel(out),
            FooterChannel.Head.of(plainSchema, LakeFormat.deadLetters(plainSchema)));
    inPieces(before, channel);
    inPieces(plain, channel);
    channel.finish();
    byte[] written = out.toByteArray();
    assertThat(Arrays.copyOf(written, bytesBefore)).isEqualTo(before);
    byte[] completed = Arrays.copyOfRange(written, bytesBefore, written.length);
    int footer =
        plain.length
            - 8
            - ByteBuffer.wrap(plain, plain.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    assertThat(Arrays.copyOf(completed, footer)).isEqualTo(Arrays.copyOf(plain, footer));
    Path file = Files.write(folder.resolve("completed"), completed);
    FileMetaData found = footer(file);
    assertThat(found.getSchema().getType("kafka_offset").getId().intValue()).isEqualTo(9);
    assertThat(found.getKeyValueMetaData()).containsKey("parquet.avro.schema");
    assertThat(Duck.number("SELECT kafka_offset FROM read_parquet('%s')".formatted(file)))
        .isEqualTo(7);
  }

  @Test
  void refusesAFooterOfOtherColumns() throws IOException {
    MessageType events = LakeFormat.withoutIds(AvroRows.events(Map.of(), List.of()));
    var out = new ByteArrayOutputStream();
    var channel =
        new FooterChannel(
            Channels.newChannel(out), FooterChannel.Head.of(events, LakeFormat.events(events)));
    inPieces(plainFile(), channel);
    assertThatThrownBy(channel::finish)
        .hasMessageStartingWith("Cannot give columns their ids: the footer does not begin with");
    assertThat(out.size()).isZero();
  }

  private static void inPieces(byte[] bytes, WritableByteChannel channel) throws IOException {
    Random random = new Random(2);
    for (int from = 0, length; from < bytes.length; from += length) {
      length = Math.min(1 + random.nextInt(100_000), bytes.length - from);
      channel.write(ByteBuffer.wrap(bytes, from, length));
    }
  }

  private static byte[] plainFile() throws IOException {
    var schema = AvroRows.deadLetters(Map.of());
    var out = new ByteArrayOutputStream();
    try (var writer =
        AvroParquetWriter.<GenericRecord>builder(new ChannelFile(Channels.newChannel(out)))
            .withConf(EventFile.configuration())
            .withDataModel(GenericData.get())
            .withSchema(schema)
            .build()) {
      writer.write(AvroRows.of(MadeRows.deadLetter(7), schema));
    }
    return out.toByteArray();
  }

  private static FileMetaData footer(Path file) throws IOException {
    try (var reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter().getFileMetaData();
    }
  }
}
