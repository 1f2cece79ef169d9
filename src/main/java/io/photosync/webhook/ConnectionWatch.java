package io.photosync.webhook;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Adds {@link SlowHeads} to the pipeline of each accepted connection. Code above Netty sees a request only when its
 * headers are complete, and Vert.x offers no other hook for connections. Vert.x finds this class through {@code
 * ServiceLoader}.
 */
public final class ConnectionWatch implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new WatchedTransport());
    }

    /** The JDK's sockets, which are the default too. */
    private static final class WatchedTransport extends JDKTransport {
        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(new ConnectionInitializer());
        }
    }

    private static final class ConnectionInitializer extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addFirst(new SlowHeads());
            }
            context.fireChannelRead(accepted);
        }
    }
}
