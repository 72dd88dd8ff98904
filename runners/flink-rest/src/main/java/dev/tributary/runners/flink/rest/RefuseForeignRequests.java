package dev.tributary.runners.flink.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/**
 * Puts {@link ForeignRequests} in front of Flink's REST API. Flink finds this class as a service,
 * and makes one handler a connection.
 */
public final class RefuseForeignRequests implements InboundChannelHandlerFactory {
  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    List<String> configured = new ArrayList<>();
    configuration.getOptional(RestOptions.ADDRESS).ifPresent(configured::add);
    configuration.getOptional(RestOptions.BIND_ADDRESS).ifPresent(configured::add);
    return Optional.of(new First(OwnNames.with(configured)));
  }

  /** Flink adds us behind what writes uploads to disk; a refusal comes before. */
  private static final class First extends ChannelInboundHandlerAdapter {
    private final OwnNames names;

    First(OwnNames names) {
      this.names = names;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context
          .pipeline()
          .addAfter(
              context.pipeline().context(HttpServerCodec.class).name(),
              "foreign-requests",
              new ForeignRequests(names));
      context.pipeline().remove(this);
    }
  }
}
