package dev.tributary.ingest.http1;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A connection without a socket: its bytes are there, its answers are dropped. */
record BytesAsConnection(DataReader dataReader) implements ConnectionContext {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 1);

  @Override
  public DataWriter dataWriter() {
    return new Dropped();
  }

  @Override
  public PeerInfo remotePeer() {
    return new Client();
  }

  @Override
  public PeerInfo localPeer() {
    return new Client();
  }

  @Override
  public ListenerContext listenerContext() {
    throw noServer();
  }

  @Override
  public ExecutorService executor() {
    throw noServer();
  }

  @Override
  public Router router() {
    throw noServer();
  }

  @Override
  public HelidonSocket serverSocket() {
    throw noServer();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return Optional.empty();
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String socketId() {
    return "bytes";
  }

  @Override
  public String childSocketId() {
    return "bytes";
  }

  private static UnsupportedOperationException noServer() {
    return new UnsupportedOperationException("There is no server behind these bytes");
  }

  private static final class Dropped implements DataWriter {
    @Override
    public void write(BufferData... buffers) {}

    @Override
    public void write(BufferData buffer) {}

    @Override
    public void writeNow(BufferData... buffers) {}

    @Override
    public void writeNow(BufferData buffer) {}
  }

  private static final class Client implements PeerInfo {
    @Override
    public SocketAddress address() {
      return CLIENT;
    }

    @Override
    public String host() {
      return CLIENT.getHostString();
    }

    @Override
    public int port() {
      return CLIENT.getPort();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
      return Optional.empty();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
      return Optional.empty();
    }
  }
}
