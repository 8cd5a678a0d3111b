package dev.parley.platform.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Puts a {@link ConnectionGuard} in front of every accepted connection. Netty finds it as a
 * service; {@link dev.parley.platform.ServiceMain} turns that lookup on, because neither Quarkus
 * nor Vert.x offers a hook below the router.
 */
public final class EdgeInstaller extends ChannelInitializerExtension {

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst("parley-guard", new ConnectionGuard(admit(channel)));
    }

    /** Netty makes this object, so that nothing can be injected. */
    private static boolean admit(Channel channel) {
        ArcContainer container = Arc.container();
        if (container == null
                || !(channel.remoteAddress() instanceof InetSocketAddress remote)
                || remote.getAddress() == null) {
            return true;
        }
        OpenConnections connections = container.instance(OpenConnections.class).get();
        InetAddress client = remote.getAddress();
        if (!connections.open(client)) {
            return false;
        }
        channel.closeFuture().addListener(closed -> connections.close(client));
        return true;
    }
}
