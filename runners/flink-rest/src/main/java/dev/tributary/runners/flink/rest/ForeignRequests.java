package dev.tributary.runners.flink.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/** Answers 403 to a request of a foreign web page and ends its connection. One a connection. */
final class ForeignRequests extends ChannelInboundHandlerAdapter {
  private final OwnNames names;
  private boolean refused;

  ForeignRequests(OwnNames names) {
    this.names = names;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!refused && message instanceof HttpRequest) {
      refusal((HttpRequest) message).ifPresent(reason -> refuse(context, reason));
    }
    if (refused) {
      ReferenceCountUtil.release(message); // the rest of its body, too
      return;
    }
    context.fireChannelRead(message);
  }

  private Optional<String> refusal(HttpRequest request) {
    return names.refusal(
        Optional.ofNullable(request.headers().get(HttpHeaderNames.HOST)),
        Optional.ofNullable(request.headers().get(HttpHeaderNames.ORIGIN)),
        Optional.ofNullable(request.headers().get("Sec-Fetch-Site")));
  }

  private void refuse(ChannelHandlerContext context, String reason) {
    refused = true;
    byte[] text = ("Refused: " + reason + "\n").getBytes(UTF_8);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, Unpooled.wrappedBuffer(text));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, text.length)
        .set(HttpHeaderNames.CONNECTION, "close");
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
