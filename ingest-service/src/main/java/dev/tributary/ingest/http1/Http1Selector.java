package dev.tributary.ingest.http1;

import dev.tributary.ingest.fairness.Peer;
import dev.tributary.ingest.fairness.Peers;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Set;

/**
 * Takes every connection and lets Helidon's HTTP/1.1 read it through a {@link Http1RequestReader}.
 */
public final class Http1Selector implements ServerConnectionSelector {
  private final Http1ConnectionSelector http1;
  private final Http1Settings settings;

  public Http1Selector(Http1Settings settings) {
    this.settings = settings;
    // what Helidon would check is checked before, and only a plain head reaches it
    Http1Config trusting =
        Http1Config.builder()
            .validateRequestHeaders(false)
            .validatePrologue(false)
            .validatePath(false)
            .build();
    this.http1 = Http1ConnectionSelector.builder().config(trusting).build();
  }

  /**
   * The calling thread's connection begins to shake hands, perhaps after a wait: it gets the time
   * of a head, and counts as one of its address's.
   *
   * @throws IOException when the address has as many as it may
   */
  public void handshakeBegan(SocketAddress from) throws IOException {
    Peers peers = settings.peers();
    Peer peer = peers.came(from);
    if (!peers.fits(peer)) {
      peers.left(peer);
      RefusedRequestException refused = RefusedConnection.tooMany(peers);
      settings.refusals().refused(refused, from);
      throw new IOException(refused.getMessage());
    }
    peers.turns().awaitHandshake(peer);
    settings.watchdog().handshakeBegan(settings.headTimeout(), () -> peers.left(peer));
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return Set.of("http/1.1", "http/1.0");
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    settings.watchdog().handshakeEnded();
    Peer peer = settings.peers().came(context.remotePeer().address());
    if (!settings.peers().fits(peer)) {
      settings.peers().left(peer);
      return new RefusedConnection(context, settings);
    }
    Http1RequestReader requests = new Http1RequestReader(context, settings, peer);
    return new DrainingConnection(
        http1.connection(new StrictConnectionContext(context, requests)), requests);
  }
}
