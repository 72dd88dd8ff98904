package dev.tributary.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir Path folder;

  @Test
  void speaksHttpsWithAKeystoreOfTheUsers() throws Exception {
    Path keystore = keystore();
    try (RunningService service = new RunningService(settings(keystore))) {
      assertThat(get(service, keystore)).startsWith("HTTP/1.1 200 OK").endsWith("Message sent!\n");
      assertThat(service.publisher.events).hasSize(1);
    }
  }

  @Test
  @Timeout(600)
  void staysUsableAfterConnectionsThatNeverShakeHands() throws Exception {
    Path keystore = keystore();
    try (RunningService service = new RunningService(settings(keystore))) {
      for (int i = 0; i < 64; i++) {
        service.connect().close(); // as a balancer's check does
      }
      assertThat(get(service, keystore)).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  @Timeout(600)
  void cutsConnectionsThatDoNotFinishTheirHandshake() throws Exception {
    Path keystore = keystore();
    List<Socket> silent = new ArrayList<>();
    try (RunningService service = new RunningService(settings(keystore))) {
      for (int i = 0; i < 64; i++) {
        Socket socket = service.connect();
        socket.getOutputStream().write(22); // the first byte of a handshake
        silent.add(socket);
      }
      assertThat(get(service, keystore)).startsWith("HTTP/1.1 200 OK");
      for (Socket socket : silent) {
        assertThat(isCut(socket)).isTrue();
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  @Timeout(600)
  void boundsTheHandshakesOfOneAddress() throws Exception {
    Path keystore = keystore();
    Map<String, String> settings = new HashMap<>(settings(keystore));
    settings.put("server.max-connections-per-address", "2");
    settings.put("server.head-timeout", "PT2M"); // none of them is cut for its slowness
    try (RunningService service = new RunningService(settings)) {
      List<Socket> begun = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        Socket socket = service.connect();
        socket.setSoTimeout(100);
        begun.add(socket);
      }
      List<Socket> open = stillOpen(begun);
      while (open.size() == 3) {
        open = stillOpen(begun);
      }
      assertThat(get(service, keystore, "127.0.0.2")).startsWith("HTTP/1.1 200 OK");
      assertThat(stillOpen(begun)).isEqualTo(open).hasSize(2);

      for (Socket socket : begun) {
        socket.close();
      }
      while (!isTaken(service, keystore)) {
        // their places are free again in a moment
      }
    }
  }

  private static List<Socket> stillOpen(List<Socket> sockets) throws IOException {
    List<Socket> open = new ArrayList<>();
    for (Socket socket : sockets) {
      try {
        if (socket.getInputStream().read() >= 0) {
          open.add(socket);
        }
      } catch (SocketTimeoutException nothingYet) {
        open.add(socket);
      }
    }
    return open;
  }

  private static boolean isTaken(RunningService service, Path keystore) throws Exception {
    try {
      return get(service, keystore, "127.0.0.1").startsWith("HTTP/1.1 200 OK");
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean isCut(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes().length < 20; // an alert, or nothing
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static Map<String, String> settings(Path keystore) {
    return Map.of(
        "server.tls.keystore", keystore.toString(),
        "server.tls.password", "changeit",
        "server.max-connections", "64",
        "server.head-timeout", "PT10S");
  }

  private static String get(RunningService service, Path keystore) throws Exception {
    return get(service, keystore, "127.0.0.1");
  }

  private static String get(RunningService service, Path keystore, String from) throws Exception {
    Socket plain = new Socket("127.0.0.1", service.port, InetAddress.getByName(from), 0);
    try (Socket socket =
        trusting(keystore).getSocketFactory().createSocket(plain, from, service.port, true)) {
      socket.setSoTimeout(120_000);
      socket.getOutputStream().write("GET /message HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private Path keystore() throws Exception {
    Path file = folder.resolve("service.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String arguments =
        "-genkeypair -alias service -keyalg EC -validity 2 -dname CN=127.0.0.1 -storetype PKCS12"
            + " -storepass changeit -keystore ";
    Process process =
        new ProcessBuilder((keytool + " " + arguments + file).split(" "))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
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
    trusted.setCertificateEntry("service", store.getCertificate("service"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
