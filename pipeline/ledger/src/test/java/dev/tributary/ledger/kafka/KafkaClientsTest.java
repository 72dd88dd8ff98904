package dev.tributary.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers get to know of Kafka's secrets: where they are. */
final class KafkaClientsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("client.properties");
    Files.writeString(file, "sasl.jaas.config=Module required password\\=\"s3same\";\n");
  }

  @Test
  void carriesNoSecret() throws Exception {
    var access = KafkaClients.of("b:1", file.toString());
    assertThat(access.clientConfig()).containsKey("sasl.jaas.config");
    assertThat(access.toString()).contains(file.toString()).doesNotContain("s3same", "jaas");
    byte[] kept = bytes(access);
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("s3same", "jaas");
    assertThat(read(kept)).isEqualTo(access);
  }

  @Test
  void readsTheFileForEachClient() throws Exception {
    var access = read(bytes(KafkaClients.of("b:1", file.toString())));
    Files.writeString(file, "sasl.jaas.config=rotated\n");
    assertThat(access.clientConfig()).containsEntry("sasl.jaas.config", "rotated");
  }

  @Test
  void namesTheFileThatAWorkerLacks() throws Exception {
    var access = KafkaClients.of("b:1", file.toString());
    Files.delete(file);
    assertThatThrownBy(access::admin)
        .hasMessage(
            "Cannot read Kafka's client settings: each machine that runs a worker needs the file"
                + " of --kafkaConfig at this path: "
                + file);
  }

  @Test
  void findsARelativePathFromEachWorkingDirectory() {
    Path relative = Path.of("").toAbsolutePath().relativize(file.toAbsolutePath());
    assertThat(KafkaClients.of("b:1", relative.toString()).configFile()).startsWith("/");
  }

  private static byte[] bytes(Object value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static KafkaClients read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (KafkaClients) in.readObject();
    }
  }
}
