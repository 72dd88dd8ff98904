package dev.tributary.ingest.connections;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A TLS context that tells when a connection begins to shake hands, on the connection's thread:
 * Helidon has no time limit and no count for that, and no place to set one.
 */
public final class TimedTls extends SSLContext {
  /**
   * @param context the context that does the work, initialised
   * @param began is notified of each connection, before its first byte is read
   */
  public TimedTls(SSLContext context, Handshakes began) {
    super(new Delegate(context, began), context.getProvider(), context.getProtocol());
  }

  /** Is notified of connections that begin to shake hands. */
  public interface Handshakes {
    /**
     * A connection from this address begins.
     *
     * @throws IOException when it may not: it is closed then
     */
    void began(SocketAddress from) throws IOException;
  }

  private static final class Delegate extends SSLContextSpi {
    private final SSLContext context;
    private final Handshakes began;

    Delegate(SSLContext context, Handshakes began) {
      this.context = context;
      this.began = began;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trusted, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("Cannot initialise a TLS context twice");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return new Sockets(context.getSocketFactory(), began);
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return context.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return context.createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return context.createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return context.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return context.getSupportedSSLParameters();
    }
  }

  private static final class Sockets extends SSLSocketFactory {
    private final SSLSocketFactory factory;
    private final Handshakes began;

    Sockets(SSLSocketFactory factory, Handshakes began) {
      this.factory = factory;
      this.began = began;
    }

    @Override
    public Socket createSocket(Socket accepted, InputStream consumed, boolean close)
        throws IOException {
      began.began(accepted.getRemoteSocketAddress());
      return factory.createSocket(accepted, consumed, close);
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean close)
        throws IOException {
      return factory.createSocket(socket, host, port, close);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return factory.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return factory.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return factory.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return factory.createSocket(host, port, local, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return factory.getSupportedCipherSuites();
    }
  }
}
