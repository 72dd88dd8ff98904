package dev.tributary.runners.flink.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names by which this REST API may be asked, and so the web pages that may ask it: its own. A
 * browser says in {@code Origin} and {@code Sec-Fetch-Site} whose page sends a request, and in
 * {@code Host} by which name it found us: a foreign name that leads here is DNS rebinding.
 */
record OwnNames(Set<String> hosts) {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  OwnNames {
    hosts = Set.copyOf(hosts);
  }

  /** This machine's, and the names that Flink's configuration gives the API. */
  static OwnNames with(List<String> configured) {
    var hosts = new HashSet<>(LOCAL);
    configured.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    return new OwnNames(hosts);
  }

  /**
   * Why a request is refused; empty where it is not.
   *
   * @param host {@code host:port} as the client wrote it
   * @param origin whose page sent it; programs that are no browsers say nothing
   * @param site how far away that page is, in the browser's words
   */
  Optional<String> refusal(Optional<String> host, Optional<String> origin, Optional<String> site) {
    if (!host.map(OwnNames::withoutPort).filter(hosts::contains).isPresent()) {
      return Optional.of("Host must be one of " + hosts.stream().sorted().toList());
    }
    String name = host.orElseThrow();
    if (origin.isPresent()
        && !origin.get().equalsIgnoreCase("http://" + name)
        && !origin.get().equalsIgnoreCase("https://" + name)) {
      return Optional.of("Origin must be the address of these pages");
    }
    if (site.isPresent() && !OWN_PAGES.contains(site.get())) {
      return Optional.of("Sec-Fetch-Site must be same-origin or none");
    }
    return Optional.empty();
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }
}
