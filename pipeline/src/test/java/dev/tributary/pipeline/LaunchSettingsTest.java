package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.pipeline.decode.AcceptedLoss;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.ParquetWriting;
import dev.tributary.pipeline.write.Proofs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaunchSettingsTest {
  @Test
  void hasDefaultsForAllButKafkaAndLake() {
    LaunchSettings settings = settings();
    assertThat(settings.topics()).containsExactly("MessageHistory", "events");
    assertThat(settings.name()).isEqualTo("tributary");
    assertThat(settings.metastore()).isEmpty();
    assertThat(settings.batching()).isEqualTo(Batching.BUNDLE);
    assertThat(settings.writing().compression()).isEqualTo(Compression.ZSTD);
    assertThat(settings.decoding().dedupeWindow()).isEqualTo(Duration.ofMinutes(60));
    assertThat(settings.allowedLateness()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void takesEachOption(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("k.properties"), "security.protocol=SSL\n");
    LaunchSettings settings =
        settings(
            "--topics=a, b",
            "--name=mine",
            "--metastore=host:9083",
            "--schema=web",
            "--catalog=lakes",
            "--parquetWriter=fast",
            "--compression=snappy",
            "--batching=timed",
            "--flushInterval=PT2S",
            "--dedupeWindow=PT5M",
            "--allowedLateness=PT0S",
            "--maxEventTypes=7",
            "--maxLateHours=0",
            "--maxOpenFiles=8",
            "--proofs=on",
            "--acceptLoss=my-topic-3:4-5",
            "--skipLogRecords=17, 18",
            "--adopt=true",
            "--kafkaConfig=" + config);
    assertThat(settings.topics()).containsExactly("a", "b");
    assertThat(settings.name()).isEqualTo("mine");
    assertThat(settings.metastore()).contains(new MetastoreAddress("host", 9083, "web", "lakes"));
    assertThat(settings.writing().compression()).isEqualTo(Compression.SNAPPY);
    assertThat(settings.writing().parquet()).isEqualTo(ParquetWriting.FAST);
    assertThat(settings.writing().maxOpenFiles()).isEqualTo(8);
    assertThat(settings.writing().proofs()).isEqualTo(Proofs.ON);
    assertThat(settings.batching()).isEqualTo(Batching.TIMED);
    assertThat(settings.flushInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.decoding().dedupeWindow()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.allowedLateness()).isZero();
    assertThat(settings.decoding().maxEventTypes()).isEqualTo(7);
    assertThat(settings.decoding().maxLateHours()).isZero();
    assertThat(settings.decoding().acceptedLosses())
        .containsExactly(new AcceptedLoss("my-topic", 3, 4, 5));
    assertThat(settings.skipLogRecords()).containsExactlyInAnyOrder(17L, 18L);
    assertThat(settings.adopt()).isTrue();
    assertThat(settings.kafka()).isEqualTo(new KafkaClients("b:1", config.toString()));
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                settings(
                    "--topics=",
                    "--name=a b",
                    "--metastore=host",
                    "--parquetWriter=slow",
                    "--compression=gzip",
                    "--batching=never",
                    "--flushInterval=PT0S",
                    "--dedupeWindow=1h",
                    "--allowedLateness=PT-1S",
                    "--maxEventTypes=0",
                    "--maxLateHours=-1",
                    "--maxOpenFiles=0",
                    "--proofs=yes",
                    "--acceptLoss=t-0:5-4",
                    "--skipLogRecords=-1",
                    "--kafkaConfig=/no/such/file"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--topics must name a topic")
        .hasMessageContaining("--name must match")
        .hasMessageContaining("--metastore must be host:port: host")
        .hasMessageContaining("--parquetWriter must be one of beam, fast: slow")
        .hasMessageContaining("--compression must be one of zstd, snappy: gzip")
        .hasMessageContaining("--batching must be one of bundle, timed: never")
        .hasMessageContaining("--flushInterval must be > 0: PT0S")
        .hasMessageContaining("--dedupeWindow must be an ISO-8601 duration such as PT5M: 1h")
        .hasMessageContaining("--allowedLateness must be >= 0: PT-1S")
        .hasMessageContaining("--maxEventTypes must be 1 to 100000: 0")
        .hasMessageContaining("--maxLateHours must be 0 to 100000: -1")
        .hasMessageContaining("--maxOpenFiles must be 1 to 10000: 0")
        .hasMessageContaining("--proofs must be one of on, off: yes")
        .hasMessageContaining(
            "--acceptLoss must be TOPIC-PARTITION:FROM-TO with FROM < TO: t-0:5-4",
            "--skipLogRecords must be offsets: -1")
        .hasMessageContaining("--kafkaConfig must be a readable properties file: /no/such/file");
  }

  @Test
  void takesAWindowOfZeroForNoDeduplication() {
    assertThat(settings("--dedupeWindow=PT0S").decoding().deduplicates()).isFalse();
    assertThat(settings().decoding().deduplicates()).isTrue();
    assertThatThrownBy(() -> settings("--dedupeWindow=PT-1S"))
        .hasMessageContaining("--dedupeWindow must be >= 0: PT-1S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beam_fn_api", "use_sdf_read", "use_unbounded_sdf_wrapper"})
  void refusesToReadBySplittableDoFns(String experiment) {
    assertThatThrownBy(() -> settings("--experiments=other," + experiment))
        .hasMessage(
            "--experiments must name none of beam_fn_api, use_sdf_read,"
                + " use_unbounded_sdf_wrapper: Kafka is read by an UnboundedSource: other,"
                + experiment);
    assertThat(settings("--experiments=other").name()).isEqualTo("tributary");
  }

  @Test
  void refusesAnOptionGivenTwice() {
    assertThatThrownBy(() -> settings("--name=a", "--name=b"))
        .hasMessage("--name is given 2 times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--kafkaConfig=sasl.jaas.config=ScramLoginModule required password=\"s3same\";",
        "--kafkaConfig={\"sasl.password\" : \"s3same\"}",
        "--kafkaConfig=ssl.key.password:s3same",
        "--sasl.jaas.config=s3same",
        "--kafkaPassword=s3same",
        "--bootstrapServers=me:s3same@b:1",
        "--lake=hdfs://me:s3same@host:1/lake"
      })
  void refusesAPasswordAndDoesNotRepeatIt(String argument) {
    assertThatThrownBy(() -> LaunchArguments.parse(new String[] {argument}, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(argument.split("=")[0] + " must not hold a password")
        .hasMessageEndingWith("type --kafkaConfig=FILE")
        .hasMessageNotContaining("s3same");
  }

  @Test
  void takesNamesThatOnlySoundLikeASecret() {
    assertThat(settings("--name=password-events", "--schema=secret").name())
        .isEqualTo("password-events");
  }

  @Test
  void letsTheUserOverrideARunnersDefault() {
    String[] args = {"--bootstrapServers=b:1", "--lake=l", "--batching=bundle"};
    assertThat(LaunchArguments.parse(args, Map.of("batching", "timed")).getBatching())
        .isEqualTo("bundle");
  }

  private static LaunchSettings settings(String... more) {
    List<String> args = new ArrayList<>(List.of("--bootstrapServers=b:1", "--lake=l"));
    args.addAll(List.of(more));
    return LaunchSettings.of(LaunchArguments.parse(args.toArray(String[]::new), Map.of()));
  }
}
