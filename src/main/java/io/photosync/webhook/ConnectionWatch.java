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
 * Puts {@link SlowHeads} before each connection that a port of this process accepts. Nobody above Netty hears of a request before its
 * headers are complete, and Vert.x leaves no other door open to the connections. It finds this class by itself, as a service.
 */
public final class ConnectionWatch implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new Watched());
    }

    /** The JDK's sockets, as without it. */
    private static final class Watched extends JDKTransport {
        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(new Door());
        }
    }

    private static final class Door extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addFirst(new SlowHeads());
            }
            context.fireChannelRead(accepted);
        }
    }
}
