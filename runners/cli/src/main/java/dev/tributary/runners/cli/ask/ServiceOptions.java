package dev.tributary.runners.cli.ask;

import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which ingest-service a command asks. */
final class ServiceOptions {
  @Option(
      names = "--service",
      paramLabel = "URL",
      description = {
        "The ingest-service, or its admin port, as in http://host:5001. A key that it needs is in",
        "the environment variable TRIBUTARY_KEY. Default: the running system's"
      })
  private String service;

  /** What {@code --service} names. */
  Optional<Service> named() {
    return Optional.ofNullable(service).map(ServiceOptions::checked).map(ServiceOptions::at);
  }

  /** The service that is meant. */
  Service service() throws IOException {
    Optional<Service> named = named();
    return named.isPresent() ? named.get() : running();
  }

  private static Service running() throws IOException {
    return local(RunningSystem.findOr("name another service with --service").http());
  }

  /** The one at host:port of this machine. */
  static Service local(String address) {
    return at(URI.create("http://" + address));
  }

  private static Service at(URI address) {
    return new Service(address, Optional.ofNullable(System.getenv("TRIBUTARY_KEY")));
  }

  private static URI checked(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && ("http".equals(uri.getScheme()) || isTls(uri))) {
        return uri;
      }
    } catch (IllegalArgumentException notOne) {
      // said below
    }
    throw new IllegalArgumentException("--service must be http://HOST:PORT or https://…: " + text);
  }

  private static boolean isTls(URI uri) {
    return "https".equals(uri.getScheme());
  }
}
