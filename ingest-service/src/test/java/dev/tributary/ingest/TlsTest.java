package dev.tributary.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir Path folder;

  @Test
  void speaksHttpsWithAKeystoreOfTheUsers() throws Exception {
    Path keystore = keystore();
    Map<String, String> settings =
        Map.of("server.tls.keystore", keystore.toString(), "server.tls.password", "changeit");
    try (RunningDoor door = new RunningDoor(settings);
        SSLSocket socket =
            (SSLSocket)
                trusting(keystore).getSocketFactory().createSocket("127.0.0.1", door.port)) {
      socket.setSoTimeout(120_000);
      socket.getOutputStream().write("GET /message HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200 OK")
          .endsWith("Message sent!\n");
      assertThat(door.publisher.events).hasSize(1);
    }
  }

  private Path keystore() throws Exception {
    Path file = folder.resolve("door.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String arguments =
        "-genkeypair -alias door -keyalg EC -validity 2 -dname CN=127.0.0.1 -storetype PKCS12"
            + " -storepass changeit -keystore ";
    Process process =
        new ProcessBuilder((keytool + " " + arguments + file).split(" "))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return file;
  }

  private static SSLContext trusting(Path keystore) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("door", store.getCertificate("door"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
