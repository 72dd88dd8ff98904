package dev.tributary.it.bench.hostile;

import dev.tributary.runners.processes.home.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for the service, and clients that trust it. */
final class ServiceKeys {
  private static final String PASSWORD = "changeit";

  private final Path keystore;
  private final SSLContext trusting;

  private ServiceKeys(Path keystore, SSLContext trusting) {
    this.keystore = keystore;
    this.trusting = trusting;
  }

  /** Makes a key and its certificate. */
  static ServiceKeys make(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("service.p12");
    var command =
        List.of(
            Jdk.current().java().resolveSibling("keytool").toString(),
            "-genkeypair",
            "-alias",
            "service",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
    return new ServiceKeys(file, trusting(file));
  }

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("service", store.getCertificate("service"));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  /** The service's settings for it. */
  Map<String, String> settings() {
    return Map.of("server.tls.keystore", keystore.toString(), "server.tls.password", PASSWORD);
  }

  SSLSocketFactory clients() {
    return trusting.getSocketFactory();
  }

  /** What a client sends first: after it the service has the most to do. */
  byte[] clientHello() throws IOException {
    SSLEngine engine = trusting.createSSLEngine("127.0.0.1", 0);
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    byte[] bytes = new byte[hello.position()];
    hello.flip().get(bytes);
    return bytes;
  }
}
