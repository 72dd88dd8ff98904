package dev.tributary.ingest;

import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.connections.TimedTls;
import dev.tributary.ingest.http.RequestHandler;
import dev.tributary.ingest.http1.Http1Selector;
import io.helidon.common.tls.TlsConfig;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Builds the sockets that the service listens at. */
final class Listeners {
  /** Helidon's name of the admin socket. */
  static final String ADMIN = "admin";

  private static final int ADMIN_CONNECTIONS = 256;

  private final IngestConfig config;
  private final Http1Selector selector;

  /** What answers at the two sockets. */
  record Handlers(RequestHandler open, Optional<RequestHandler> admin) {}

  Listeners(IngestConfig config, Http1Selector selector) {
    this.config = config;
    this.selector = selector;
  }

  WebServer build(Handlers handlers) {
    IngestConfig.Listen listen = config.listen();
    WebServerConfig.Builder web =
        WebServer.builder()
            .host(listen.host())
            .port(listen.port())
            // without a bound Helidon stops listening for good when it gets no more files
            .maxTcpConnections(listen.maxConnections())
            .shutdownHook(false)
            .routing(routing -> routing.any(handlers.open()));
    common(web);
    listen.tlsKeystore().ifPresent(file -> web.tls(tls(file, listen.tlsPassword(), selector)));
    handlers.admin().ifPresent(handler -> web.putSocket(ADMIN, admin(handler)));
    return web.build();
  }

  /**
   * Helidon logs a port that is taken and continues without it: asked before, it is one line.
   *
   * @throws IllegalArgumentException naming the setting and the cause
   */
  static void checkFree(IngestConfig.Listen listen) {
    checkFree("server.port", listen.host(), listen.port());
    listen.adminPort().ifPresent(port -> checkFree("admin.port", listen.adminHost(), port));
  }

  private static void checkFree(String key, String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          key + " must be free to listen at: " + host + ":" + port + " (" + e.getMessage() + ")",
          e);
    }
  }

  private ListenerConfig admin(RequestHandler handler) {
    IngestConfig.Listen listen = config.listen();
    ListenerConfig.Builder admin =
        ListenerConfig.builder()
            .host(listen.adminHost())
            .port(listen.adminPort().orElseThrow())
            .maxTcpConnections(ADMIN_CONNECTIONS)
            .addRouting(HttpRouting.builder().any(handler));
    common(admin);
    return admin.build();
  }

  private void common(ListenerConfig.BuilderBase<?, ?> socket) {
    socket
        .shutdownGracePeriod(config.timeouts().drain())
        .idleConnectionTimeout(config.timeouts().idle())
        .protocolsDiscoverServices(false)
        .useNio(false) // TLS shakes hands before the selector is asked
        .addConnectionSelector(selector)
        .connectionOptions(options -> options.tcpNoDelay(true));
  }

  private static TlsConfig tls(Path keystore, String password, Http1Selector selector) {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password.toCharArray());
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return TlsConfig.builder()
          .sslContext(new TimedTls(context, selector::handshakeBegan))
          .buildPrototype();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "server.tls.keystore must be PKCS12 and fit server.tls.password: "
              + keystore
              + " ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}
